"""The orders that companies can be put in, and which of them a text looks for: for their page and for the API alike."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from dashboard import companies
from dashboard.formats import sortable
from dashboard.lines import Line
from tracker.ledger.rating import Rated


class Order(StrEnum):
    """What companies are sorted by; all but the name from the greatest down."""

    RISK = "risk"
    DOUBT = "doubt"
    DEPTH = "depth"
    INTEREST = "interest"
    NAME = "name"
    DATA = "data"
    SITES = "sites"
    LAST = "last"

    @property
    def is_descending(self) -> bool:
        """Whether the greatest comes first."""
        return self is not Order.NAME


KEYS: Mapping[Order, Callable[[Line], Any]] = {
    Order.RISK: lambda line: line.row.score,
    Order.DOUBT: lambda line: (line.row.doubt, line.row.score),
    Order.DEPTH: lambda line: line.row.depth.score,
    Order.INTEREST: lambda line: line.row.interest or 0,
    Order.NAME: lambda line: sortable(line.row.name),
    Order.DATA: lambda line: line.times if line.data is None else line.data,
    Order.SITES: lambda line: line.sites,
    Order.LAST: lambda line: line.last,
}


def in_order(lines: Iterable[Line], order: Order) -> list[Line]:
    """Return companies in an order; equals by name."""
    named = sorted(lines, key=lambda line: (sortable(line.row.name), line.row.slug))
    return sorted(named, key=KEYS[order], reverse=order.is_descending)


def is_named(row: Rated, text: str, domains: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a text stands in a company's name, slug or domains, which are given by slugs, or in what its parent is
    called by.
    """
    above = (row.parent, companies.name_of(row.parent)) if row.parent else ()
    sought = text.casefold()
    return any(sought in one.casefold() for one in (row.name, row.slug, *above, *domains.get(row.slug, ())))
