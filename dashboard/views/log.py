"""The log: every disclosure, searched and filtered, with its evidence."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, arguments, wording
from dashboard.pages import Page, show
from dashboard.wiring import reading
from tracker.disclosure import Manner, Method, Party
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry, Place, entries
from tracker.phrasing import gettext, message
from tracker.taxonomy import TAXONOMY, Category, Group

blueprint = Blueprint("log", __name__)
_PAGE = 50
_UNKNOWN = "unknown"
_CHIPS = {
    "vendor": message("Company: %(name)s"),
    "site": message("Site: %(name)s"),
    "host": message("Host: %(name)s"),
    "datum": message("Value: %(name)s"),
}


class Option(NamedTuple):
    """One choice of a filter."""

    value: str
    words: str
    is_chosen: bool


class OptionGroup(NamedTuple):
    """Choices that belong together."""

    words: str
    options: tuple[Option, ...]


class Chip(NamedTuple):
    """A filter that a link has set: it is kept when the form is sent, and can be taken off."""

    name: str
    value: str
    words: str
    without: str


@dataclass(frozen=True, slots=True)
class Log(Page):
    """What the log shows. `older` and `newest` lead to other pages, None where there is none."""

    template: ClassVar[str] = "log.html"
    section: ClassVar[str] = "log"
    rows: tuple[Entry, ...]
    is_filtered: bool
    is_first: bool
    text: str
    since: str
    until: str
    categories: tuple[OptionGroup, ...]
    parties: tuple[Option, ...]
    manners: tuple[Option, ...]
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
    site = arguments.text("site")
    return Filters(
        vendor=arguments.text("vendor"),
        category=arguments.choice("category", Category),
        site="" if site == _UNKNOWN else site,
        host=arguments.text("host"),
        party=arguments.choice("party", Party),
        manner=arguments.choice("manner", Manner),
        method=arguments.choice("method", Method),
        datum=arguments.number("datum"),
        since=arguments.day("since"),
        until=arguments.day("until"),
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
        is_filtered=bool(given),
        is_first=before is None,
        text=filters.text or "",
        since=given.get("since", ""),
        until=given.get("until", ""),
        categories=tuple(_categories(filters.category)),
        parties=_options(Party, wording.PARTIES, filters.party),
        manners=_options(Manner, wording.MANNERS, filters.manner),
        methods=_options(Method, wording.METHODS, filters.method),
        chips=tuple(_chips(given, rows)),
        older=older,
        newest=None if before is None else addresses.log_address(**given),
    )


def _given(filters: Filters) -> dict[str, str]:
    """The filters as the address has them."""
    given = {
        **asdict(filters),
        "site": _UNKNOWN if filters.site == "" else filters.site,
        "since": filters.since and filters.since.date().isoformat(),
        "until": filters.until and filters.until.date().isoformat(),
        "q": filters.text,
    }
    del given["text"]
    return {name: str(value) for name, value in given.items() if value is not None}


def _options[Word: StrEnum](kind: type[Word], words: Mapping[Word, str], chosen: Word | None) -> tuple[Option, ...]:
    return tuple(Option(word.value, wording.sentence(words[word]), word is chosen) for word in kind)


def _categories(chosen: Category | None) -> list[OptionGroup]:
    groups = []
    for group in Group:
        members = [category for category in Category if TAXONOMY[category].group is group]
        options = (Option(one.value, wording.sentence(wording.label(one)), one is chosen) for one in members)
        groups.append(OptionGroup(wording.GROUPS[group], tuple(options)))
    return groups


def _chips(given: dict[str, str], rows: tuple[Entry, ...]) -> list[Chip]:
    shown = dict(given)
    if rows:  # all rows are of the vendor or datum that is asked for
        shown |= {"vendor": rows[0].vendor_name, "datum": rows[0].preview}
    return [
        Chip(name, given[name], gettext(words, name=shown[name]), addresses.log_address(**{**given, name: None}))
        for name, words in _CHIPS.items()
        if name in given
    ]
