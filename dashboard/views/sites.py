"""The sites: who listens on each, and the most sensitive that left there; sorted and searched by the address alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, arguments
from dashboard.formats import number, sortable
from dashboard.hiding import hidden_among
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.wiring import attended, reading, who
from tracker.ledger.moments import moment
from tracker.ledger.queries.hearings import Attended
from tracker.phrasing import gettext, message, ngettext
from tracker.taxonomy import TAXONOMY, Category

blueprint = Blueprint("sites", __name__)
_PAGE = 50
_NAMED = 2  # kinds of data


class Order(StrEnum):
    """What the sites can be sorted by."""

    NAME = "name"
    COMPANIES = "companies"
    THIRD_PARTIES = "third"
    SENSITIVE = "sensitive"
    LAST = "last"


class Row(NamedTuple):
    """A site ('' stands for all pages that are unknown): how many companies listen there, how many as third parties,
    the most sensitive of what left, and when last, in microseconds.
    """

    domain: str
    companies: int
    third_parties: int
    categories: tuple[Category, ...]
    more: int
    micros: int

    @property
    def last(self) -> datetime:
        return moment(self.micros)


_ORDERS: dict[Order, tuple[str, Callable[[Row], Any], bool]] = {
    Order.NAME: (message("Site"), lambda row: sortable(row.domain), False),
    Order.COMPANIES: (message("Companies"), lambda row: row.companies, True),
    Order.THIRD_PARTIES: (message("Third parties"), lambda row: row.third_parties, True),
    Order.SENSITIVE: (message("Most sensitive that left"), lambda row: _senses(row.categories), True),
    Order.LAST: (message("Last"), lambda row: row.micros, True),
}
"""Each order's heading, key, and whether the greatest is first."""


class Heading(NamedTuple):
    """A column's heading: the link that sorts by it, and `ascending`, `descending` or `none`."""

    order: str
    words: str
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Sites(Page):
    """What the list of sites shows: `total` are there in all, `found` match the search."""

    template: ClassVar[str] = "sites.html"
    section: ClassVar[str] = "sites"
    is_narrowed: ClassVar[bool] = True
    headline: str
    rows: tuple[Row, ...]
    total: int
    found: int
    text: str
    order: str
    headings: tuple[Heading, ...]
    is_open: bool
    previous: str | None
    onward: str | None


@blueprint.get(addresses.SITES)
def all_sites() -> str:
    """Show the sites that are asked for."""
    text = arguments.text("q") or ""
    order = arguments.choice("sort", Order) or Order.COMPANIES
    with reading() as session:
        return show(session, _page(_rows(session), text, order, arguments.text("after")))


def _rows(session: Session) -> list[Row]:
    every = attended(session, narrowing().scope())
    firms, names = who(session)
    behind = hidden_among(session, firms)
    return [_row(names[one.site], one, behind) for one in every]


def _row(domain: str, one: Attended, behind: set[int]) -> Row:
    third = one.companies - len(one.others - behind)
    kinds = one.categories
    return Row(domain, one.companies, third, kinds[:_NAMED], len(kinds[_NAMED:]), one.last)


def _senses(categories: Iterable[Category]) -> tuple[int, ...]:
    return tuple(TAXONOMY[one].sensitivity for one in categories)


def _page(rows: list[Row], text: str, order: Order, after: str | None) -> Sites:
    found = _sorted([row for row in rows if text.casefold() in row.domain], order)
    start = next((place for place, row in enumerate(found, 1) if _key(row) == after), 0) if after else 0
    shown = found[start : start + _PAGE]
    return Sites(
        title=gettext("Sites"),
        headline=_headline(rows),
        rows=tuple(shown),
        total=len(rows),
        found=len(found),
        text=text,
        order=order.value,
        headings=tuple(_heading(one, text, order) for one in _ORDERS),
        is_open=narrowing().scope().is_open,
        previous=_address(text, order, _before(found, start)) if start else None,
        onward=_address(text, order, _key(shown[-1])) if len(found) > start + _PAGE else None,
    )


def _sorted(rows: list[Row], order: Order) -> list[Row]:
    """What is known of no site comes last in each order."""
    _, key, is_descending = _ORDERS[order]
    ordered = sorted(sorted(rows, key=lambda row: sortable(row.domain)), key=key, reverse=is_descending)
    return sorted(ordered, key=lambda row: not row.domain)


def _key(row: Row) -> str:
    return row.domain or addresses.UNKNOWN_SITE


def _before(found: list[Row], start: int) -> str | None:
    """After which site the page before begins; None: at the beginning."""
    return _key(found[start - _PAGE - 1]) if start > _PAGE else None


def _headline(rows: list[Row]) -> str:
    sites = [row for row in rows if row.domain]
    if not sites:
        return gettext("Who listens on the sites you visit")
    some = sum(row.third_parties > 0 for row in sites)
    if some == len(sites):
        return ngettext(
            "On the only site that you visited, others listened, too",
            "On all %(count)s sites that you visited, others listened, too",
            some,
        )
    return ngettext(
        "On %(some)s of the %(count)s site that you visited, others listened, too",
        "On %(some)s of the %(count)s sites that you visited, others listened, too",
        len(sites),
        some=number(some),
    )


def _heading(one: Order, text: str, order: Order) -> Heading:
    words, _, is_descending = _ORDERS[one]
    state = "none" if one is not order else "descending" if is_descending else "ascending"
    return Heading(one.value, gettext(words), _address(text, one, None), state)


def _address(text: str, order: Order, after: str | None) -> str:
    sort = None if order is Order.COMPANIES else order.value
    return addresses.sites_address(q=text, sort=sort, after=after)
