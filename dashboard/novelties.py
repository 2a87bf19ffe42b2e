"""What is new since the last visit, with links: companies, sites, kinds of data."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from dashboard import addresses, wording
from dashboard.attending import whole
from tracker.ledger.queries.news import News
from tracker.phrasing import ngettext, sentence

_NAMED = 4


class Name(NamedTuple):
    """Something new, and its page."""

    words: str
    address: str


class Novelty(NamedTuple):
    """What is new of one sort: so many, the first by name; `rest` says how many are not named."""

    words: str
    names: tuple[Name, ...]
    rest: str
    address: str


def novelties(news: News) -> Iterator[Novelty]:
    """Yield what is new, companies first; nothing where nothing is."""
    if news.vendors:
        names = tuple(Name(one.name, _at(addresses.VENDORS, one.slug)) for one in news.vendors[:_NAMED])
        words = ngettext("%(count)s new company", "%(count)s new companies", news.vendor_count)
        yield Novelty(words, names, _rest(news.vendor_count), whole(addresses.VENDORS, sort="last"))
    if news.categories:
        kinds = tuple(
            Name(sentence(wording.label(one.category)), whole(addresses.DATA, category=one.category.value))
            for one in news.categories[:_NAMED]
        )
        count = len(news.categories)
        words = ngettext("%(count)s new kind of data", "%(count)s new kinds of data", count)
        yield Novelty(words, kinds, _rest(count), whole(addresses.DATA))
    if news.sites:
        places = tuple(Name(one.domain, _at(addresses.SITES, one.domain)) for one in news.sites[:_NAMED])
        words = ngettext("%(count)s new site", "%(count)s new sites", news.site_count)
        yield Novelty(words, places, _rest(news.site_count), whole(addresses.SITES, sort="last"))


def _at(path: str, name: str) -> str:
    return whole(f"{path}/{quote(name, safe='')}")


def _rest(count: int) -> str:
    return ngettext("and %(count)s more", "and %(count)s more", count - _NAMED) if count > _NAMED else ""
