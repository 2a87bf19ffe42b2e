"""Making a rule: a form, then what the rule would have done, and only then it is switched on. And taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from dashboard import addresses
from dashboard.companies import name_of
from dashboard.decided import decide, decided, words_of
from dashboard.freeing import freed, freeing
from dashboard.listing import Said, ready, said
from dashboard.meant import fields_of, given_again, rule_meant
from dashboard.notices import warn
from dashboard.pages import Page, show
from dashboard.rule_form import RuleForm, form
from dashboard.trying import Trial, trial
from dashboard.wiring import reading
from tracker.control.editing import preset_named, rule_of, with_rule
from tracker.control.meaning import company_meant
from tracker.errors import ConfigurationError
from tracker.phrasing import gettext
from tracker.rules import Action, Rule
from tracker.rules.text import preset_name

blueprint = Blueprint("new_rule", __name__)


class Target(NamedTuple):
    """The form that switches rules on: where it goes, and what it sends (nothing: they are on). `mending` is where a
    new rule can be changed first.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    mending: str = ""


@dataclass(frozen=True, slots=True)
class NewRulePage(Page):
    """What the form for a rule shows."""

    template: ClassVar[str] = "new_rule.html"
    section: ClassVar[str] = "rules"
    form: RuleForm
    back: str


@dataclass(frozen=True, slots=True)
class TryPage(Page):
    """What rules would have done. `lacks_aliases`: one gives aliases, and none can be made."""

    template: ClassVar[str] = "try_rule.html"
    section: ClassVar[str] = "rules"
    sentences: tuple[Said, ...]
    trial: Trial
    target: Target
    lacks_aliases: bool
    back: str


@dataclass(frozen=True, slots=True)
class ReleasePage(Page):
    """What letting data through to a company again would change."""

    template: ClassVar[str] = "release.html"
    section: ClassVar[str] = "rules"
    company: str
    company_name: str
    removed: tuple[Said, ...]
    added: Said | None
    back: str


@blueprint.get(addresses.RULES_NEW)
def new_rule() -> str:
    """Show the form."""
    with reading() as session:
        return show(session, NewRulePage(gettext("Make a rule"), form(request.args), _back()))


@blueprint.get(addresses.RULES_TRY)
def try_rule() -> Response | str:
    """Show what a rule would have done: a new one, one that there is, or a ready-made list."""
    try:
        with reading() as session:
            return show(session, _trying(session))
    except ConfigurationError as error:
        warn(words_of(error))
        if "action" not in request.args:  # a rule or a list that there is not
            return redirect(addresses.page_address(addresses.RULES), 303)
        return redirect(addresses.rule_address(addresses.RULES_NEW, given_again(request.args), _back()), 303)


@blueprint.post(addresses.RULES_ADD)
def add_rule() -> Response:
    """Keep a new rule, the first of all."""
    try:
        rule = rule_meant(request.form)
    except ConfigurationError as error:
        warn(words_of(error))
        return redirect(addresses.rule_address(addresses.RULES_NEW, given_again(request.form), _back()), 303)
    decide(lambda control: with_rule(control, rule), lambda _: gettext("From now on: %(rule)s", rule=said(rule).text))
    return _return()


@blueprint.get(addresses.RULES_RELEASE)
def release_page() -> str:
    """Show what letting data through to a company again would change."""
    slug = _company(request.args)
    removed, added = freeing(decided().control, slug)
    name = name_of(slug)
    page = ReleasePage(
        gettext("Let data through to %(company)s again", company=name),
        slug,
        name,
        tuple(map(said, removed)),
        added and said(added),
        _back(),
    )
    with reading() as session:
        return show(session, page)


@blueprint.post(addresses.RULES_RELEASE)
def release() -> Response:
    """Let data through to a company again."""
    slug = _company(request.form)
    decide(
        lambda control: freed(control, slug),
        lambda _: gettext("What goes to %(company)s is left as it is from now on.", company=name_of(slug)),
    )
    return _return()


def _trying(session: Session) -> TryPage:
    """What is asked for: a rule of the person's, a ready-made list, or a new rule."""
    if rule_id := request.args.get("rule"):
        rule = rule_of(decided().control, rule_id)
        sent: tuple[tuple[str, str], ...] = () if rule.is_on else (("rule", rule.id), ("deed", "on"))
        return _page(session, gettext("What this rule does"), (rule,), Target(addresses.RULES_CHANGE, sent))
    if slug := request.args.get("preset"):
        preset = preset_named(slug)
        is_on = any(one.slug == slug and one.is_on for one in ready(decided().control))
        target = Target(addresses.RULES_PRESET, () if is_on else (("preset", slug), ("deed", "on")))
        return _page(session, preset_name(preset), preset.rules, target)
    rule = rule_meant(request.args)
    fields = tuple(fields_of(rule))
    target = Target(addresses.RULES_ADD, fields, addresses.rule_address(addresses.RULES_NEW, fields, _back()))
    return _page(session, gettext("Before you switch it on"), (rule,), target)


def _page(session: Session, title: str, rules: Sequence[Rule], target: Target) -> TryPage:
    has_aliases = decided().control.aliasing.is_set_up
    lacks_aliases = any(rule.action is Action.ALIAS for rule in rules) and not has_aliases
    return TryPage(title, tuple(map(said, rules)), trial(session, rules), target, lacks_aliases, _back())


def _company(given: MultiDict[str, str]) -> str:
    try:
        return company_meant(given.get("company", ""))
    except ConfigurationError:
        abort(404)


def _back() -> str:
    """The page that the person came from, where they come back to."""
    given = request.values.get("back", "")
    return addresses.own(given) if given else ""


def _return() -> Response:
    return redirect(_back() or addresses.after_form(addresses.RULES), 303)
