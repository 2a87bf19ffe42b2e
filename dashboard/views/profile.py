"""Profile: the person's own values, masked, and what is to be learnt. No answer ever holds a value that was sent."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard import addresses, choices, formats, wording
from dashboard.choices import Option, OptionGroup
from dashboard.notices import tell, warn
from dashboard.pages import Page, show
from dashboard.wiring import reading, wiring
from tracker.errors import ConfigurationError, TrackerError
from tracker.ledger import learnt, profiles
from tracker.ledger.profiles import Listed
from tracker.ledger.publishing import is_learning, publish, set_learning
from tracker.ledger.purging import purge
from tracker.ledger.queries.own import Reach, reach_of_own
from tracker.phrasing import gettext, ngettext, voice
from tracker.profile import checked_country, checked_value
from tracker.settings import Settings
from tracker.taxonomy import SECRETS, Category

blueprint = Blueprint("profile", __name__)
LONGEST = 500
"""Characters of a value that is sent by the form."""


class Own(NamedTuple):
    """A value, masked, and how far it has got: None where nobody has it, as far as is known."""

    value: Listed
    reach: Reach | None


class Kind(NamedTuple):
    """The values of one category. Of `secret` ones nothing is told but that they are looked for."""

    category: Category
    rows: tuple[Own, ...]
    is_secret: bool


@dataclass(frozen=True, slots=True)
class Profile(Page):
    """What the page of the profile shows. `fixed` says that the settings decide on learning, not this page."""

    template: ClassVar[str] = "profile.html"
    section: ClassVar[str] = "profile"
    headline: str
    kinds: tuple[Kind, ...]
    learnt: int
    is_learning: bool
    is_fixed: bool
    categories: tuple[OptionGroup, ...]
    longest: int
    country: str
    countries: tuple[Option, ...]


@blueprint.get(addresses.PROFILE)
def profile() -> str:
    """Show what is looked for on the person's behalf."""
    settings = _up_to_date()
    with reading() as session:
        return show(session, _page(session, settings))


@blueprint.post(addresses.PROFILE_ADD)
def add() -> Response:
    """Look for another value."""
    category, given = request.form.get("kind", ""), request.form.get("value", "")
    if category not in Category:
        abort(400)  # no form of ours: what was sent is not told again, for it may be a value
    try:
        if len(given) > LONGEST:
            raise ConfigurationError(gettext("That is too long for a value to look for."))
        value = checked_value(category, given)
        with _changing() as session:
            is_new = profiles.add(session, wiring().keys, value)
    except ConfigurationError as error:
        warn(gettext("Not added: %(reason)s", reason=wording.sentence(_ended(str(error)))))
        return _back()
    said = wording.label(value.category)
    if is_new:
        tell(gettext("Added: %(what)s. A running proxy looks for it within a second.", what=said))
    else:
        tell(gettext("It was there already: %(what)s.", what=said))
    return _back()


@blueprint.post(addresses.PROFILE_REMOVE)
def remove() -> Response:
    """Look for a value no longer."""
    number = request.form.get("id", "")
    with _changing() as session:
        is_gone = number.isascii() and number.isdigit() and len(number) < 19 and profiles.remove(session, int(number))
    if is_gone:
        tell(gettext("Removed. It is not learnt again, unless you add it yourself."))
    else:
        warn(gettext("There is no such value any more."))
    return _back()


@blueprint.post(addresses.PROFILE_LEARNING)
def learning() -> Response:
    """Learn from forms, or not."""
    is_on = request.form.get("learning") == "on"
    with _changing() as session:
        set_learning(session, is_on=is_on)
    if is_on:
        tell(gettext("Tracker learns from the forms that you send."))
    else:
        tell(gettext("Tracker learns nothing new. What it learnt stays, until you remove it."))
    is_of_settings = request.form.get("back") == "settings"
    return redirect(addresses.after_form(addresses.SETTINGS if is_of_settings else addresses.PROFILE), 303)


@blueprint.post(addresses.PROFILE_FORGET)
def forget() -> Response:
    """Erase what was learnt, for good."""
    parts = wiring()
    count = learnt.forget_learnt(parts.ledger, parts.settings(), parts.keys)
    purge(parts.ledger.engine)
    tell(
        ngettext(
            "%(count)s learnt value was erased, for good.", "%(count)s learnt values were erased, for good.", count
        )
    )
    return _back()


@blueprint.post(addresses.PROFILE_COUNTRY)
def country() -> Response:
    """Keep how national phone numbers are read."""
    try:
        code = checked_country(request.form.get("country") or None)
        with _changing() as session:
            profiles.set_country(session, code)
    except ConfigurationError:
        warn(gettext("There is no such country in the list."))
        return _back()
    if code:
        tell(gettext("Phone numbers are read as in this country: %(name)s.", name=voice().country(code)))
    else:
        tell(gettext("Phone numbers are read only where they begin with + and the country's code."))
    return _back()


def _up_to_date() -> Settings:
    """Take in what proxies have learnt, as the keeper does; where that fails, what is there is shown."""
    parts = wiring()
    settings = parts.settings()
    with suppress(TrackerError):
        learnt.take_in(parts.ledger, settings, parts.keys)
    return settings


@contextmanager
def _changing() -> Iterator[Session]:
    """The profile to be changed, with what was learnt by now; proxies are told afterwards, as by `tracker profile`."""
    parts = wiring()
    settings = parts.settings()
    learnt.take_in(parts.ledger, settings, parts.keys)
    with parts.ledger.session() as session:
        yield session
    publish(parts.ledger, settings, parts.keys)


def _page(session: Session, settings: Settings) -> Profile:
    values, reach, chosen = profiles.listed(session), reach_of_own(session), profiles.country(session)
    return Profile(
        title=gettext("Profile"),
        headline=_headline(len(values)),
        kinds=tuple(_kinds(values, reach)),
        learnt=sum(bool(value.origin) for value in values),
        is_learning=is_learning(session, settings),
        is_fixed=settings.learning is not None,
        categories=choices.categories(Category.EMAIL_ADDRESS),
        longest=LONGEST,
        country=chosen or "",
        countries=_countries(chosen),
    )


def _headline(count: int) -> str:
    if not count:
        return gettext("Tell Tracker what is yours, and it finds it wherever it goes")
    return ngettext(
        "Tracker looks for %(count)s value of yours in all that leaves",
        "Tracker looks for %(count)s values of yours in all that leaves",
        count,
    )


def _kinds(values: list[Listed], reach: dict[int, Reach]) -> Iterator[Kind]:
    places = {category: place for place, category in enumerate(Category)}
    ordered = sorted(values, key=lambda value: (places[value.category], value.id))
    for category, rows in groupby(ordered, lambda value: value.category):
        yield Kind(category, tuple(Own(row, reach.get(row.id)) for row in rows), category in SECRETS)


def _countries(chosen: str | None) -> tuple[Option, ...]:
    from phonenumbers import SUPPORTED_REGIONS

    named = sorted((formats.sortable(voice().country(code)), voice().country(code), code) for code in SUPPORTED_REGIONS)
    return tuple(Option(code, name, code == chosen) for _, name, code in named)


def _ended(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def _back() -> Response:
    return redirect(addresses.after_form(addresses.PROFILE), 303)
