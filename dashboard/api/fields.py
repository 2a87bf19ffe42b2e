"""The types of keys that many answers have, each with its meaning."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from tracker.dictionary import MEANINGS
from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


def meant(key: str) -> Meta:
    """Return what a key of a row means, as `tracker export` says it."""
    meaning = MEANINGS[key]
    return Meta(description=f"{meaning.text} ({meaning.unit})" if meaning.unit else meaning.text)


Id = Annotated[int, Meta(ge=0, description="number in the ledger: good until something is forgotten")]
Count = Annotated[int, Meta(ge=0)]
Times = Annotated[int, Meta(ge=0, description="how often: disclosures")]
Data = Annotated[int, Meta(ge=0, description="distinct values")]
Sites = Annotated[
    int, Meta(ge=0, description="distinct sites that it came from; pages that are not known count as none")
]
Score = Annotated[int, Meta(ge=0, le=100)]
Share = Annotated[float, Meta(ge=0, le=1)]
Bytes = Annotated[Count | None, Meta(description="bytes; null where not known")]
Interest = Annotated[
    Annotated[int, Meta(ge=1, le=5)] | None, Meta(description="what the person gets out of it, 5: most; null: not told")
]
First = Annotated[datetime, Meta(tz=True, description="when it first left")]
Last = Annotated[datetime, Meta(tz=True, description="when it last left")]
Moment = Annotated[datetime, Meta(tz=True)]
Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Slug = Annotated[str, Meta(description="slug of the company; where none is known, the domain stands for it")]
Name = Annotated[str, Meta(description="name of the company, or its domain")]
KnownSlug = Annotated[str | None, meant("vendor")]
Parent = Annotated[str | None, Meta(description="slug of the company above it")]
Trade = Annotated[str | None, Meta(description="its line of business, as a slug")]
Country = Annotated[str | None, Meta(description="ISO 3166-1 alpha-2")]
Site = Annotated[str | None, meant("site")]
Host = Annotated[str, meant("host")]
Kind = Annotated[Category, meant("category")]
Kinds = Annotated[tuple[Category, ...], Meta(description="categories of personal data, the most sensitive first")]
Preview = Annotated[str, meant("preview")]
Fingerprint = Annotated[str, meant("fingerprint")]
Relation = Annotated[Party, meant("party")]
Way = Annotated[Manner, meant("manner")]
Ways = Annotated[tuple[Manner, ...], Meta(description="all the manners in which it left")]
IsPlain = Annotated[bool, Meta(description="whether it left at least once without encryption")]
Next = Annotated[str | None, Meta(description="address of the next part; null where this is the last")]
Links = Annotated[dict[str, str], Meta(description="addresses of what belongs to this, by what it is")]
