"""Which sites were given the same password, or a weak one. Neither passwords nor digests of them are told."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Moment, Name, Slug
from dashboard.api.parameters import Asked
from dashboard.api.writing import shaped
from dashboard.wiring import wiring
from tracker.ledger.queries.passwords import passwords as used


@dataclass(frozen=True, slots=True)
class PasswordUse:
    """A site that was given a password."""

    site: str
    vendor: Slug
    vendor_name: Name
    group: Annotated[
        str | None,
        Meta(description="a letter in common with sites of other companies that were given the same; null: none were"),
    ]
    strength: Annotated[int, Meta(ge=0, le=4, description="0: guessed at once; 4: strong")]
    is_weak: bool
    first: Moment
    last: Moment
    times: Annotated[int, Meta(ge=0, description="how often it was given")]


@dataclass(frozen=True, slots=True)
class Passwords:
    """Every site that was given a password: first those that share one, then the weak ones."""

    is_on: Annotated[bool, Meta(description="whether passwords are looked at, as the settings say")]
    items: tuple[PasswordUse, ...]


def passwords(session: Session, asked: Asked) -> Passwords:
    """Return which sites were given the same password, or a weak one. The passwords themselves are not known."""
    items = (
        shaped(PasswordUse, use, vendor=use.vendor_slug, group=use.group or None, is_weak=use.is_weak)
        for use in used(session)
    )
    return Passwords(wiring().settings().passwords, tuple(items))
