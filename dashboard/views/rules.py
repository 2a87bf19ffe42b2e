"""Rules: what holds now, ready-made lists, the person's own in their order with what each did, and the latest of it."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard import addresses, arguments
from dashboard.companies import name_of
from dashboard.decided import Decided, decide, decided
from dashboard.formats import now
from dashboard.hiding import seen_through
from dashboard.listing import Listed, Ready, headline, listed, ready, said
from dashboard.outcomes import acted, kept_ever
from dashboard.pages import Page, show
from dashboard.wiring import reading
from tracker.control import Control
from tracker.control.editing import moved, preset_named, rule_of, switched, with_preset, without_preset, without_rules
from tracker.control.telling import told
from tracker.errors import ConfigurationError
from tracker.ledger.queries.deeds import Deed, deeds
from tracker.ledger.queries.kept import kept
from tracker.ledger.queries.latest_rulings import Entry, latest_rulings
from tracker.phrasing import gettext, message
from tracker.rules.text import preset_name

blueprint = Blueprint("rules", __name__)
_LATEST, _MOST = 8, 100
_DONE = {
    "on": message("On: %(rule)s"),
    "off": message("Off: %(rule)s"),
    "up": message("Moved up: %(rule)s"),
    "down": message("Moved down: %(rule)s"),
    "remove": message("Removed: %(rule)s"),
}


@dataclass(frozen=True, slots=True)
class RulesPage(Page):
    """What the page of rules shows. `gone` is what rules did that are no more, by their ids."""

    template: ClassVar[str] = "rules.html"
    section: ClassVar[str] = "rules"
    headline: str
    lead: str
    held: Decided
    beside: tuple[str, ...]
    presets: tuple[Ready, ...]
    rules: tuple[Listed, ...]
    gone: tuple[Deed, ...]
    texts: dict[str, str]
    latest: tuple[Entry, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class RulingsPage(Page):
    """What rules did last: one of them (its id), or to one company. `texts` are rules in a sentence, by their ids;
    `summed` tells how often, '' where it is not all.
    """

    template: ClassVar[str] = "rulings.html"
    section: ClassVar[str] = "rules"
    texts: dict[str, str]
    rule: str
    company: str
    company_name: str
    summed: str
    latest: tuple[Entry, ...]
    is_cut: bool


@blueprint.get(addresses.RULES)
def rules() -> str:
    """Show the rules."""
    with reading() as session:
        return show(session, _page(session, decided()))


@blueprint.get(addresses.RULES_DONE)
def rulings() -> str:
    """Show what rules did, with the evidence."""
    rule, company = arguments.text("rule"), arguments.text("company")
    with reading() as session:
        found = latest_rulings(session, rule=rule, vendor=company, limit=_MOST + 1)
        name = next((entry.name for entry in found), name_of(company)) if company else ""
        page = RulingsPage(
            gettext("What rules did"),
            _texts(decided().control),
            rule or "",
            company or "",
            name,
            "" if len(found) > _MOST else acted(found),
            tuple(seen_through(session, found[:_MOST])),
            len(found) > _MOST,
        )
        return show(session, page)


@blueprint.post(addresses.RULES_CHANGE)
def change() -> Response:
    """Switch a rule on or off, move it, or remove it."""
    rule_id, deed = request.form.get("rule", ""), request.form.get("deed", "")
    if deed not in _DONE:
        abort(400)
    texts: list[str] = []

    def how(control: Control) -> Control:
        texts[:] = [said(rule_of(control, rule_id)).text]
        return _changed(control, rule_id, deed)

    decide(how, lambda _: gettext(_DONE[deed], rule=texts[0]))
    return _back(f"#rule-{rule_id}" if deed != "remove" else "#rules-title")


@blueprint.post(addresses.RULES_PRESET)
def preset() -> Response:
    """Switch a ready-made list on or off."""
    slug, is_on = request.form.get("preset", ""), request.form.get("deed") == "on"
    try:
        found = preset_named(slug)
    except ConfigurationError:
        abort(400)
    how = with_preset if is_on else without_preset
    words = message("On: %(name)s.") if is_on else message("Off: %(name)s.")
    decide(lambda control: how(control, slug), lambda _: gettext(words, name=preset_name(found)))
    return _back("#presets-title")


@blueprint.post(addresses.RULES_RESTORE)
def restore() -> Response:
    """Put the good copy in the place of a damaged file."""
    decide(
        lambda control: control, lambda _: gettext("Your rules are in their place again, from their last good copy.")
    )
    return _back("")


def _changed(control: Control, rule_id: str, deed: str) -> Control:
    if deed in ("on", "off"):
        return switched(control, [rule_id], is_on=deed == "on")
    if deed == "remove":
        return without_rules(control, [rule_id])
    place = 1 + next(place for place, rule in enumerate(control.rules) if rule.id == rule_id)
    return moved(control, rule_id, max(place - 1, 1) if deed == "up" else place + 1)


def _page(session: Session, held: Decided) -> RulesPage:
    control, done = held.control, deeds(session)
    latest = latest_rulings(session, limit=_LATEST + 1)
    own = {rule.id for rule in control.rules}
    return RulesPage(
        title=gettext("Rules"),
        headline=gettext("Your rules cannot be read") if held.is_lost else headline(control),
        lead=kept_ever(kept(session)),
        held=held,
        beside=_beside(control),
        presets=tuple(ready(control)),
        rules=tuple(listed(control.rules, done)),
        gone=tuple(deed for id_, deed in done.items() if id_ not in own),
        texts=_texts(control),
        latest=tuple(seen_through(session, latest[:_LATEST])),
        has_more=len(latest) > _LATEST,
    )


def _texts(control: Control) -> dict[str, str]:
    return {rule.id: said(rule).text for rule in control.rules}


def _beside(control: Control) -> tuple[str, ...]:
    """What else holds beside rules; that recording is paused, every page says."""
    return tuple(told(control._replace(rules=(), paused_until=None), now()))


def _back(anchor: str) -> Response:
    return redirect(addresses.after_form(addresses.RULES) + anchor, 303)
