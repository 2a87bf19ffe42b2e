"""What deserves attention in the ledger as it is, and what is new since the last visit: for pages and the terminal."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from tracker.attention import Item, Kind, Named, Reach, Seen, items
from tracker.ledger.queries import attention, listeners
from tracker.ledger.queries.blind_spots import unseen
from tracker.ledger.queries.news import News, NewVendor, news_since
from tracker.ledger.queries.passwords import Used, passwords
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated, rated
from tracker.ledger.visits import Visit, last_visit
from tracker.risk import Level
from tracker.upstream import dossier, facts
from tracker.upstream.cleaning import host_of_url
from tracker.vendors import Catalogue, builtin, builtin_facts
from tracker.vendors.aliases import is_of_site

FIRST_DAYS = timedelta(days=7)
"""What counts as new before there was a visit."""
_MOST_RATED = 10  # new companies whose risk is looked at
_GREW, _AT_LEAST = 1.25, 20  # times as much as before, and so many more


class Trouble(NamedTuple):
    """What running processes say is wrong with the recording, and how many requests are not safely recorded."""

    faults: Sequence[str] = ()
    unrecorded: int = 0


class Notice(NamedTuple):
    """What deserves attention, the weightiest first; the last visit, None where there was none, and what is new since
    then (nothing without a visit: all would be).
    """

    items: list[Item]
    visit: Visit | None
    news: News


type Rate = Callable[[Session, list[str]], Sequence[Rated]]
"""The risk of the companies with these slugs."""


def _rated(session: Session, slugs: list[str]) -> list[Rated]:
    return rated(holders(session, slugs), {})


class Sources(NamedTuple):
    """Who is asked besides the ledger: the catalogue, and the risk of new companies (of ten at most)."""

    catalogue: Callable[[], Catalogue] = builtin
    rate: Rate = _rated


def notice(
    session: Session,
    since: datetime | None = None,
    trouble: Trouble = Trouble(),  # noqa: B008 - it cannot be changed
    sources: Sources = Sources(),  # noqa: B008
    now: datetime | None = None,
) -> Notice:
    """Return what of the time since a moment (ever: None) deserves attention. Twelve statements at most, and those that
    rating asks.

    What is new, and what grew, is told since the last visit, and always of all that there is.
    """
    moment = now or datetime.now(UTC)
    visit = last_visit(session, moment)
    news = news_since(session, visit.moment if visit else moment - FIRST_DAYS)
    known = cache(sources.catalogue)
    hidden = listeners.hidden(session, known, since)
    found = attention.passages(session, since, {one.host for one in hidden})
    used = passwords(session)
    others = (
        *_faulty(trouble),
        *_risky(news.vendors, lambda slugs: sources.rate(session, slugs)),
        *_reused(used),
        *_weak(used),
        *_grown(session, visit),
    )
    seen = Seen(
        found.passages,
        hidden,
        listeners.shared(session, since),
        others,
        found.is_partial,
    )

    @cache
    def is_own(vendor: str, site: str) -> bool:
        return is_of_site(known(), vendor, site)

    return Notice(items(seen, is_own, reach_of), visit, news if visit else News())


def reach_of(slug: str) -> Reach:
    """Return how to reach a company, as far as the catalogue and what was fetched know. No statement."""
    told = builtin_facts().get(slug)
    if told is None:
        return Reach()
    folder, website = dossier.folder(), told.website and host_of_url(told.website)
    deletion = facts.deletion(folder, website) if folder and website else None
    return Reach(told.privacy_contact or told.privacy_page, deletion.said["url"] if deletion else None)


def _faulty(trouble: Trouble) -> Iterator[Item]:
    if trouble.faults or trouble.unrecorded:
        details = tuple(f"{fault}." for fault in trouble.faults)
        yield Item(Kind.FAULT, Kind.FAULT.weight, trouble.unrecorded, details=details)


def _risky(new: Sequence[NewVendor], rate: Callable[[list[str]], Sequence[Rated]]) -> Iterator[Item]:
    slugs = [vendor.slug for vendor in new[:_MOST_RATED]]
    high = [one for one in (rate(slugs) if slugs else ()) if one.score >= Level.HIGH.lowest]
    if high:
        high.sort(key=lambda one: (-one.score, one.slug))
        yield Item(
            Kind.RISKY,
            Kind.RISKY.weight + min(len(high), 9),
            sum(one.times for one in high),
            min(one.first for one in high),
            max(one.last for one in high),
            vendors=tuple(Named(one.slug, one.name) for one in high[:5]),
            vendor_count=len(high),
            details=high[0].reasons[:1],
        )


def _reused(used: Sequence[Used]) -> Iterator[Item]:
    yield from _of_passwords(Kind.SAME_PASSWORD, [use for use in used if use.group])


def _weak(used: Sequence[Used]) -> Iterator[Item]:
    yield from _of_passwords(Kind.WEAK_PASSWORD, [use for use in used if use.is_weak])


def _of_passwords(kind: Kind, used: Sequence[Used]) -> Iterator[Item]:
    if used:
        yield Item(
            kind,
            kind.weight + min(len(used), 9),
            sum(use.times for use in used),
            min(use.first for use in used),
            max(use.last for use in used),
            sites=tuple(use.site for use in used[:5]),
            site_count=len(used),
        )


def _grown(session: Session, visit: Visit | None) -> Iterator[Item]:
    """Blind spots are said where there are many more than there were: some there always are."""
    if visit is None:
        return
    now = unseen(session).times
    if now - visit.unseen >= _AT_LEAST and now >= visit.unseen * _GREW:
        yield Item(Kind.UNSEEN, Kind.UNSEEN.weight, now, before=visit.unseen)
