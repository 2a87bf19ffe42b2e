"""The vendors: how much each has, how risky that is and why; sorted and filtered by the address alone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from flask import Blueprint

from dashboard import addresses, arguments
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.wiring import rated_vendors, reading
from tracker.disclosure import Party
from tracker.ledger.rating import Rated
from tracker.phrasing import gettext, message
from tracker.risk import Level
from tracker.taxonomy import Category

blueprint = Blueprint("vendors", __name__)
_PAGE = 100


class Order(StrEnum):
    """What the vendors can be sorted by."""

    RISK = "risk"
    DOUBT = "doubt"
    DEPTH = "depth"
    INTEREST = "interest"
    NAME = "name"
    DATA = "data"
    SITES = "sites"
    LAST = "last"


_ORDERS: dict[Order, tuple[str, Callable[[Rated], Any], bool]] = {
    Order.NAME: (message("Company"), lambda row: row.name.casefold(), False),
    Order.RISK: (message("Risk"), lambda row: row.score, True),
    Order.DEPTH: (message("Depth"), lambda row: row.depth.score, True),
    Order.INTEREST: (message("Interest"), lambda row: row.interest or 0, True),
    Order.DATA: (message("What it has"), lambda row: row.data, True),
    Order.SITES: (message("Sites"), lambda row: row.sites, True),
    Order.LAST: (message("Last seen"), lambda row: row.last, True),
    Order.DOUBT: (message("Least worth it first"), lambda row: (row.doubt, row.score), True),
}
"""Each order's heading, key, and whether the greatest is first. The last is no column's."""


class Heading(NamedTuple):
    """A column's heading: the link that sorts by it, and `ascending`, `descending` or `none`."""

    order: str
    words: str
    address: str
    sorted: str


class Wanted(NamedTuple):
    """What the address asks for."""

    text: str | None
    category: Category | None
    party: Party | None
    level: Level | None
    order: Order

    def arguments(self) -> dict[str, object]:
        """Return it as the address has it; category and party are carried by every link."""
        order = None if self.order is Order.RISK else self.order.value
        return {"q": self.text, "level": self.level, "sort": order}


@dataclass(frozen=True, slots=True)
class Vendors(Page):
    """What the list of vendors shows: `total` are held in all, `found` match."""

    template: ClassVar[str] = "vendors.html"
    section: ClassVar[str] = "vendors"
    is_narrowed: ClassVar[bool] = True
    rows: tuple[Rated, ...]
    total: int
    found: int
    is_filtered: bool
    headings: tuple[Heading, ...]
    doubtful: Heading
    wanted: Wanted
    levels: tuple[Level, ...]
    previous: str | None
    onward: str | None


@blueprint.get(addresses.VENDORS)
def vendors() -> str:
    """Show the vendors that are asked for."""
    wanted = Wanted(
        arguments.text("q"),
        narrowing().category,
        narrowing().party,
        arguments.choice("level", Level),
        arguments.choice("sort", Order) or Order.RISK,
    )
    number = max(arguments.number("page") or 1, 1)
    with reading() as session:
        return show(session, _page(rated_vendors(session), wanted, number))


def _page(rows: list[Rated], wanted: Wanted, number: int) -> Vendors:
    found = _sorted([row for row in rows if _is_wanted(row, wanted)], wanted.order)
    start = (number - 1) * _PAGE
    return Vendors(
        title=gettext("Companies"),
        rows=tuple(found[start : start + _PAGE]),
        total=len(rows),
        found=len(found),
        is_filtered=any(value is not None for value in wanted[:4]),
        headings=tuple(_heading(order, wanted) for order in _ORDERS if order is not Order.DOUBT),
        doubtful=_heading(Order.DOUBT, wanted),
        wanted=wanted,
        levels=tuple(Level),
        previous=_address(wanted, number - 1) if number > 1 else None,
        onward=_address(wanted, number + 1) if len(found) > start + _PAGE else None,
    )


def _is_wanted(row: Rated, wanted: Wanted) -> bool:
    relations = {Party.THIRD: row.is_third_party, Party.FIRST: row.is_first_party}
    return (
        (wanted.text is None or wanted.text.casefold() in f"{row.name} {row.slug} {row.parent or ''}".casefold())
        and (wanted.category is None or wanted.category in row.categories)
        and (wanted.party is None or relations.get(wanted.party, not any(relations.values())))
        and (wanted.level is None or row.level is wanted.level)
    )


def _sorted(rows: list[Rated], order: Order) -> list[Rated]:
    _, key, is_descending = _ORDERS[order]
    return sorted(sorted(rows, key=lambda row: row.name.casefold()), key=key, reverse=is_descending)


def _heading(order: Order, wanted: Wanted) -> Heading:
    words, _, is_descending = _ORDERS[order]
    state = "none" if order is not wanted.order else "descending" if is_descending else "ascending"
    return Heading(order.value, gettext(words), _address(wanted._replace(order=order)), state)


def _address(wanted: Wanted, number: int = 1) -> str:
    return addresses.vendors_address(**wanted.arguments(), page=None if number == 1 else number)
