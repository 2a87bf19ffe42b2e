"""Cookies and identifiers: who can tell the person from everybody else, by what, for how long, and who shares it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, arguments, tokens
from dashboard.choices import Chip
from dashboard.hiding import disguised
from dashboard.known_tokens import Known, Order
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.tokens import Lasting, Purpose, Seen
from dashboard.views.data import is_between
from dashboard.wiring import reading, wiring
from tracker.disclosure import Party
from tracker.ledger.queries.identifiers import previews
from tracker.phrasing import gettext, message, ngettext
from tracker.upstream.dossier import folder

blueprint = Blueprint("cookies", __name__)
_PAGE, _NAMED = 50, 3


class Only(StrEnum):
    """What the identifiers can be narrowed to, beside the bar."""

    SHARED = "shared"
    COOKIES = "cookies"
    OTHERS = "others"


_ORDERS: dict[Order, tuple[str, bool]] = {
    Order.NAME: (message("Identifier"), False),
    Order.LASTS: (message("Lasts"), True),
    Order.COMPANIES: (message("Known to"), True),
    Order.FIRST: (message("Since"), False),
    Order.LAST: (message("Last seen"), True),
}
"""Each order's heading, and whether the greatest is first."""
_ONLY: dict[Only | None, tuple[str, Callable[[Seen], bool]]] = {
    None: (message("All"), lambda _: True),
    Only.SHARED: (message("Shared by known companies"), lambda one: one.is_shared),
    Only.COOKIES: (message("Cookies"), lambda one: one.is_cookie),
    Only.OTHERS: (message("In addresses and messages"), lambda one: not one.is_cookie),
}


class Tab(NamedTuple):
    """A link to a part of the identifiers, and how many are in it."""

    words: str
    number: int
    address: str
    is_chosen: bool


class Heading(NamedTuple):
    """A column's heading: the link that sorts by it (None: nothing does), and `ascending`, `descending` or `none`."""

    words: str
    address: str | None
    sorted: str


class Row(NamedTuple):
    """An identifier as the page shows it, with those of the `number` companies that are named; `more` are not."""

    seen: Seen
    number: int
    preview: str
    purpose: Purpose | None
    lasting: Lasting
    parties: tuple[Party, ...]
    more: int


class Wanted(NamedTuple):
    """What the address asks for."""

    text: str | None
    company: str | None
    only: Only | None
    order: Order

    def address(self, after: int | None = None, **others: object) -> str:
        """Return the page, as wanted but for these."""
        order = None if self.order is Order.COMPANIES else self.order
        own: dict[str, object] = {"q": self.text, "company": self.company, "only": self.only, "sort": order}
        return addresses.with_query(addresses.IDENTIFIERS, {**own, **others, "after": after})


@dataclass(frozen=True, slots=True)
class Identifiers(Page):
    """What the page of identifiers shows: `found` match the search."""

    template: ClassVar[str] = "identifiers.html"
    section: ClassVar[str] = "identifiers"
    is_narrowed: ClassVar[bool] = True
    headline: str
    rows: tuple[Row, ...]
    total: int
    found: int
    wanted: Wanted
    tabs: tuple[Tab, ...]
    headings: tuple[Heading, ...]
    chips: tuple[Chip, ...]
    is_between: bool
    is_open: bool
    previous: str | None
    onward: str | None


@blueprint.get(addresses.IDENTIFIERS)
def identifiers() -> str:
    """Show the identifiers that are asked for."""
    wanted = Wanted(
        arguments.text("q"),
        arguments.text("company"),
        arguments.choice("only", Only),
        arguments.choice("sort", Order) or Order.COMPANIES,
    )
    with reading() as session:
        return show(session, _page(session, wanted, arguments.number("after")))


def _page(session: Session, wanted: Wanted, after: int | None) -> Identifiers:
    scope, answers = narrowing().scope(), wiring().answers
    known = answers.tokens.within(answers.identifiers(session), scope, wanted.order, wanted.text, wanted.company)
    found = [one for one in known.rows if _ONLY[wanted.only][1](one)] if wanted.only else known.rows
    start = next((place for place, one in enumerate(found, 1) if one.datum == after), 0) if after else 0
    shown = found[start : start + _PAGE]
    before = found[start - _PAGE - 1].datum if start > _PAGE else None
    return Identifiers(
        title=gettext("Cookies and identifiers"),
        headline=_headline(known),
        rows=tuple(_rows(session, shown)),
        total=known.total,
        found=len(found),
        wanted=wanted,
        tabs=tuple(_tabs(known, wanted)),
        headings=tuple(_headings(wanted)),
        chips=tuple(_chips(wanted, known.rows)),
        is_between=is_between(scope),
        is_open=scope.is_open,
        previous=wanted.address(before) if start else None,
        onward=wanted.address(shown[-1].datum) if len(found) > start + _PAGE else None,
    )


def _rows(session: Session, shown: Iterable[Seen]) -> Iterable[Row]:
    shown = list(shown)
    masked, behind = previews(session, [one.datum for one in shown]), disguised(session) if shown else ()
    place = folder()
    for one in shown:
        purpose = tokens.purpose_of(one, place)
        lasting = tokens.lasting(one, purpose)
        number, named = len(one.keepers), one._replace(keepers=one.keepers[:_NAMED])
        told = masked.get(one.datum, ""), purpose, lasting, one.parties(behind)
        yield Row(named, number, *told, max(number - _NAMED, 0))


def _headline(known: Known) -> str:
    if not known.companies:
        return gettext("Who can tell you from everybody else")
    telling = ngettext(
        "%(count)s company can tell you from everybody else",
        "%(count)s companies can tell you from everybody else",
        known.companies,
    )
    if not known.shared:
        return telling
    return ngettext(
        "%(telling)s; %(count)s identifier is known to more than one company",
        "%(telling)s; %(count)s identifiers are known to more than one company",
        known.shared,
        telling=telling,
    )


def _tabs(known: Known, wanted: Wanted) -> Iterable[Tab]:
    if wanted.text or wanted.company:
        numbers = {only: sum(map(is_of, known.rows)) for only, (_, is_of) in _ONLY.items()}
    else:
        numbers = {None: known.total, Only.SHARED: known.shared, Only.COOKIES: known.cookies}
        numbers[Only.OTHERS] = known.total - known.cookies
    for only, (words, _) in _ONLY.items():
        yield Tab(gettext(words), numbers[only], wanted.address(only=only), only is wanted.only)


def _headings(wanted: Wanted) -> Iterable[Heading]:
    for order, (words, is_descending) in _ORDERS.items():
        state = "none" if order is not wanted.order else "descending" if is_descending else "ascending"
        yield Heading(gettext(words), wanted._replace(order=order).address(), state)
        if order is Order.NAME:
            yield Heading(gettext("What it is for"), None, "")


def _chips(wanted: Wanted, sought: Sequence[Seen]) -> Iterable[Chip]:
    if wanted.company is not None:
        named = {keeper.firm.slug: keeper.firm.name for one in sought[:1] for keeper in one.keepers}
        words = gettext("Company: %(name)s", name=named.get(wanted.company, wanted.company))
        yield Chip("company", wanted.company, words, wanted.address(company=None))
