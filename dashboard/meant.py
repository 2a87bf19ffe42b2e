"""A rule as a form has it: read from what was sent, and written into addresses and hidden fields."""

import re
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from tracker.control import WATCHING
from tracker.control.bounds import checked
from tracker.control.meaning import category_meant, choice_meant, company_meant, site_meant, trade_meant
from tracker.disclosure import Manner, Party
from tracker.errors import ConfigurationError
from tracker.rules import Action, Otherwise, Rule

NAMES = ("action", "company", "trade", "site", "whom", "data", "way", "otherwise", "name")
"""What the fields are called: not as what pages are narrowed to, which addresses carry on."""
LONGEST = 2000
"""Characters of a field."""
_BETWEEN = re.compile(r"[,;\s]+")
_BETWEEN_NAMES = re.compile(r"[,;\n]+")  # a company's name may have spaces

type Given = MultiDict[str, str]


def rule_meant(given: Given) -> Rule:
    """Return the rule that was meant, without an id. Raises ConfigurationError in one line."""
    whom, way, otherwise = (_one(given, name) for name in ("whom", "way", "otherwise"))
    rule = Rule(
        "",
        choice_meant(Action, _one(given, "action")),
        vendors=frozenset(_companies(given)),
        kinds=frozenset(map(trade_meant, _several(given, "trade"))),
        sites=frozenset(map(site_meant, _several(given, "site"))),
        party=choice_meant(Party, whom) if whom else None,
        categories=frozenset(map(category_meant, _several(given, "data"))),
        manner=choice_meant(Manner, way) if way else None,
        otherwise=choice_meant(Otherwise, otherwise) if otherwise else Otherwise.STRIP,
        name=_one(given, "name"),
    )
    checked(WATCHING._replace(rules=(rule._replace(id="new"),)))
    return rule


def fields_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the names and values by which `rule_meant` reads the rule again."""
    yield "action", rule.action.value
    for name, values in (("company", rule.vendors), ("trade", rule.kinds), ("site", rule.sites)):
        yield from ((name, value) for value in sorted(values))
    if rule.party:
        yield "whom", rule.party.value
    yield from (("data", category.value) for category in sorted(rule.categories))
    if rule.manner:
        yield "way", rule.manner.value
    if rule.otherwise is not Otherwise.STRIP:
        yield "otherwise", rule.otherwise.value
    if rule.name:
        yield "name", rule.name


def given_again(given: Given) -> list[tuple[str, str]]:
    """Return what was given, as it was: for whoever mends it."""
    return [(name, value[:LONGEST]) for name in NAMES for value in given.getlist(name) if value]


def _companies(given: Given) -> Iterator[str]:
    for text in given.getlist("company"):
        for part in _BETWEEN_NAMES.split(text[:LONGEST]):
            yield from _companies_in(part.strip())


def _companies_in(part: str) -> list[str]:
    """What stands between commas: a company of that name, or several."""
    words = part.split()
    try:
        return [company_meant(part)] if words else []
    except ConfigurationError:
        if len(words) == 1:
            raise
        return [company_meant(word) for word in words]


def _one(given: Given, name: str) -> str:
    return given.get(name, "")[:LONGEST].strip()


def _several(given: Given, name: str) -> list[str]:
    """What a person lists in one field or in several."""
    return [word for text in given.getlist(name) for word in _BETWEEN.split(text[:LONGEST]) if word]
