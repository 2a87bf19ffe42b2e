"""Settings: what runs, what is kept for how long, what is learnt and told, and where everything lies."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from flask import Blueprint, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard import addresses, admission, formats, installation, themes
from dashboard.choices import Option
from dashboard.decided import Decided, decided
from dashboard.decisions import Decisions, decisions
from dashboard.installation import Place, Version
from dashboard.languages import LANGUAGES, locale
from dashboard.notices import tell, warn
from dashboard.pages import Page, show
from dashboard.recording_state import RecordingState, recording_state
from dashboard.themes import THEMES, Theme
from dashboard.wiring import reading, wiring
from dashboard.wording import sentence
from tracker.errors import ConfigurationError
from tracker.ledger import api_token, retention
from tracker.ledger.publishing import is_learning
from tracker.ledger.retention import Done, Doomed
from tracker.notifying.choice import is_on, set_on
from tracker.phrasing import gettext, ngettext
from tracker.settings import Settings

blueprint = Blueprint("settings", __name__)
_DAYS = (30, 90, 180, 365, 730, 1825)


class Switch(NamedTuple):
    """Something that is on or off; `is_fixed`: settings.toml or the environment decide, not the dashboard."""

    is_on: bool
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class SettingsPage(Page):
    """What the page of settings shows. `days` is after how many disclosures are erased, None: never;
    `token_made` is when the token for other programs was made, None: there is none.
    """

    template: ClassVar[str] = "settings.html"
    section: ClassVar[str] = "settings"
    state: RecordingState
    days: int | None
    spans: tuple[Option, ...]
    done: Done | None
    learning: Switch
    notifications: Switch
    token_made: date | None
    themes: tuple[Option, ...]
    tongues: tuple[Option, ...]
    held: Decided
    decisions: Decisions
    places: tuple[Place, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class RetentionPage(Page):
    """What is asked before something is erased. `days` is what was chosen, None: to keep everything."""

    template: ClassVar[str] = "retention.html"
    section: ClassVar[str] = "settings"
    days: int | None
    doomed: Doomed | None
    before: str


@blueprint.get(addresses.SETTINGS)
def settings_page() -> str:
    """Show the settings."""
    settings = wiring().settings()
    with reading() as session:
        return show(session, _page(session, settings))


@blueprint.post(addresses.SETTINGS_THEME)
def theme() -> Response:
    """Keep the theme in a cookie."""
    response = redirect(addresses.after_form(addresses.SETTINGS), 303)
    try:
        chosen = Theme(request.form.get("theme", ""))
    except ValueError:
        warn(gettext("There is no such theme."))
    else:
        themes.choose(response, chosen)
        tell(gettext("Pages are shown %(how)s from now on, in this browser.", how=THEMES[chosen]))
    return response


@blueprint.post(addresses.SETTINGS_NOTIFICATIONS)
def notifications() -> Response:
    """Tell on the desktop, or not."""
    is_wanted = request.form.get("notifications") == "on"
    with wiring().ledger.session() as session:
        set_on(session, is_on=is_wanted)
    if is_wanted:
        tell(gettext("You are told on your desktop of what is grave, and of nothing else."))
    else:
        tell(gettext("Nothing is shown on your desktop any more."))
    return redirect(addresses.after_form(addresses.SETTINGS), 303)


@blueprint.post(addresses.LEAVE_OTHERS)
def leave_others() -> Response:
    """Sign all other browsers out."""
    admission.leave_others()
    tell(gettext("All other browsers are signed out. This one is still signed in."))
    return redirect(addresses.after_form(addresses.SETTINGS), 303)


@blueprint.get(addresses.SETTINGS_RETENTION)
def retention_page() -> Response | str:
    """Show what a choice would erase, and erase nothing."""
    days = _days(request.args.get("days", ""))
    if days is None and request.args.get("days"):
        warn(_wrong_days())
        return redirect(addresses.page_address(addresses.SETTINGS), 303)
    with reading() as session:
        if days is None:
            return show(session, RetentionPage(gettext("Keep everything"), None, None, ""))
        before = retention.limit_of(days, formats.now())
        found = _local(retention.doomed(session, before))
        title = ngettext("Keep %(count)s day only", "Keep %(count)s days only", days)
        return show(session, RetentionPage(title, days, found, formats.day(before.astimezone())))


@blueprint.post(addresses.SETTINGS_RETENTION)
def retain() -> Response:
    """Keep the choice, and erase at once what is too old by it."""
    given, ledger = request.form.get("days", ""), wiring().ledger
    days = _days(given)
    if given and days is None:
        warn(_wrong_days())
        return redirect(addresses.after_form(addresses.SETTINGS), 303)
    with ledger.session() as session:
        retention.keep_days(session, days)
    count = retention.erase_old(ledger)
    if days is None:
        tell(gettext("Everything is kept, until you erase it yourself."))
    elif count:
        tell(
            ngettext(
                "%(count)s disclosure was erased, for good.", "%(count)s disclosures were erased, for good.", count
            )
        )
    else:
        tell(gettext("Kept in mind. Nothing is old enough to be erased by now."))
    return redirect(addresses.after_form(addresses.SETTINGS), 303)


def _local(found: Doomed) -> Doomed:
    return found if found.oldest is None else found._replace(oldest=found.oldest.astimezone())


def _days(given: str) -> int | None:
    try:
        return retention.checked_days(given)
    except ConfigurationError:
        return None


def _wrong_days() -> str:
    return gettext("Days are a whole number from 1 to %(most)s.", most=formats.number(retention.MOST))


def _page(session: Session, settings: Settings) -> SettingsPage:
    days, chosen, made = retention.kept_days(session), themes.theme(), api_token.made(session)
    return SettingsPage(
        title=gettext("Settings"),
        state=recording_state(settings),
        days=days,
        spans=_spans(days),
        done=retention.last_done(session),
        learning=Switch(is_learning(session, settings), settings.learning is not None),
        notifications=Switch(is_on(session, settings), settings.notifications is not None),
        token_made=made and made.astimezone().date(),
        themes=tuple(Option(one.value, sentence(THEMES[one]), one is chosen) for one in Theme),
        tongues=tuple(Option(code, name, code == locale().language) for code, name in LANGUAGES.items()),
        held=decided(),
        decisions=decisions(),
        places=installation.places(settings),
        versions=installation.versions(settings),
    )


def _spans(days: int | None) -> tuple[Option, ...]:
    offered = sorted({*_DAYS, *([days] if days else [])})
    every = Option("", gettext("Everything, until you erase it"), days is None)
    named = (Option(str(one), ngettext("%(count)s day", "%(count)s days", one), one == days) for one in offered)
    return (every, *named)
