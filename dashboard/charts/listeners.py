"""Who listens on this site, and what did they get?"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dashboard.addresses import log_address, vendor_address
from dashboard.charts import spokes
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell
from dashboard.charts.palette import sensitivity
from dashboard.charts.spokes import Group, Spoke
from dashboard.wording import PARTIES as PARTY_WORDS
from dashboard.wording import label, summary, yours
from tracker.disclosure import Party
from tracker.phrasing import gettext, ngettext, sentence
from tracker.taxonomy import Category
from tracker.trades import in_words

_ROWS = 100  # of the table


class Listener(NamedTuple):
    """A vendor that received data on one site. `business` is the slug of its line of business, '' where unknown;
    `data` counts distinct data, `times` disclosures.
    """

    vendor_slug: str
    vendor_name: str
    business: str
    party: Party
    categories: tuple[Category, ...]
    data: int
    times: int


def chart(site: str, rows: Sequence[Listener], name: str | None = None, **filters: object) -> Chart:
    """Return who listens on a site, with the site in the middle. `name` is the site's in addresses, where that is
    another; `filters` go with the links to the log.
    """
    note = gettext(
        "The site is in the middle; around it, by their business, those who received data while you were there. Larger "
        "is more, and the stronger the colour, the more sensitive."
    )
    rows = sorted(rows, key=lambda row: (-_weight(row), row.vendor_slug))
    place = _places(name or site, filters)
    return Chart("listeners", _title(site, rows), note, figure(site, rows, place), _table(rows, place))


def figure(site: str, rows: Sequence[Listener], place: Callable[[Listener], str]) -> Figure:
    """Return the site with its listeners on both sides, those of the heaviest group first."""
    groups: dict[str, list[Spoke]] = {}
    for row in rows:
        members = groups.setdefault(_group(row), [])
        members.append(_spoke(row, place) if len(members) < 2 * spokes.MOST else _more(row))
    return spokes.figure(site, *spokes.halves([Group(heading, members) for heading, members in groups.items()]))


def _places(site: str, filters: dict[str, object]) -> Callable[[Listener], str]:
    return lambda row: log_address(**{**filters, "site": site, "vendor": row.vendor_slug})


def _weight(row: Listener) -> int:
    return sum(sensitivity(category) ** 2 for category in row.categories) + row.data


def _group(row: Listener) -> str:
    if row.party is Party.FIRST:
        return sentence(PARTY_WORDS[Party.FIRST])
    return sentence(in_words(row.business)) if row.business else gettext("Business unknown")


def _spoke(row: Listener, place: Callable[[Listener], str]) -> Spoke:
    told = ngettext(
        "%(company)s got %(data)s; sent %(count)s time",
        "%(company)s got %(data)s; sent %(count)s times",
        row.times,
        company=row.vendor_name,
        data=summary(_ordered(row)),
    )
    what = _what(row)
    return Spoke(
        row.vendor_name, what, told, max(map(sensitivity, row.categories), default=1), _weight(row), place(row)
    )


def _more(row: Listener) -> Spoke:
    """One beyond those for whom there is room: it only counts."""
    return Spoke(row.vendor_name, "", "", max(map(sensitivity, row.categories), default=1), _weight(row), None)


def _ordered(row: Listener) -> tuple[Category, ...]:
    return tuple(sorted(row.categories, key=lambda one: (-sensitivity(one), one.value)))


def _what(row: Listener) -> str:
    """The most sensitive by name, the rest as a number."""
    ordered = _ordered(row)
    if not ordered:
        return ""
    if len(ordered) == 1:
        return label(ordered[0])
    return gettext("%(data)s, +%(number)s", data=label(ordered[0]), number=len(ordered) - 1)


def _title(site: str, rows: Sequence[Listener]) -> str:
    others = [row for row in rows if row.party is not Party.FIRST]
    if not others:
        return gettext("Nobody but the site itself was seen listening on %(site)s", site=site)
    listening = ngettext(
        "%(count)s company listens on %(site)s", "%(count)s companies listen on %(site)s", len(others), site=site
    )
    found = {one for row in others for one in row.categories}
    if not found:
        return listening
    worst = max(found, key=lambda one: (sensitivity(one), one.value))
    return ngettext(
        "%(listening)s; %(count)s got %(data)s",
        "%(listening)s; %(count)s got %(data)s",
        sum(worst in row.categories for row in others),
        listening=listening,
        data=yours(worst),
    )


def _table(rows: Sequence[Listener], place: Callable[[Listener], str]) -> Table:
    heads = (
        gettext("Company"),
        gettext("Business"),
        gettext("What it got"),
        gettext("Different values"),
        gettext("Times"),
    )
    return Table(
        heads,
        tuple(
            (
                Cell(row.vendor_name, vendor_address(row.vendor_slug)),
                Cell(_group(row)),
                Cell(", ".join(label(one) for one in _ordered(row))),
                counted_cell(row.data),
                counted_cell(row.times, place(row)),
            )
            for row in rows[:_ROWS]
        ),
        ngettext("%(count)s more company", "%(count)s more companies", left) if (left := len(rows) - _ROWS) > 0 else "",
    )
