"""What third parties got from a site since a page of it was opened: in memory only, bounded, and without values.

Two pages of one site cannot be told apart by what leaves: each says what left from the site since it was opened.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tracker.disclosure import Party, Record
from tracker.judging import standing_of
from tracker.taxonomy import Category
from tracker.vendors import Catalogue
from tracker.vendors.aliases import is_of_site, uncovered

MOST_VIEWS, MOST_COMPANIES = 64, 300
_RECENT = 5.0  # seconds: what left before a page out of the browser's cache asks for its mark
_REMEMBERED = 256


class Got(NamedTuple):
    """Who got something from a site: a company by slug and name, and what it got."""

    slug: str
    name: str
    categories: frozenset[Category]


class View:
    """A page that was opened: what each company got since."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.got: dict[str, Got] = {}

    def add(self, got: Got) -> None:
        known = self.got.get(got.slug)
        if known is not None:
            if not got.categories <= known.categories:
                self.got[got.slug] = known._replace(categories=known.categories | got.categories)
        elif len(self.got) < MOST_COMPANIES:
            self.got[got.slug] = got


class Views:
    """The pages that were opened last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._views: OrderedDict[str, View] = OrderedDict()
        self._sites: dict[str, list[View]] = {}
        self._recent: deque[tuple[float, str, Got]] = deque(maxlen=_REMEMBERED)

    def open(self, key: str, site: str) -> View:
        """Begin a page."""
        view = self._views[key] = View(site)
        self._views.move_to_end(key)
        self._sites.setdefault(site, []).append(view)
        if len(self._views) > MOST_VIEWS:
            self._forget(self._views.popitem(last=False)[1])
        return view

    def shown(self, key: str, site: str) -> None:
        """Begin a page that is not known any more, where it came out of the browser's cache. One that is known stays as
        it is, however often its mark is loaded: pages can do that, and none is to make it forget.
        """
        if key in self._views:
            return
        view = self.open(key, site)
        for then, where, got in self._recent:
            if where == site and self._clock() - then <= _RECENT:
                view.add(got)

    def of(self, key: str) -> View | None:
        """Return a page, None where it is not known any more."""
        return self._views.get(key)

    def note(self, record: Record, catalogue: Catalogue, hops: Iterable[str] | None) -> None:
        """Take in what left. Cheap where nobody has a page of that site open."""
        views = self._sites.get(record.site or "")
        if views and record.disclosures and (got := got_by(record, catalogue, hops)):
            self._recent.append((self._clock(), record.site or "", got))
            for view in views:
                view.add(got)

    def clear(self) -> None:
        """Forget all of it."""
        self._views.clear()
        self._sites.clear()
        self._recent.clear()

    def _forget(self, view: View) -> None:
        views = self._sites[view.site]
        views.remove(view)
        if not views:
            del self._sites[view.site]


def got_by(record: Record, catalogue: Catalogue, hops: Iterable[str] | None) -> Got | None:
    """Return what a third party got by a request, None where it is none: the site itself, or a company of its own."""
    names = tuple(hops) if hops is not None else None
    if record.party is Party.FIRST and not (names and uncovered(catalogue, record.host, names)):
        return None
    slug = standing_of(catalogue, record.host, names).vendors[0]
    if record.party is Party.UNKNOWN or is_of_site(catalogue, slug, record.site or ""):
        return None
    vendor = catalogue.vendor(slug)
    categories = frozenset(one.category for one in record.disclosures)
    return Got(slug, vendor.name if vendor else record.recipient, categories)
