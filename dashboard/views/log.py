"""The log: every disclosure, searched and filtered, with its evidence."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, arguments, choices, wording
from dashboard.choices import Chip, Option
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.retelling import preview
from dashboard.wiring import reading
from tracker.disclosure import Method
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry, Place, entries
from tracker.phrasing import gettext, message

blueprint = Blueprint("log", __name__)
_PAGE = 50
_UNKNOWN = "unknown"
_CHIPS = {
    "vendor": message("Company: %(name)s"),
    "site": message("Site: %(name)s"),
    "host": message("Host: %(name)s"),
    "datum": message("Value: %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Log(Page):
    """What the log shows. `older` and `newest` lead to other pages, None where there is none."""

    template: ClassVar[str] = "log.html"
    section: ClassVar[str] = "log"
    is_narrowed: ClassVar[bool] = True
    rows: tuple[Entry, ...]
    is_filtered: bool
    is_first: bool
    text: str
    methods: tuple[Option, ...]
    chips: tuple[Chip, ...]
    older: str | None
    newest: str | None


@blueprint.get(addresses.LOG)
def log() -> str:
    """Show the disclosures that are asked for, the newest first."""
    filters, before = _filters(), arguments.place("before")
    with reading() as session:
        return show(session, _page(session, filters, before))


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
    rows, given = tuple(found[:_PAGE]), _given(filters)
    older = None
    if len(found) > _PAGE:
        older = addresses.log_address(**given, before=arguments.place_text(Place(rows[-1].time, rows[-1].id)))
    return Log(
        title=gettext("Log"),
        rows=rows,
        is_filtered=bool(given) or not narrowing().scope().is_open,
        is_first=before is None,
        text=filters.text or "",
        methods=choices.options(Method, wording.METHODS, filters.method),
        chips=tuple(_chips(given, rows)),
        older=older,
        newest=None if before is None else addresses.log_address(**given),
    )


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


def _chips(given: dict[str, str], rows: tuple[Entry, ...]) -> list[Chip]:
    shown = dict(given)
    if rows:  # all rows are of the vendor or datum that is asked for
        shown |= {"vendor": rows[0].vendor_name, "datum": preview(rows[0].preview)}
    return [
        Chip(name, given[name], gettext(words, name=shown[name]), addresses.log_address(**{**given, name: None}))
        for name, words in _CHIPS.items()
        if name in given
    ]
