"""How far data got, and how those who have it are reached, in words."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from dashboard.formats import number
from dashboard.wording import yours
from tracker.phrasing import ngettext
from tracker.taxonomy import Category
from tracker.upstream.portrait import Said, linkable
from tracker.vendors import Facts, builtin_facts


class Reach(Protocol):
    """How many companies have something, and how many took it before it was sent."""

    @property
    def vendors(self) -> int: ...
    @property
    def early(self) -> int: ...


class Way(NamedTuple):
    """A company, and how it is reached about one's data: a page, an address, or None where neither is known."""

    slug: str
    name: str
    said: Said | None


def having(category: Category, reach: Reach) -> str:
    """Return who has a kind of data or a datum: `3 companies have your e-mail address; 1 got it before you sent it`."""
    told = ngettext(
        "%(count)s company has %(data)s", "%(count)s companies have %(data)s", reach.vendors, data=yours(category)
    )
    if not reach.early:
        return told
    return ngettext(
        "%(told)s; %(early)s got it before you sent it",
        "%(told)s; %(early)s got it before you sent it",
        reach.early,
        told=told,
        early=number(reach.early),
    )


def ways_to(companies: Iterable[tuple[str, str]]) -> list[Way]:
    """Return how companies (slug and name) are reached, as our own list of them knows."""
    return [Way(slug, name, _said(slug)) for slug, name in companies]


def _said(slug: str) -> Said | None:
    known = builtin_facts().get(slug, Facts())
    contact = known.privacy_contact
    if contact and "@" in contact and " " not in contact and ":" not in contact:
        return Said(contact, f"mailto:{contact}")
    told = contact or known.privacy_page
    return Said(told, linkable(told)) if told else None
