"""Which sites were given the same password, or a weak one?"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

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


def passwords(session: Session, site: int | None = None) -> list[Used]:
    """Return every site that was given a password, or that was given one of those of a site, by its id: first those
    that share one, then the weak ones. One statement.

    Sites of one company are one account: what they share is not told. Digests do not leave this function.
    """
    rows: list[tuple[str, Used]] = []
    asked = _asked(None if site is None else select(m.PasswordUse.digest).where(m.PasswordUse.site_id == site))
    for domain, digest, strength, first, last, count, slug, name in session.execute(asked):
        rows.append((digest, Used(domain, slug or domain, name or domain, "", strength, first, last, count)))
    letters = _letters(rows)
    used = [use._replace(group=letters.get(digest, "")) for digest, use in rows]
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


def _letters(rows: Iterable[tuple[str, Used]]) -> dict[str, str]:
    """The letter of each digest that several companies have: A for the one that most sites have."""
    having: dict[str, list[Used]] = {}
    for digest, use in rows:
        having.setdefault(digest, []).append(use)
    shared = [(digest, uses) for digest, uses in having.items() if len({use.vendor_slug for use in uses}) > 1]
    shared.sort(key=lambda one: (-len(one[1]), min(use.site for use in one[1])))
    return {digest: _letter(number) for number, (digest, _) in enumerate(shared)}


def _letter(number: int) -> str:
    """A to Z, then AA and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
