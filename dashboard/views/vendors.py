"""The vendors: how much each has, how risky that is and why; sorted, filtered and grouped by the address alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, arguments, courses
from dashboard.choices import Option
from dashboard.courses import Span
from dashboard.formats import number, sortable
from dashboard.lines import Family, Line, family, grouped, name_of, sites_of
from dashboard.narrowing import narrowing
from dashboard.orders import KEYS, Order, in_order, is_named
from dashboard.pages import Page, show
from dashboard.wiring import ask, rated_vendors, reading, wiring
from dashboard.wiring import lines as all_lines
from dashboard.wording import sentence, yours
from tracker.disclosure import Party
from tracker.ledger.queries.families import roots
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated
from tracker.phrasing import gettext, message, ngettext
from tracker.risk import Level
from tracker.trades import in_words

blueprint = Blueprint("vendors", __name__)
_PAGE, _MEMBERS = 50, 5
_GRAVE = frozenset({Level.HIGH, Level.SEVERE})


class View(StrEnum):
    """What a row is."""

    COMPANIES = "companies"
    GROUPS = "groups"


type _Group = tuple[str, list[Line]]
_HEADINGS: dict[Order, str] = {
    Order.NAME: message("Company"),
    Order.RISK: message("Risk"),
    Order.DEPTH: message("Depth"),
    Order.INTEREST: message("Interest"),
    Order.DATA: message("What it has"),
    Order.SITES: message("Sites"),
    Order.LAST: message("Last seen"),
    Order.DOUBT: message("Least worth it first"),
}
"""The last is no column's."""
_GROUP_ORDERS: dict[Order, Callable[[_Group], Any]] = {
    Order.NAME: lambda group: _shown_name(*group),
    Order.DATA: lambda group: sum(line.times for line in group[1]),
    Order.SITES: lambda group: sites_of(group[1]),
}
"""The keys of groups, where it is not the greatest of their companies'."""


class Heading(NamedTuple):
    """A column's heading: the link that sorts by it, and `ascending`, `descending` or `none`."""

    order: str
    words: str
    address: str
    sorted: str


class Wanted(NamedTuple):
    """What the address asks for, beside the period and the filters that every link carries."""

    text: str | None
    level: Level | None
    business: str | None
    order: Order
    view: View

    @property
    def is_filtered(self) -> bool:
        """Whether it leaves companies out."""
        return bool(self.text or self.level or self.business)

    def arguments(self) -> dict[str, object]:
        """Return it as the address has it."""
        order = None if self.order is Order.RISK else self.order.value
        view = None if self.view is View.COMPANIES else self.view.value
        return {"q": self.text, "level": self.level, "business": self.business, "sort": order, "by": view}


@dataclass(frozen=True, slots=True)
class Vendors(Page):
    """What the list of vendors shows: `total` are held in all, `found` match. `rows` are groups, of one company each
    where companies are asked for; `course` is the time that trends are of, `is_part` says that only a part of the
    record was asked for.
    """

    template: ClassVar[str] = "vendors.html"
    section: ClassVar[str] = "vendors"
    is_narrowed: ClassVar[bool] = True
    headline: str
    rows: tuple[Family, ...]
    total: int
    found: int
    is_part: bool
    is_grouped: bool
    has_period: bool
    most_members: int
    course: Span | None
    headings: tuple[Heading, ...]
    doubtful: Heading
    wanted: Wanted
    levels: tuple[Option, ...]
    businesses: tuple[Option, ...]
    views: tuple[tuple[str, str, bool], ...]
    everything: str
    previous: str | None
    onward: str | None


@blueprint.get(addresses.VENDORS)
def vendors() -> str:
    """Show the vendors that are asked for."""
    wanted = Wanted(
        arguments.text("q"),
        arguments.choice("level", Level),
        arguments.text("business"),
        arguments.choice("sort", Order) or Order.RISK,
        arguments.choice("by", View) or View.COMPANIES,
    )
    with reading() as session:
        return show(session, _page(session, wanted, max(arguments.number("page") or 1, 1)))


def _page(session: Session, wanted: Wanted, page: int) -> Vendors:
    rows, scope = rated_vendors(session), narrowing().scope()
    lines = all_lines(session, scope)
    domains = _domains(session, wanted)
    found = [line for line in lines if _is_wanted(line.row, wanted, domains)] if wanted.is_filtered else lines
    start = (page - 1) * _PAGE
    shown, is_last = _shown(found, rows, wanted, start)
    days = courses.span(max((row.last for row in rows), default=None), scope)
    return Vendors(
        title=gettext("Companies"),
        headline=_headline(lines, len(rows), scope),
        rows=tuple(_with_trends(session, shown, days, scope)),
        total=len(rows),
        found=len(found),
        is_part=not scope.is_open,
        is_grouped=wanted.view is View.GROUPS,
        has_period=scope.has_period,
        most_members=_MEMBERS,
        course=days,
        headings=tuple(_heading(order, wanted) for order in _HEADINGS if order is not Order.DOUBT),
        doubtful=_heading(Order.DOUBT, wanted),
        wanted=wanted,
        levels=tuple(Option(one.value, one.said, one is wanted.level) for one in Level),
        businesses=tuple(_businesses(rows, wanted.business)),
        views=tuple(_views(wanted)),
        everything=addresses.vendors_address(by=wanted.arguments()["by"]),
        previous=_address(wanted, page - 1) if page > 1 else None,
        onward=None if is_last else _address(wanted, page + 1),
    )


def _domains(session: Session, wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """The domains of the companies, where they are searched for."""
    return {one.slug: one.domains for one in ask(session, holders)} if wanted.text else {}


def _is_wanted(row: Rated, wanted: Wanted, domains: dict[str, tuple[str, ...]]) -> bool:
    return (
        (wanted.level is None or row.level is wanted.level)
        and (wanted.business is None or (row.kind or "") == wanted.business)
        and (wanted.text is None or is_named(row, wanted.text, domains))
    )


def _shown(found: list[Line], rows: Iterable[Rated], wanted: Wanted, start: int) -> tuple[list[_Group], bool]:
    """A page of them in their order, and whether it is the last."""
    end = start + _PAGE
    if wanted.view is View.COMPANIES:
        lines = in_order(found, wanted.order)
        return [(line.row.slug, [line]) for line in lines[start:end]], len(lines) <= end
    key = KEYS[wanted.order]
    groups = grouped(in_order(found, Order.NAME), roots({row.slug: row.parent for row in rows}))
    key_of_group = _GROUP_ORDERS.get(wanted.order, lambda group: max(key(line) for line in group[1]))
    named = sorted(groups.items(), key=lambda group: (_shown_name(*group), group[0]))
    every = sorted(named, key=key_of_group, reverse=wanted.order.is_descending)
    return every[start:end], len(every) <= end


def _shown_name(root: str, lines: Sequence[Line]) -> str:
    """What a group is sorted by: one company of a group goes by its own name."""
    return sortable(lines[0].row.name if len(lines) == 1 else name_of(root, lines))


def _with_trends(session: Session, shown: Sequence[_Group], days: Span | None, scope: Scope) -> Iterable[Family]:
    counts = wiring().answers.courses.courses(session, (line.row for _, lines in shown for line in lines), days, scope)
    for root, lines in shown:
        trend = courses.drawn(counts.get(line.row.slug, ()) for line in lines)
        made = family(root, lines)
        if made.is_single:
            yield made._replace(trend=trend)
            continue
        named = (line._replace(trend=courses.drawn([counts.get(line.row.slug, ())])) for line in made.lines[:_MEMBERS])
        yield made._replace(lines=(*named, *made.lines[_MEMBERS:]), trend=trend)


def _headline(lines: Sequence[Line], total: int, scope: Scope) -> str:
    """Who has it: what the reader came for, in a sentence."""
    count, what = len(lines), yours(scope.category) if scope.category else gettext("data about you")
    if scope.manner is not None or scope.party not in {None, Party.THIRD}:
        return ngettext(
            "Of %(total)s companies, %(count)s has received %(data)s in the way that you chose",
            "Of %(total)s companies, %(count)s have received %(data)s in the way that you chose",
            count,
            total=number(total),
            data=what,
        )
    if not count and scope.is_open:
        return gettext("No company was seen receiving data about you")
    if scope.has_period:
        return _received(count, what, is_third=scope.party is Party.THIRD)
    if scope.party is Party.THIRD:
        return ngettext("%(count)s third party has %(data)s", "%(count)s third parties have %(data)s", count, data=what)
    grave = sum(line.row.level in _GRAVE for line in lines)
    if scope.is_open and grave:
        return ngettext(
            "%(count)s company has data about you; the risk is high for %(some)s of them",
            "%(count)s companies have data about you; the risk is high for %(some)s of them",
            count,
            some=number(grave),
        )
    return ngettext("%(count)s company has %(data)s", "%(count)s companies have %(data)s", count, data=what)


def _received(count: int, what: str, *, is_third: bool) -> str:
    if is_third:
        return ngettext(
            "In this time, %(count)s third party received %(data)s",
            "In this time, %(count)s third parties received %(data)s",
            count,
            data=what,
        )
    return ngettext(
        "In this time, %(count)s company received %(data)s",
        "In this time, %(count)s companies received %(data)s",
        count,
        data=what,
    )


def _businesses(rows: Iterable[Rated], chosen: str | None) -> list[Option]:
    kinds = {row.kind for row in rows if row.kind} | ({chosen} if chosen else set())
    options = [Option(kind, sentence(in_words(kind)), kind == chosen) for kind in kinds]
    return sorted(options, key=lambda option: sortable(option.words))


def _views(wanted: Wanted) -> Iterable[tuple[str, str, bool]]:
    for view, words in ((View.COMPANIES, gettext("Companies")), (View.GROUPS, gettext("Groups"))):
        yield words, _address(wanted._replace(view=view)), view is wanted.view


def _heading(order: Order, wanted: Wanted) -> Heading:
    state = "none" if order is not wanted.order else "descending" if order.is_descending else "ascending"
    return Heading(order.value, gettext(_HEADINGS[order]), _address(wanted._replace(order=order)), state)


def _address(wanted: Wanted, page: int = 1) -> str:
    return addresses.vendors_address(**wanted.arguments(), page=None if page == 1 else page)
