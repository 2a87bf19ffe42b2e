"""Which sites were given the same password, or a weak one?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.passwords.wording import WEAK
from tracker.taxonomy import Category


class Used(NamedTuple):
    """A site that was given a password: `group` is a letter that it has in common with the sites of other companies
    that were given the same, '' where there is none. `strength` is 0 to 4.
    """

    site: str
    vendor_slug: str
    vendor_name: str
    group: str
    strength: int
    first: datetime
    last: datetime
    times: int

    @property
    def is_weak(self) -> bool:
        """Whether it is easily guessed."""
        return self.strength <= WEAK


class Group(NamedTuple):
    """The sites that were given one password."""

    letter: str
    uses: tuple[Used, ...]


type _Row = tuple[str, str, int, datetime, datetime, int, str | None, str | None]
"""A site, the digest, how strong it is, first, last, how often, and whose the site is (slug and name)."""


def passwords(session: Session, site: int | None = None) -> list[Used]:
    """Return every site that was given a password, or that was given one of those of a site, by its id: first those
    that share one, then the weak ones. One statement.

    Sites of one company are one account: what they share is not told. Digests do not leave this function.
    """
    asked = _EVERY if site is None else _asked(select(m.PasswordUse.digest).where(m.PasswordUse.site_id == site))
    rows: Any = session.execute(asked).all()
    letters = _letters(rows)
    used = [
        Used(domain, slug or domain, name or domain, letters.get(digest, ""), strength, first, last, times)
        for domain, digest, strength, first, last, times, slug, name in rows
    ]
    return sorted(used, key=lambda use: (not use.group, len(use.group), use.group, not use.is_weak, use.site))


def groups(used: Iterable[Used]) -> list[Group]:
    """Return the sites that share a password, by password, the most widely used first."""
    shared: dict[str, list[Used]] = {}
    for use in used:
        if use.group:
            shared.setdefault(use.group, []).append(use)
    return [Group(letter, tuple(uses)) for letter, uses in shared.items()]


def _asked(among: Select[str] | None) -> Select[str, str, int, datetime, datetime, int, str | None, str | None]:
    """Of these passwords, or of all."""
    use = m.PasswordUse
    given = select(m.Datum.id).where(m.Datum.category == Category.PASSWORD)
    own = (
        select(m.Exposure.site_id, func.min(m.Host.vendor_id).label("vendor_id"))
        .join(m.Host, m.Host.id == m.Exposure.host_id)
        .where(m.Exposure.datum_id.in_(given), m.Exposure.party == Party.FIRST)
        .group_by(m.Exposure.site_id)
    )
    if among is not None:
        own = own.where(m.Exposure.site_id.in_(select(use.site_id).where(use.digest.in_(among))))
    vendor = own.subquery()
    return (
        select(m.Site.domain, use.digest, use.strength, use.first, use.last, use.count, m.Vendor.slug, m.Vendor.name)
        .join(m.Site, m.Site.id == use.site_id)
        .outerjoin(vendor, vendor.c.site_id == use.site_id)
        .outerjoin(m.Vendor, m.Vendor.id == vendor.c.vendor_id)
        .where(*(() if among is None else (use.digest.in_(among),)))
    )


_EVERY = _asked(None)


def _letters(rows: Iterable[_Row]) -> dict[str, str]:
    """The letter of each digest that several companies have: A for the one that most sites have."""
    having: dict[str, list[tuple[str, str]]] = {}
    for domain, digest, *_, slug, _ in rows:
        having.setdefault(digest, []).append((domain, slug or domain))
    shared = [(digest, uses) for digest, uses in having.items() if len({slug for _, slug in uses}) > 1]
    shared.sort(key=lambda one: (-len(one[1]), min(one[1])))
    return {digest: _letter(number) for number, (digest, _) in enumerate(shared)}


def _letter(number: int) -> str:
    """A to Z, then AA and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
