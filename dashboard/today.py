"""What the start page says of a period, part by part: the answers of the ledger in the reader's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard import addresses, headlines
from dashboard.formats import now, number
from dashboard.hiding import seen_through
from dashboard.leavings import TELLING, Leaving, leavings
from dashboard.narrowing import Narrowing
from dashboard.outcomes import kept_ever, kept_then, kept_today
from dashboard.periods import Period, Span
from dashboard.recent import Recent
from tracker.attention import Item, Kind
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.kept import kept
from tracker.ledger.queries.log import Entry, entries
from tracker.ledger.queries.reach import totals_within
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.totals import Totals
from tracker.ledger.queries.unasked import unasked
from tracker.phrasing import gettext, ngettext

LATELY = timedelta(days=30)
"""How far attention looks back on the page of today: what is grave is so tomorrow, too."""


def usual_span(last: datetime) -> Span:
    """Return what the page is of where nothing else is asked for: today, or where nothing left today, the shortest
    span in which something did.
    """
    present = now()
    for span in Span:
        since, _ = Period(span).moments(present)
        if since is None or last >= since:
            return span
    return Span.ALL


class Tile(NamedTuple):
    """A number within the period, what to hold it against, and where it leads."""

    words: str
    number: int
    notes: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Today:
    """One look at a period. `ever` is what left in all, `here` within it."""

    asked: Narrowing
    scope: Scope
    ever: Totals
    here: Totals

    @property
    def times(self) -> dict[str, object]:
        """The period for links to other pages, where the address does not name it."""
        span = self.asked.period.span
        return {"period": span.value} if span is not None and span is self.asked.unsaid else {}

    @property
    def is_filtered(self) -> bool:
        """Whether it is narrowed to more than a period."""
        return self.scope != Scope(self.scope.since, self.scope.until)

    @property
    def is_first(self) -> bool:
        """Whether nothing left before the period: it has nothing to be held against."""
        return self.scope.since is None or self.ever.first is None or self.ever.first >= self.scope.since

    @property
    def is_whole(self) -> bool:
        """Whether it shows the whole record."""
        return self.is_first and self.scope.until is None and not self.is_filtered

    @property
    def fresh_since(self) -> datetime | None:
        """The moment since when something is of today, where the page is of today; None elsewhere."""
        return self.scope.since if self.asked.period.span is Span.TODAY else None

    @property
    def span_name(self) -> str:
        """The period's name in the address."""
        return str(self.asked.period.span or "dates")

    def attention_since(self) -> datetime | None:
        """The moment since when things deserve attention."""
        fresh = self.fresh_since
        return fresh - LATELY + timedelta(days=1) if fresh else self.scope.since

    def attention_times(self) -> dict[str, object]:
        """The same, for the address of the page that has all of it."""
        span, since, _ = self.asked.period
        if span is None:
            return {"since": since and since.isoformat()}
        return {"period": str(LATELY.days) if span is Span.TODAY else span.value}

    def attention_note(self) -> str:
        """What the cards are of, in a sentence."""
        if self.asked.period.span is Span.TODAY:
            note = gettext("Of the last %(days)s days; what happened today comes first.", days=number(LATELY.days))
        elif self.scope.since is None:
            note = gettext("Of all time, the weightiest first.")
        else:
            note = gettext("Of this period up to now, the weightiest first.")
        return f"{note} {gettext('The filters do not apply to it.')}" if self.is_filtered else note

    def lead(self) -> str:
        """What is to be known beside the headline."""
        if self.is_filtered:
            return gettext("Only what the filters leave is counted.")
        if self.asked.unsaid not in (None, Span.TODAY):
            return gettext("Nothing was seen leaving today; this is the shortest period in which something did.")
        return "" if self.is_whole else headlines.of_all(self.ever)


def totals_before(session: Session, known: Recent, look: Today) -> Totals | None:
    """Return what left in the stretch of the same length before; None where the period has none before it, or the
    record begins in it.
    """
    span, since = look.asked.period.span, look.scope.since
    if span in (None, Span.ALL) or since is None or look.is_first:
        return None
    days = timedelta(days=1 if span is Span.TODAY else int(span.value))
    before = look.scope._replace(since=since - days, until=since)
    return known.ask(("totals", before), lambda: totals_within(session, before))


def tiles(look: Today, before: Totals | None, hidden: int = 0) -> Iterator[Tile]:
    """Yield the four numbers. `hidden` companies were only ever met behind names of sites: for a browser, and so for
    the record, no third parties.
    """
    here, ever = look.here, look.ever
    ways = (
        (ngettext("company", "companies", here.vendors), "vendors", addresses.vendors_address(**look.times)),
        (
            ngettext("third party", "third parties", here.third_parties),
            "third_parties",
            addresses.vendors_address(**{**look.times, "party": "third"}),
        ),
        (
            ngettext("piece of your data", "pieces of your data", here.data),
            "data",
            addresses.data_address(**look.times),
        ),
        (ngettext("site", "sites", here.sites), "sites", addresses.sites_address(**look.times)),
    )
    for words, name, address in ways:
        earlier = _before(look, getattr(before, name)) if before else ""
        in_all = "" if look.is_whole else gettext("%(number)s in all", number=number(getattr(ever, name)))
        behind = _behind(hidden) if name == "third_parties" and look.is_whole else ""
        yield Tile(words, getattr(here, name), tuple(filter(None, (earlier, in_all, behind))), address)


def _behind(hidden: int) -> str:
    if not hidden:
        return ""
    return ngettext("and %(count)s behind a site's own name", "and %(count)s behind sites' own names", hidden)


def _before(look: Today, count: int) -> str:
    if look.asked.period.span is Span.TODAY:
        return gettext("%(number)s yesterday", number=number(count))
    days = int(look.asked.period.span or 0)
    return gettext("%(number)s in the %(days)s days before", number=number(count), days=number(days))


def gone(session: Session, known: Recent, look: Today) -> list[Leaving]:
    """Return what left that the person did not send, by kind of data."""
    found = known.ask(("unasked", look.scope), lambda: unasked(session, look.scope, TELLING))
    return list(leavings(found, **look.times))


def kept_back(session: Session, look: Today) -> str:
    """Return how much rules kept from companies within the period; '' where that is nothing. One statement."""
    found, span = kept(session, look.scope), look.asked.period.span
    if span is Span.TODAY:
        return kept_today(found)
    return kept_ever(found) if span is Span.ALL else kept_then(found)


def latest(session: Session, look: Today, limit: int) -> list[Entry]:
    """Return what left last within the period."""
    scope = look.scope
    narrowed = Filters(
        category=scope.category, party=scope.party, manner=scope.manner, since=scope.since, until=scope.until
    )
    return seen_through(session, entries(session, narrowed, limit=limit))


def in_order(items: Iterable[Item], fresh_since: datetime | None) -> list[Item]:
    """Return the items, those that are fresh first; the weightiest first among them."""
    return sorted(items, key=lambda item: not (fresh_since and item.last and item.last >= fresh_since))


def of_passwords(items: Iterable[Item]) -> str:
    """Return in a sentence what is wrong with how passwords are chosen; '' where nothing is."""
    sites = {item.kind: item.site_count for item in items}
    same, weak = sites.get(Kind.SAME_PASSWORD, 0), sites.get(Kind.WEAK_PASSWORD, 0)
    if same and weak:
        return ngettext(
            "%(count)s site has a password that another one has, too; %(weak)s have a weak one.",
            "%(count)s sites have a password that another one has, too; %(weak)s have a weak one.",
            same,
            weak=number(weak),
        )
    if same:
        return ngettext(
            "%(count)s site has a password that another one has, too.",
            "%(count)s sites have a password that another one has, too.",
            same,
        )
    return (
        ngettext("%(count)s site has a weak password.", "%(count)s sites have a weak password.", weak) if weak else ""
    )
