"""What the log can be narrowed to further: how much of what is asked for is of which kind, to whom, from where."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Links
from dashboard.api.links import link
from dashboard.api.parameters import Asked
from dashboard.api.resources.log import NARROWED, filters_of
from dashboard.api.writing import shaped
from dashboard.narrowers import Facet, Way, narrowers

ASKED = NARROWED


@dataclass(frozen=True, slots=True)
class OneValue:
    """A value that the log can be narrowed to."""

    value: Annotated[str, Meta(description="to be asked for under the facet's name")]
    words: str
    times: Annotated[Count | None, Meta(description="disclosures; null where that is not counted")]
    links: Links


@dataclass(frozen=True, slots=True)
class OneFacet:
    """A parameter of the log, and the values that it has most often; `more` of them are not told."""

    name: Annotated[str, Meta(description="of the parameter")]
    values: tuple[OneValue, ...]
    more: Count
    is_least: Annotated[bool, Meta(description="whether there may be more than was counted")]


@dataclass(frozen=True, slots=True)
class Facets:
    """The parameters by which what is asked for can be narrowed further."""

    items: tuple[OneFacet, ...]


def facets(session: Session, asked: Asked) -> Facets:
    """Return what the log can be narrowed to further, with how often each value is there. Of each parameter that is
    not asked for already, eight values at most.
    """
    return Facets(tuple(_facet(asked, found) for found in narrowers(session, filters_of(asked), {})))


def _facet(asked: Asked, found: Facet) -> OneFacet:
    return shaped(OneFacet, found, values=tuple(_value(asked, found.name, way) for way in found.ways))


def _value(asked: Asked, name: str, way: Way) -> OneValue:
    return shaped(OneValue, way, links={"log": link("log", **{**asked.given, name: way.value})})
