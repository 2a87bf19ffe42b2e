"""My data: each kind, each value (masked), who has it, and which way it all went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, NamedTuple

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, arguments
from dashboard.charts import flow as flow_chart
from dashboard.charts.chart import Chart
from dashboard.choices import Chip
from dashboard.formats import sortable
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.reaching import having
from dashboard.wiring import bearers, kinds_that_left, reading, streams
from dashboard.wording import GROUPS, label
from tracker.ledger.queries import reached
from tracker.ledger.queries.every_kind import Kind
from tracker.ledger.queries.reached import Haver, Reached, Value
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.streams import LEFT_OUT, MOST
from tracker.phrasing import gettext, ngettext
from tracker.taxonomy import TAXONOMY, Category

blueprint = Blueprint("data", __name__)
_PAGE, _EACH, _TILES, _NAMED = 100, 3, 4, 12
_SENSITIVE, _TELLING = 4, 3  # sensitivity


class Row(NamedTuple):
    """A category with its most widely spread values; `more` counts the rest, -1 where there are some, uncounted."""

    kind: Kind
    values: tuple[Value, ...]
    more: int
    is_sensitive: bool


class Section(NamedTuple):
    """The categories that belong together."""

    title: str
    rows: tuple[Row, ...]


class Wanted(NamedTuple):
    """What the address asks for, beside the bar: a text in kinds' and companies' names, and a company by its slug."""

    text: str | None
    company: str | None


class Match(NamedTuple):
    """A company that a search found, and the page of what it has."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class MyData(Page):
    """What the page of all data shows."""

    template: ClassVar[str] = "my_data.html"
    section: ClassVar[str] = "data"
    is_narrowed: ClassVar[bool] = True
    headline: str
    tiles: tuple[Kind, ...]
    sections: tuple[Section, ...]
    wanted: Wanted
    matches: tuple[Match, ...]
    chips: tuple[Chip, ...]
    is_open: bool
    is_between: bool
    chart_of_flow: Chart | None


@dataclass(frozen=True, slots=True)
class DataOfKind(Page):
    """What the page of one category's data shows. `havers` are companies that have any of it, `more_havers` counts
    those that are not named; `onward` leads to the next page, None on the last.
    """

    template: ClassVar[str] = "data_of_kind.html"
    section: ClassVar[str] = "data"
    is_narrowed: ClassVar[bool] = True
    category: Category
    havers: tuple[Haver, ...]
    more_havers: int
    rows: tuple[Reached, ...]
    is_between: bool
    chips: tuple[Chip, ...]
    onward: str | None


@blueprint.get(addresses.DATA)
def my_data() -> str:
    """Show all data by kind, or those of one kind."""
    wanted = Wanted(arguments.text("q"), arguments.text("company"))
    category = narrowing().category
    with reading() as session:
        if category is not None:
            return show(session, _of_kind(session, category, wanted.company))
        return show(session, _of_all(session, wanted))


def is_between(scope: Scope) -> bool:
    """Whether a scope is a stretch that begins and ends, of which sums know no more than what overlaps with it."""
    return scope.since is not None and scope.until is not None


def _of_all(session: Session, wanted: Wanted) -> MyData:
    scope = narrowing().scope()
    kinds = kinds_that_left(session, scope, wanted.company)
    sought = [kind for kind in kinds if _is_sought(kind.category, wanted.text)]
    name = wanted.company and reached.name_of(session, wanted.company)
    matches = reached.companies_named(session, wanted.text, scope) if wanted.text else []
    return MyData(
        title=gettext("My data"),
        headline=_headline(kinds, name),
        tiles=() if wanted.company else tuple(_telling(kinds)[:_TILES]),
        sections=tuple(_sections(_rows(session, sought, scope, wanted.company))),
        wanted=wanted,
        matches=tuple(Match(name, addresses.data_address(company=slug)) for slug, name in matches),
        chips=_chips(wanted.company, name),
        is_open=scope.is_open and not wanted.company,
        is_between=is_between(scope),
        chart_of_flow=None if wanted.text or wanted.company else _flow(session, scope),
    )


def _headline(kinds: Sequence[Kind], company: str | None) -> str:
    if company:
        return gettext("Your data that %(company)s has", company=company)
    told = _telling(kinds)
    return having(told[0].category, told[0]) if told else gettext("My data, and who has it")


def _telling(kinds: Iterable[Kind]) -> list[Kind]:
    """What says most about a person, the most sensitive first; what machines tell by themselves does not count."""
    told = [one for one in kinds if one.category not in LEFT_OUT and TAXONOMY[one.category].sensitivity >= _TELLING]
    return sorted(told, key=lambda one: (-_weight(one), -TAXONOMY[one.category].sensitivity, one.category))


def _weight(one: Kind) -> int:
    """A secret that the site alone has is less of news than an address that many have."""
    return TAXONOMY[one.category].sensitivity * (1 + 2 * one.third_parties + 2 * one.early + one.vendors)


def _is_sought(category: Category, text: str | None) -> bool:
    return not text or any(
        sortable(text) in sortable(words) for words in (label(category), GROUPS[TAXONOMY[category].group])
    )


def _rows(session: Session, kinds: Sequence[Kind], scope: Scope, company: str | None) -> list[Row]:
    is_open = scope.is_open and company is None
    numbers = reached.values_of(session) if is_open else {}
    some = reached.foremost(session, scope, [kind.category for kind in kinds], _EACH + 1, company)
    known = reached.counted(session, some, scope, bearers)
    first = {category: tuple(rows) for category, rows in groupby(known, lambda row: row.category)}
    rows = []
    for kind in sorted(kinds, key=lambda kind: (-kind.vendors, kind.category)):
        values = first.get(kind.category, ())
        rest = -1 if len(values) > _EACH else 0
        more = numbers.get(kind.category, 0) - _EACH if is_open and rest else rest
        rows.append(Row(kind, values[:_EACH], more, TAXONOMY[kind.category].sensitivity >= _SENSITIVE))
    return rows


def _sections(rows: Sequence[Row]) -> Iterable[Section]:
    for group, title in GROUPS.items():
        members = tuple(row for row in rows if TAXONOMY[row.kind.category].group is group)
        if members:
            yield Section(title, members)


def _flow(session: Session, scope: Scope) -> Chart | None:
    rows = [
        flow_chart.Stream(*row[:6], encoding=None, times=row.times)  # of hashes a datum's own page tells
        for row in streams(session, scope)
    ]
    if not rows:
        return None
    is_cut = len(rows) >= MOST
    chart = flow_chart.chart(rows, is_cut=is_cut)
    if not is_cut:
        chart = chart._replace(title=_course(rows))
    else:
        chart = chart._replace(table=chart.table._replace(rest=gettext("More ways are in the log.")))
    left_out = gettext(
        "%(note)s Left out are identifiers, what your browser tells of itself, and the addresses of pages: they went "
        "nearly everywhere.",
        note=chart.note,
    )
    if not scope.has_period:
        return chart._replace(note=left_out)
    return chart._replace(note=gettext("%(note)s How often is counted over all time.", note=left_out))


def _course(rows: Sequence[flow_chart.Stream]) -> str:
    companies = len({row.vendor_slug for row in rows})
    sites = len({row.site for row in rows if row.site})
    if not sites:
        return ngettext("Your data went to %(count)s company", "Your data went to %(count)s companies", companies)
    return ngettext(
        "Your data went from %(sites)s to %(count)s company",
        "Your data went from %(sites)s to %(count)s companies",
        companies,
        sites=ngettext("%(count)s site", "%(count)s sites", sites),
    )


def _of_kind(session: Session, category: Category, company: str | None) -> DataOfKind:
    scope = narrowing().scope()
    vendors, key = arguments.number("vendors"), arguments.number("after")
    after = None if vendors is None or key is None else (vendors, key)
    found = reached.of_kind(session, scope, after, _PAGE + 1, company)
    shown = tuple(found[:_PAGE])
    name = company and reached.name_of(session, company)
    onward = None
    if len(found) > _PAGE:
        onward = addresses.data_address(vendors=shown[-1].place, after=shown[-1].id, company=company)
    kind = next(iter(kinds_that_left(session, scope)), None)
    havers = [] if company else reached.havers(session, scope, _NAMED)
    return DataOfKind(
        title=having(category, kind) if kind else gettext("Who has your data: %(data)s", data=label(category)),
        category=category,
        havers=tuple(havers),
        more_havers=kind.vendors - len(havers) if kind and havers else 0,
        rows=shown,
        is_between=is_between(scope),
        chips=_chips(company, name),
        onward=onward,
    )


def _chips(company: str | None, name: str | None) -> tuple[Chip, ...]:
    if company is None:
        return ()
    words = gettext("Company: %(name)s", name=name or company)
    return (Chip("company", company, words, addresses.data_address(company=None)),)
