"""Showing a page: its template gets exactly the fields of its context, and a frame that is the same for all."""

from dataclasses import dataclass, fields
from typing import ClassVar

from flask import render_template
from sqlalchemy.orm import Session

from dashboard import formats
from dashboard.bars import Bar, bar
from dashboard.decided import decided
from dashboard.decisions import paused_until
from dashboard.narrowing import narrowing
from dashboard.navigation import Group, navigation
from dashboard.wiring import wiring
from tracker.keeper.reports import reports
from tracker.keeper.withheld import withheld_text
from tracker.ledger.queries.blind_spots import Unseen, unseen
from tracker.ledger.queries.newest import newest_id
from tracker.phrasing import gettext, ngettext


@dataclass(frozen=True, slots=True)
class Page:
    """What one template shows. `template` is its file, `section` the entry in the navigation it belongs to, and
    `is_narrowed` whether the bar over it, with the period and the filters, has something to say to it.
    """

    template: ClassVar[str]
    section: ClassVar[str]
    is_narrowed: ClassVar[bool] = False
    title: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page. `newest` is the id of the newest disclosure that the page can know of; `carried` are
    the arguments that every form sends along, and `bar` offers others, None where the page is not narrowed. `paused` is
    until when nothing is recorded, '' where it is not paused; `withheld` how much was not, while it is.
    """

    section: str
    navigation: tuple[Group, ...]
    bar: Bar | None
    carried: dict[str, str]
    newest: int
    unseen: Unseen
    unseen_note: str
    faults: list[str]
    paused: str
    withheld: str


def show(session: Session, page: Page) -> str:
    """Return a page as HTML. Two statements for its frame."""
    frame = _frame(session, page)
    return render_template(
        page.template, frame=frame, **{field.name: getattr(page, field.name) for field in fields(page)}
    )


def _frame(session: Session, page: Page) -> Frame:
    hidden, paused = unseen(session), paused_until(decided().control)
    return Frame(
        section=page.section,
        navigation=navigation(page.section),
        bar=bar() if page.is_narrowed else None,
        carried=narrowing().arguments(),
        newest=newest_id(session),
        unseen=hidden,
        unseen_note=unseen_note(hidden),
        faults=wiring().faults(),
        paused=paused,
        withheld=withheld_text(reports(wiring().settings())) if paused else "",
    )


def unseen_note(hidden: Unseen) -> str:
    """Return in a sentence how much was not seen: nothing found is never said without it."""
    if not hidden.times:
        return gettext("No blind spots so far: what went through the proxy could be read.")
    hosts = ngettext("%(count)s host", "%(count)s hosts", hidden.hosts)
    if not hidden.size:
        return ngettext(
            "%(count)s request to %(hosts)s could not be read, wholly or in part.",
            "%(count)s requests to %(hosts)s could not be read, wholly or in part.",
            hidden.times,
            hosts=hosts,
        )
    return ngettext(
        "%(count)s request to %(hosts)s could not be read, wholly or in part (%(size)s).",
        "%(count)s requests to %(hosts)s could not be read, wholly or in part (%(size)s).",
        hidden.times,
        hosts=hosts,
        size=formats.size(hidden.size),
    )
