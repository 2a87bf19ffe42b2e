"""In words, the items that are about a company, a password or a recording as such; and what all wordings share."""

from collections.abc import Callable, Iterator, Mapping

from tracker.attention.item import Item, Kind
from tracker.belongings import yours
from tracker.phrasing import gettext, listed, ngettext, voice
from tracker.taxonomy import Category

_NAMED = 3


def companies_of(item: Item) -> str:
    """Return the names of an item's companies, the first few of them."""
    names = [vendor.name for vendor in item.vendors]
    if item.vendor_count <= _NAMED:
        return listed(names)
    others = ngettext("%(count)s other company", "%(count)s other companies", item.vendor_count - _NAMED + 1)
    return gettext("%(names)s and %(others)s", names=", ".join(names[: _NAMED - 1]), others=others)


def times_of(item: Item) -> str:
    """Return how often an item was seen, and when."""
    first, last = (voice().day(moment.astimezone().date()) if moment else "" for moment in (item.first, item.last))
    if item.is_partial:
        return ngettext(
            "That was seen at least %(count)s time, last on %(last)s.",
            "That was seen at least %(count)s times, last on %(last)s.",
            item.times,
            last=last,
        )
    if first == last:
        return ngettext(
            "That was seen %(count)s time, on %(last)s.",
            "That was seen %(count)s times, on %(last)s.",
            item.times,
            last=last,
        )
    return ngettext(
        "That was seen %(count)s time, from %(first)s to %(last)s.",
        "That was seen %(count)s times, from %(first)s to %(last)s.",
        item.times,
        first=first,
        last=last,
    )


def _fault(item: Item) -> Iterator[str]:
    yield from item.details
    if item.times:
        yield ngettext(
            "%(count)s request is not safely recorded.", "%(count)s requests are not safely recorded.", item.times
        )
    yield gettext("What leaves meanwhile may be missing here.")


def _same_password(item: Item) -> Iterator[str]:
    yield ngettext(
        "%(count)s site has a password that another company's site has, too: %(sites)s.",
        "%(count)s sites have a password that another company's site has, too: %(sites)s.",
        item.site_count,
        sites=_first_sites(item),
    )
    yield gettext("Whoever gets it from one of them can try it at the others.")


def _weak_password(item: Item) -> Iterator[str]:
    yield ngettext(
        "The password at %(count)s site is found within a million guesses: %(sites)s.",
        "The passwords at %(count)s sites are found within a million guesses: %(sites)s.",
        item.site_count,
        sites=_first_sites(item),
    )


def _disguised(item: Item) -> Iterator[str]:
    host, cloak = item.details
    yield gettext(
        "%(host)s looks like the site's own, but its name leads to %(cloak)s, which belongs to %(company)s.",
        host=host,
        cloak=cloak,
        company=item.vendors[0].name,
    )
    if item.site_count > 1:
        yield ngettext(
            "There is %(count)s more name like that.", "There are %(count)s more names like that.", item.site_count - 1
        )
    yield gettext("Browsers take it for the site itself, and give it the site's own cookies.")
    yield times_of(item)


def _risky(item: Item) -> Iterator[str]:
    yield ngettext(
        "%(companies)s is new among those that have data of yours, and its risk is high.",
        "%(companies)s are new among those that have data of yours, and their risk is high.",
        item.vendor_count,
        companies=companies_of(item),
    )
    yield from item.details


def _shared(item: Item) -> Iterator[str]:
    yield gettext(
        "%(companies)s got the same identifier (%(what)s): they can put together what each of them knows.",
        companies=companies_of(item),
        what=yours(item.category or Category.CLIENT_ID),
    )
    yield times_of(item)


def _unseen(item: Item) -> Iterator[str]:
    spoken = voice()
    yield gettext(
        "Since your last visit, what could not be read grew from %(before)s to %(now)s times.",
        before=spoken.number(item.before or 0),
        now=spoken.number(item.times),
    )
    yield gettext("What is not found there may still have left.")


def _first_sites(item: Item) -> str:
    if item.site_count <= _NAMED:
        return listed(list(item.sites))
    others = ngettext("%(count)s more", "%(count)s more", item.site_count - _NAMED + 1)
    return gettext("%(names)s and %(others)s", names=", ".join(item.sites[: _NAMED - 1]), others=others)


OTHERS: Mapping[Kind, Callable[[Item], Iterator[str]]] = {
    Kind.FAULT: _fault,
    Kind.SAME_PASSWORD: _same_password,
    Kind.WEAK_PASSWORD: _weak_password,
    Kind.DISGUISED: _disguised,
    Kind.RISKY: _risky,
    Kind.SHARED: _shared,
    Kind.UNSEEN: _unseen,
}
"""The kinds that have sentences of their own."""
