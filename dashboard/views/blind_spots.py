"""The blind spots: what went through the proxy and could not be read, why, and what can be done about it."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard import addresses, arguments, wording
from dashboard.choices import Chip
from dashboard.decided import Decided, decided, words_of
from dashboard.narrowing import narrowing
from dashboard.notices import warn
from dashboard.pages import Page, show, unseen_note
from dashboard.passed import FEW, MOST, Passed, decide_of, passed
from dashboard.unread import Remedy, remedy
from dashboard.wiring import reading, wiring
from tracker.control import pinned
from tracker.control.meaning import host_meant
from tracker.errors import ConfigurationError
from tracker.ledger.queries.blind_spots import Cause, Order, Spot, causes, sorted_spots, unseen
from tracker.phrasing import gettext, message, ngettext

blueprint = Blueprint("blind_spots", __name__)
_PAGE = 50
_MOST_PAGES = 10_000
_HEADINGS = (
    (Order.HOST, message("Host"), "ascending"),
    (Order.TIMES, message("Requests"), "descending"),
    (Order.SIZE, message("Size"), "descending"),
    (Order.FIRST, message("First"), "ascending"),
    (Order.LAST, message("Last"), "descending"),
)


_DONE = {
    "pass": message("%(host)s passes unread from now on."),
    "read": message("%(host)s is read from now on, or does not get through."),
    "leave": message("Tracker finds out anew whether %(host)s can be read."),
}


class Heading(NamedTuple):
    """A column that rows can be sorted by, and how they are sorted by it."""

    words: str
    address: str
    sorted: str


class Reason(NamedTuple):
    """A reason, what it means, what can be done, and the rows that it has."""

    cause: Cause
    remedy: Remedy
    address: str


@dataclass(frozen=True, slots=True)
class BlindSpots(Page):
    """What the page of blind spots shows. `headings` are by the order's name."""

    template: ClassVar[str] = "blind_spots.html"
    section: ClassVar[str] = "blind-spots"
    is_narrowed: ClassVar[bool] = True
    headline: str
    note: str
    reasons: tuple[Reason, ...]
    rows: tuple[Spot, ...]
    headings: dict[str, Heading]
    chips: tuple[Chip, ...]
    has_period: bool
    has_filters: bool
    earlier: str | None
    later: str | None
    held: Decided
    passed: Passed
    all_passed: str | None


@blueprint.get(addresses.BLIND_SPOTS)
def blind_spots() -> str:
    """Show what could not be read, by reason, and by host."""
    order, reason = arguments.choice("sort", Order) or Order.TIMES, arguments.text("reason")
    number = min(arguments.number("page") or 1, _MOST_PAGES)
    with reading() as session:
        return show(session, _page(session, order, reason, number))


@blueprint.post(addresses.BLIND_SPOTS_HOST)
def host() -> Response:
    """Decide whether a host passes unread."""
    deed = request.form.get("deed", "")
    if deed not in _DONE:
        abort(400)
    try:
        name = host_meant(request.form.get("host", ""))
    except ConfigurationError as error:
        warn(words_of(error))
    else:
        decide_of(name, deed, gettext(_DONE[deed], host=name))
    return redirect(addresses.after_form(addresses.BLIND_SPOTS), 303)


def _page(session: Session, order: Order, reason: str | None, number: int) -> BlindSpots:
    scope = narrowing().scope()
    is_whole, held = arguments.text("hosts") == "all", decided()
    learnt = pinned.load(wiring().settings(), wiring().keys)
    found = causes(session, scope)
    rows = sorted_spots(session, scope, order, reason=reason, skip=(max(number, 1) - 1) * _PAGE, limit=_PAGE + 1)
    here: dict[str, object] = {"sort": None if order is Order.TIMES else order, "reason": reason}
    return BlindSpots(
        title=gettext("Blind spots"),
        headline=_headline(found, is_part=scope.has_period),
        note=unseen_note(unseen(session)),
        reasons=tuple(Reason(one, remedy(one.reason), _address(reason=one.reason)) for one in found),
        rows=tuple(rows[:_PAGE]),
        headings={
            one.value: Heading(gettext(words), _address(**{**here, "sort": one}), way if one is order else "none")
            for one, words, way in _HEADINGS
        },
        chips=tuple(_chips(reason, here)),
        has_period=scope.has_period,
        has_filters=any((scope.category, scope.party, scope.manner)),
        earlier=_address(**here, page=number - 1 if number > 2 else None) if number > 1 else None,
        later=_address(**here, page=number + 1) if len(rows) > _PAGE else None,
        held=held,
        passed=passed(session, held.control, learnt, MOST if is_whole else FEW),
        all_passed=None if is_whole else f"{_address(**here, hosts='all')}#passed-title",
    )


def _headline(found: list[Cause], *, is_part: bool) -> str:
    if not found:
        if is_part:
            return gettext("Tracker could read all that it saw in this time")
        return gettext("Tracker could read all that it saw")
    return ngettext(
        "Tracker could not read %(count)s request, wholly or in part",
        "Tracker could not read %(count)s requests, wholly or in part",
        sum(one.times for one in found),
    )


def _chips(reason: str | None, here: dict[str, object]) -> list[Chip]:
    if reason is None:
        return []
    words = gettext("Why: %(reason)s", reason=wording.unseen(reason))
    return [Chip("reason", reason, words, _address(**{**here, "reason": None}))]


def _address(**given: object) -> str:
    return addresses.with_query(addresses.BLIND_SPOTS, given)
