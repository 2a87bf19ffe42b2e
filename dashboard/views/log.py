"""The log: every disclosure, searched and filtered, with its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from flask import Blueprint, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard import addresses, arguments, choices, wording
from dashboard.choices import Chip, Option
from dashboard.hiding import seen_through
from dashboard.narrowers import Facet, narrowers
from dashboard.narrowing import narrowing
from dashboard.notices import tell, warn
from dashboard.pages import Page, show
from dashboard.retelling import preview
from dashboard.searches import is_known, known
from dashboard.wiring import reading, wiring
from tracker.disclosure import Method
from tracker.errors import ConfigurationError
from tracker.ledger import searches
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry, Place, entries
from tracker.phrasing import gettext, message
from tracker.taxonomy import Category

blueprint = Blueprint("log", __name__)
_PAGE = 50
_UNKNOWN = "unknown"
_CHIPS = {
    "vendor": message("Company: %(name)s"),
    "site": message("Site: %(name)s"),
    "host": message("Host: %(name)s"),
    "datum": message("Value: %(name)s"),
    "method": message("Found because %(name)s"),
    "q": message("With the text: %(name)s"),
}


class Kept(NamedTuple):
    """A search that the person named; `is_open`: it is what the page shows."""

    name: str
    address: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Log(Page):
    """What the log shows. `older` and `newest` lead to other pages, None where there is none; `kinds` are those that
    bear the text that was looked for in vain.
    """

    template: ClassVar[str] = "log.html"
    section: ClassVar[str] = "log"
    is_narrowed: ClassVar[bool] = True
    rows: tuple[Entry, ...]
    is_filtered: bool
    is_first: bool
    text: str
    kinds: tuple[Category, ...]
    methods: tuple[Option, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    kept: tuple[Kept, ...]
    asked: tuple[tuple[str, str], ...]
    longest_name: int
    older: str | None
    newest: str | None


@blueprint.get(addresses.LOG)
def log() -> str:
    """Show the disclosures that are asked for, the newest first."""
    filters, before = _filters(), arguments.place("before")
    with reading() as session:
        return show(session, _page(session, filters, before))


@blueprint.post(addresses.LOG_KEEP)
def keep() -> Response:
    """Keep what the log is narrowed to under a name, and show it."""
    try:
        asked = known(request.form)
    except ValueError:
        warn(gettext("That is no search of the log."))
        return redirect(addresses.LOG, 303)
    try:
        with wiring().ledger.session() as session:
            searches.keep(session, request.form.get("name", ""), asked)
    except ConfigurationError as error:
        warn(str(error))
    else:
        tell(gettext("This search is kept: it stands above the log from now on."))
    return redirect(addresses.search_address(asked), 303)


@blueprint.post(addresses.LOG_DROP)
def drop() -> Response:
    """Forget a search, and show the log as it was."""
    with wiring().ledger.session() as session:
        was_there = searches.drop(session, request.form.get("name", ""))
    if was_there:
        tell(gettext("The search is not kept any more. Nothing else was erased."))
    else:
        warn(gettext("There is no search of that name."))
    return redirect(addresses.after_form(addresses.LOG), 303)


def _filters() -> Filters:
    site, scope = arguments.text("site"), narrowing().scope()
    return Filters(
        vendor=arguments.text("vendor"),
        category=scope.category,
        site="" if site == _UNKNOWN else site,
        host=arguments.text("host"),
        party=scope.party,
        manner=scope.manner,
        method=arguments.choice("method", Method),
        datum=arguments.number("datum"),
        since=scope.since,
        until=scope.until,
        text=arguments.text("q"),
    )


def _page(session: Session, filters: Filters, before: Place | None) -> Log:
    found = entries(session, filters, before, _PAGE + 1)
    rows, given = tuple(seen_through(session, found[:_PAGE])), _given(filters)
    asked = given | narrowing().arguments()
    older = None
    if len(found) > _PAGE:
        older = addresses.log_address(**given, before=arguments.place_text(Place(rows[-1].time, rows[-1].id)))
    return Log(
        title=gettext("Log"),
        rows=rows,
        is_filtered=bool(given) or not narrowing().scope().is_open,
        is_first=before is None,
        text=filters.text or "",
        kinds=() if rows else tuple(_called(filters.text)),
        methods=choices.options(Method, wording.METHODS, filters.method),
        chips=tuple(_chips(filters, given, rows)),
        facets=narrowers(session, filters, given, found if before is None and older is None else None),
        kept=tuple(_kept(session, asked)),
        asked=tuple(asked.items()),
        longest_name=searches.LONGEST_NAME,
        older=older,
        newest=None if before is None else addresses.log_address(**given),
    )


def _called(text: str | None) -> Iterator[Category]:
    """The kinds of data that the reader's language calls so: the record is searched by their English names."""
    if text:
        yield from (kind for kind in Category if text.casefold() in wording.label(kind).casefold())


def _kept(session: Session, asked: dict[str, str]) -> Iterator[Kept]:
    """What was kept is looked at again: a ledger may come from elsewhere."""
    for one in searches.searches(session):
        if is_known(one.asked):
            yield Kept(one.name, addresses.search_address(one.asked), one.asked == asked)


def _given(filters: Filters) -> dict[str, str]:
    """The log's own filters as the address has them; the others are carried by every link."""
    given = {
        "vendor": filters.vendor,
        "site": _UNKNOWN if filters.site == "" else filters.site,
        "host": filters.host,
        "method": filters.method,
        "datum": filters.datum,
        "q": filters.text,
    }
    return {name: str(value) for name, value in given.items() if value is not None}


def _chips(filters: Filters, given: dict[str, str], rows: tuple[Entry, ...]) -> list[Chip]:
    shown = dict(given)
    if filters.method is not None:
        shown["method"] = wording.METHODS[filters.method]
    if rows:  # all rows are of the vendor or datum that is asked for
        shown |= {"vendor": rows[0].vendor_name, "datum": preview(rows[0].preview)}
    return [
        Chip(name, given[name], gettext(words, name=shown[name]), addresses.log_address(**{**given, name: None}))
        for name, words in _CHIPS.items()
        if name in given
    ]
