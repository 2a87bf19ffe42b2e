"""Who listens on a site, gathered by company from what each got there, and what is said of them all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from dashboard import formats
from dashboard.wording import yours
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.site import LASTING_HERE, Disguise, Got
from tracker.phrasing import gettext, ngettext
from tracker.taxonomy import IDENTIFIERS, TAXONOMY, Category

_TELLING = 3  # least sensitivity of what is worth a title


class Ear(NamedTuple):
    """Who listens on the site, and what it got: categories, the most sensitive first; `hidden` is the host by whose
    name it looks like the site itself.
    """

    slug: str
    name: str
    business: str
    party: Party
    hidden: str | None
    categories: tuple[Category, ...]
    manners: tuple[Manner, ...]
    data: int
    times: int
    is_plain: bool
    first: datetime
    last: datetime

    @property
    def is_other(self) -> bool:
        """Whether it is somebody else than the site itself."""
        return self.party is not Party.FIRST or self.hidden is not None


def by_company(rows: Iterable[Got], hidden: Iterable[Disguise]) -> list[Ear]:
    """Return who listens: third parties first, of these those who got the most sensitive."""
    behind = {one.vendor_slug: one.host for one in hidden}
    found: dict[str, list[Got]] = {}
    for row in rows:
        found.setdefault(row.vendor_slug, []).append(row)
    gathered = [_ear(members, behind.get(slug)) for slug, members in found.items()]
    return sorted(
        gathered, key=lambda ear: (not ear.is_other, [-s for s in _senses(ear.categories)], -ear.data, ear.name)
    )


def _ear(rows: Sequence[Got], hidden: str | None) -> Ear:
    one, ways = rows[0], [row.how for row in rows]
    is_third = any(way.is_third_party for way in ways)
    is_first = any(way.is_first_party for way in ways)
    manners = {manner for way in ways for manner in way.manners}
    return Ear(
        one.vendor_slug,
        one.vendor_name,
        one.business,
        Party.THIRD if is_third else Party.FIRST if is_first else Party.UNKNOWN,
        hidden,
        tuple(sorted((row.category for row in rows), key=lambda kind: (-TAXONOMY[kind].sensitivity, kind.value))),
        tuple(manner for manner in Manner if manner in manners),
        sum(row.data for row in rows),
        sum(row.times for row in rows),
        any(way.is_plain for way in ways),
        min(row.first for row in rows),
        max(row.last for row in rows),
    )


def _senses(categories: Iterable[Category]) -> list[int]:
    return [TAXONOMY[one].sensitivity for one in categories]


def headline(site: str, others: Sequence[Ear], has_any: bool) -> str:
    """Return how many others listened, and what worst they got; `has_any`: whether anything left at all."""
    if not others:
        if not has_any:
            return gettext("On %(site)s, nothing like that was seen leaving", site=site)
        return gettext("On %(site)s, nobody but the site itself was seen listening", site=site)
    listening = ngettext(
        "On %(site)s, %(count)s company listened", "On %(site)s, %(count)s companies listened", len(others), site=site
    )
    worst = max({kind for ear in others for kind in ear.categories}, key=lambda kind: _telling(kind, others))
    if TAXONOMY[worst].sensitivity < _TELLING:
        return listening
    return ngettext(
        "%(listening)s; %(count)s got %(data)s",
        "%(listening)s; %(count)s got %(data)s",
        sum(worst in ear.categories for ear in others),
        listening=listening,
        data=yours(worst),
    )


def _telling(kind: Category, others: Sequence[Ear]) -> tuple[int, bool, int, str]:
    """How much it says that others got that: what a person knows by name before what machines are told by."""
    got = sum(kind in ear.categories for ear in others)
    return TAXONOMY[kind].sensitivity, kind not in IDENTIFIERS, got, kind.value


def recognising(others: Sequence[Ear]) -> str:
    """Return how many of those who listened can know the person again. There is at least one."""
    knowing = sum(any(kind in LASTING_HERE for kind in ear.categories) for ear in others)
    if not knowing:
        return gettext("None of those who listened got an identifier to know you again by")
    if knowing == len(others):
        return ngettext(
            "The %(count)s company that listened got an identifier to know you again by",
            "All %(count)s companies that listened got an identifier to know you again by",
            knowing,
        )
    return ngettext(
        "%(some)s of the %(count)s company that listened got an identifier to know you again by",
        "%(some)s of the %(count)s companies that listened got an identifier to know you again by",
        len(others),
        some=formats.number(knowing),
    )
