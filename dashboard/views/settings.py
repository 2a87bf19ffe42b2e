"""Settings: what runs, what is kept for how long, what is learnt and told, and where everything lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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
from dashboard.wording import label, sentence
from tracker.errors import ConfigurationError
from tracker.ledger import api_token, retention
from tracker.ledger.publishing import is_learning
from tracker.ledger.queries.unaliased import Unaliased, unaliased
from tracker.ledger.retention import Done, Doomed
from tracker.notifying.choice import is_on, set_on
from tracker.phrasing import gettext, ngettext
from tracker.settings import Settings
from tracker.taxonomy import Category

blueprint = Blueprint("settings", __name__)
_LATELY, _MOST_LACKING = timedelta(days=30), 8
_DAYS = (30, 90, 180, 365, 730, 1825)


class Switch(NamedTuple):
    """Something that is on or off; `is_fixed`: settings.toml or the environment decide, not the dashboard."""

    is_on: bool
    is_fixed: bool


class Kept(NamedTuple):
    """A category with an age of its own; `is_idle` where that of all is shorter, and holds."""

    category: Category
    days: int
    is_idle: bool


@dataclass(frozen=True, slots=True)
class SettingsPage(Page):
    """What the page of settings shows. `days` is after how many disclosures are erased, None: never;
    `token_made` is when the token for other programs was made, None: there is none; `lacking` are companies that a
    rule was to give an alias, of which there was none of their own.
    """

    template: ClassVar[str] = "settings.html"
    section: ClassVar[str] = "settings"
    state: RecordingState
    days: int | None
    spans: tuple[Option, ...]
    kinds: tuple[Kept, ...]
    choices: tuple[Option, ...]
    spans_of_kind: tuple[Option, ...]
    done: Done | None
    learning: Switch
    notifications: Switch
    token_made: date | None
    themes: tuple[Option, ...]
    tongues: tuple[Option, ...]
    held: Decided
    decisions: Decisions
    lacking: tuple[Unaliased, ...]
    places: tuple[Place, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class RetentionPage(Page):
    """What is asked before something is erased. `days` is what was chosen, None: to keep everything; `category` is of
    what alone, None: of all.
    """

    template: ClassVar[str] = "retention.html"
    section: ClassVar[str] = "settings"
    days: int | None
    doomed: Doomed | None
    before: str
    category: Category | None


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
    days, category = _days(request.args.get("days", "")), _category(request.args.get("aged", ""))
    if wrong := _wrong(request.args, days, category):
        warn(wrong)
        return redirect(addresses.page_address(addresses.SETTINGS), 303)
    with reading() as session:
        if days is None:
            title = gettext("Keep everything") if category is None else gettext("Keep it as long as all else")
            return show(session, RetentionPage(title, None, None, "", category))
        chosen = retention.chosen_with(retention.ages(session), days, [category] if category else [])
        found = _local(retention.doomed(session, retention.limits_of(chosen, formats.now())))
        title = ngettext("Keep %(count)s day only", "Keep %(count)s days only", days)
        if category:
            title = ngettext(
                "%(what)s: keep %(count)s day only",
                "%(what)s: keep %(count)s days only",
                days,
                what=sentence(label(category)),
            )
        before = retention.limit_of(days, formats.now())
        return show(session, RetentionPage(title, days, found, formats.day(before.astimezone()), category))


@blueprint.post(addresses.SETTINGS_RETENTION)
def retain() -> Response:
    """Keep the choice, and erase at once what is too old by it."""
    days, category = _days(request.form.get("days", "")), _category(request.form.get("aged", ""))
    if wrong := _wrong(request.form, days, category):
        warn(wrong)
        return redirect(addresses.after_form(addresses.SETTINGS), 303)
    ledger = wiring().ledger
    with ledger.session() as session:
        if category:
            retention.keep_categories(session, [category], days)
        else:
            retention.keep_days(session, days)
    tell(_erased(retention.erase_old(ledger, formats.now()), days, category))
    return redirect(addresses.after_form(addresses.SETTINGS), 303)


def _erased(count: int, days: int | None, category: Category | None) -> str:
    if days is None and category:
        return gettext("It is kept as long as all else.")
    if days is None:
        return gettext("Everything is kept, until you erase it yourself.")
    if count:
        return ngettext(
            "%(count)s disclosure was erased, for good.", "%(count)s disclosures were erased, for good.", count
        )
    return gettext("Kept in mind. Nothing is old enough to be erased by now.")


def _wrong(given: Mapping[str, str], days: int | None, category: Category | None) -> str:
    if days is None and given.get("days"):
        return _wrong_days()
    return gettext("There is no such kind of data.") if category is None and given.get("aged") else ""


def _category(given: str) -> Category | None:
    try:
        return Category(given)
    except ValueError:
        return None


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
    ages, chosen, made = retention.ages(session), themes.theme(), api_token.made(session)
    days = ages.days
    return SettingsPage(
        title=gettext("Settings"),
        state=recording_state(settings),
        days=days,
        spans=_spans(days),
        kinds=tuple(Kept(one, its, days is not None and its >= days) for one, its in ages.categories.items()),
        choices=tuple(Option(one.value, sentence(label(one)), is_chosen=False) for one in _by_name()),
        spans_of_kind=_spans(30)[1:],
        done=retention.last_done(session),
        learning=Switch(is_learning(session, settings), settings.learning is not None),
        notifications=Switch(is_on(session, settings), settings.notifications is not None),
        token_made=made and made.astimezone().date(),
        themes=tuple(Option(one.value, sentence(THEMES[one]), one is chosen) for one in Theme),
        tongues=tuple(Option(code, name, code == locale().language) for code, name in LANGUAGES.items()),
        held=decided(),
        decisions=decisions(),
        lacking=tuple(unaliased(session, decided().control, formats.now() - _LATELY)[:_MOST_LACKING]),
        places=installation.places(settings),
        versions=installation.versions(settings),
    )


def _by_name() -> list[Category]:
    return sorted(Category, key=lambda one: formats.sortable(label(one)))


def _spans(days: int | None) -> tuple[Option, ...]:
    offered = sorted({*_DAYS, *([days] if days else [])})
    every = Option("", gettext("Everything, until you erase it"), days is None)
    named = (Option(str(one), ngettext("%(count)s day", "%(count)s days", one), one == days) for one in offered)
    return (every, *named)
