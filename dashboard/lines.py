"""The rows of the list of companies: each with what it received within what the page is narrowed to, and groups."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from dashboard import companies
from dashboard.charts.sparkline import Sparkline
from tracker.disclosure import Party
from tracker.ledger.moments import moment
from tracker.ledger.queries.hearings import Heard
from tracker.ledger.rating import Rated
from tracker.taxonomy import TAXONOMY, Category


class Line(NamedTuple):
    """A company. What it received, from how many sites and when last is of the period and the filters; `data` counts
    different ones, None where a part of the record is asked for: there, `times` tells, and `places` which sites these
    were, by their ids.
    """

    row: Rated
    categories: tuple[Category, ...]
    data: int | None
    times: int
    sites: int
    last: datetime
    places: frozenset[int] = frozenset()
    trend: Sparkline | None = None


class Family(NamedTuple):
    """A group of companies, by the one on top of it, which need not be among them (`is_here`). Of risk, depth and
    interest, a group has the greatest among its companies.
    """

    slug: str
    name: str
    is_here: bool
    lines: tuple[Line, ...]
    riskiest: Rated
    deepest: Rated
    dearest: Rated
    categories: tuple[Category, ...]
    times: int
    sites: int
    last: datetime
    trend: Sparkline | None = None

    @property
    def is_single(self) -> bool:
        """Whether it is one company alone."""
        return len(self.lines) == 1


def whole(row: Rated) -> Line:
    """Return a company with all that it has."""
    return Line(row, row.categories, row.data, row.times, row.sites, row.last)


class Lines:
    """Lines of what companies heard within a scope, remembered: those are made anew that have heard something else."""

    def __init__(self, party: Party | None) -> None:
        """`party` is what they must be to the site."""
        self._party = party
        self._made: dict[str, tuple[Rated, Sequence[Heard], Line | None]] = {}

    def within(self, rows: Iterable[Rated], found: Mapping[str, Sequence[Heard]], unknown: int | None) -> list[Line]:
        """Return the companies that received something, with what they heard (by their slugs), in the order given;
        `unknown` is the site that stands for pages that are not known.
        """
        before, self._made = self._made, {}
        for row in rows:
            heard = found.get(row.slug)
            if heard is not None:
                made = before.get(row.slug)
                if made is None or made[0] is not row or (made[1] is not heard and made[1] != heard):
                    made = row, heard, self._line(row, heard, unknown)
                self._made[row.slug] = made
        return [line for _, _, line in self._made.values() if line]

    def _line(self, row: Rated, heard: Iterable[Heard], unknown: int | None) -> Line | None:
        kept = [one for one in heard if self._party is None or _party(one, row) is self._party]
        if not kept:
            return None
        places = frozenset(one.site for one in kept) - {unknown}
        kinds = ordered(kind for one in kept for kind in one.categories)
        last = moment(max(one.last for one in kept))
        return Line(row, kinds, None, sum(one.times for one in kept), len(places), last, places)


def grouped(lines: Iterable[Line], roots: Mapping[str, str]) -> dict[str, list[Line]]:
    """Return companies by the one on top of each, in the order given."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(roots[line.row.slug], []).append(line)
    return found


def _party(one: Heard, row: Rated) -> Party:
    """Who hides behind a site's own name is a third party, whatever it seems."""
    return Party.THIRD if row.is_disguised else one.party


def family(root: str, lines: Sequence[Line]) -> Family:
    """Return a group of companies, the riskiest ahead."""
    rows = [line.row for line in lines]
    own = next((row for row in rows if row.slug == root), None)
    return Family(
        root,
        name_of(root, lines),
        own is not None,
        tuple(sorted(lines, key=lambda line: (-line.row.score, line.row.name.casefold()))),
        max(rows, key=lambda row: row.score),
        max(rows, key=lambda row: row.depth.score),
        max(rows, key=lambda row: row.interest or 0),
        ordered(kind for line in lines for kind in line.categories),
        sum(line.times for line in lines),
        sites_of(lines),
        max(line.last for line in lines),
    )


def name_of(root: str, lines: Iterable[Line]) -> str:
    """Return the name of the company on top of these."""
    own = next((line.row.name for line in lines if line.row.slug == root), None)
    return own or companies.name_of(root)


def sites_of(lines: Sequence[Line]) -> int:
    """Return from how many sites these hear together."""
    if len(lines) == 1:
        return lines[0].sites
    places = frozenset[int]().union(*(line.places for line in lines))
    return len(places) or max(line.row.group_sites for line in lines)


def ordered(kinds: Iterable[Category]) -> tuple[Category, ...]:
    """Return categories, each once, the most sensitive first."""
    return tuple(sorted(set(kinds), key=lambda kind: (-TAXONOMY[kind].sensitivity, TAXONOMY[kind].label)))
