"""What rules say of a company, a site or a kind of data, what they did there, and what is one click away."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard import addresses
from dashboard.decided import decided
from dashboard.freeing import is_hindered, speaking_of
from dashboard.listing import said
from dashboard.meant import fields_of
from tracker.control import Control
from tracker.control.meaning import company_meant
from tracker.disclosure import Party
from tracker.errors import ConfigurationError
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.stopped import Stopped, stopped_at_company, stopped_of_category, stopped_on_site
from tracker.phrasing import gettext
from tracker.rules import Action, Rule, presets
from tracker.taxonomy import IDENTIFIERS, Category

_MOST_DONE, _MOST_RULES = 8, 6
_IDENTIFYING = presets()["no-identifiers"].rules[0].categories
"""The data by which companies recognise a browser; what logs the person in is none of them."""


class Offer(NamedTuple):
    """Something that one can decide: the link's words, and where it is tried first."""

    words: str
    address: str


class Here(NamedTuple):
    """What rules are to a page: those that speak of what it shows, `more` of them are not named; what they did, with
    companies where there may be several; and what one can decide. `log` leads to the evidence, '' where none is told
    so. `fault`: the rules cannot be read.
    """

    rules: tuple[tuple[str, str], ...]
    more: int
    done: tuple[Stopped, ...]
    has_companies: bool
    offers: tuple[Offer, ...]
    log: str = ""
    fault: str = ""


def of_company(session: Session, slug: str, name: str, scope: Scope) -> Here:
    """Return what rules are to a company. One statement."""
    control = decided().control
    done = stopped_at_company(session, slug, scope, _MOST_DONE)
    log = addresses.rulings_address(company=slug) if done else ""
    return _here(speaking_of(control, slug), done, _of_company(control, slug, name), has_companies=False, log=log)


def of_site(session: Session, domain: str, scope: Scope) -> Here:
    """Return what rules are to a site. One statement."""
    rules = (rule for rule in decided().control.rules if rule.is_on and (not rule.sites or domain in rule.sites))
    back = addresses.site_address(domain)
    site = Rule("", Action.STRIP, sites=frozenset({domain}), party=Party.THIRD)
    offers = (
        _offer(gettext("Let nothing personal go from here to third parties"), site, back),
        _offer(
            gettext("Take identifiers out of what third parties get here"),
            site._replace(categories=_IDENTIFYING),
            back,
        ),
    )
    return _here(rules, stopped_on_site(session, domain, scope, _MOST_DONE), offers, has_companies=True)


def of_category(session: Session, category: Category, scope: Scope, back: str) -> Here:
    """Return what rules are to a kind of data. One statement."""
    rules = (rule for rule in decided().control.rules if rule.is_on and _speaks_of(rule, category))
    action = Action.STRIP if category in IDENTIFIERS else Action.MASK
    rule = Rule("", action, party=Party.THIRD, categories=frozenset({category}))
    offers = (
        _offer(said(rule).text.removesuffix("."), rule, back),
        _offer(gettext("Choose who may get it"), rule._replace(party=None), back, addresses.RULES_NEW),
    )
    return _here(rules, stopped_of_category(session, category, scope, _MOST_DONE), offers, has_companies=True)


def _of_company(control: Control, slug: str, name: str) -> Iterator[Offer]:
    if not has_rules(slug):
        return
    back, rule = addresses.vendor_address(slug), Rule("", Action.STRIP, vendors=frozenset({slug}))
    yield _offer(gettext("Let nothing personal go to %(company)s", company=name), rule, back)
    words = gettext("Take identifiers out of what goes to %(company)s", company=name)
    yield _offer(words, rule._replace(categories=_IDENTIFYING), back)
    if is_hindered(control, slug):
        words = gettext("Let data through to %(company)s again", company=name)
        yield Offer(words, addresses.rule_address(addresses.RULES_RELEASE, [("company", slug)], back))


def has_rules(slug: str) -> bool:
    """Return whether rules can name that company: the catalogue knows it, or a domain stands for it."""
    try:
        return company_meant(slug) == slug
    except ConfigurationError:
        return False


def _speaks_of(rule: Rule, category: Category) -> bool:
    return not rule.categories or category in rule.categories


def _offer(words: str, rule: Rule, back: str, path: str = addresses.RULES_TRY) -> Offer:
    return Offer(words, addresses.rule_address(path, fields_of(rule), back))


def _here(
    rules: Iterable[Rule], done: Sequence[Stopped], offers: Iterable[Offer], *, has_companies: bool, log: str = ""
) -> Here:
    held = decided()
    named = [(rule.id, said(rule).text) for rule in rules]
    return Here(
        rules=tuple(named[:_MOST_RULES]),
        more=len(named[_MOST_RULES:]),
        done=tuple(done),
        has_companies=has_companies,
        offers=() if held.is_lost else tuple(offers),
        log=log,
        fault=held.fault if held.is_lost else "",
    )
