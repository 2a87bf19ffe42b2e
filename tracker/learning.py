"""Which of the values that a person submits in a form are theirs, and worth looking for elsewhere.

Contact and identity only, and what is distinct enough to prove something when it turns up elsewhere. Never: secrets,
credentials, cards and accounts, what was searched for or written, the special categories. National, tax, passport and
licence numbers are left out as well: they open doors, hardly ever travel on, and are told by their own shape when they
do; who wants them traced names them in the profile. Cities, postal codes, countries are everybody's.

Names, streets, dates of birth and user names count only beside an e-mail address, a phone number or a secret of the
same form: whoever looks somebody up in a directory gives none. A value in a field of somebody else's (`friend_email`)
is not the person's, nor is one of several different e-mail addresses in one form: which it is cannot be told. What is
typed as a secret as well is one, wherever else it stands.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tracker.detection.names import name_verdict
from tracker.detection.names.segmentation import levels_of, words_of
from tracker.disclosure import Finding, Method, Party
from tracker.normalisation import normalised
from tracker.profile import Value
from tracker.sites import Context
from tracker.taxonomy import SECRETS, Category
from tracker.traffic import Location

LEAST_CONFIDENCE = 0.8
MAX_LENGTH = 200  # characters
_TYPED = frozenset({Location.FORM, Location.MULTIPART, Location.JSON})
_TOLD_BY_VALUE = frozenset({Category.EMAIL_ADDRESS, Category.PHONE_NUMBER})
_LOGINS = _TOLD_BY_VALUE | {Category.USERNAME, Category.USER_ID}
"""What a field may be called where people log in with an address or a number: the value then says which it is."""
_LONG_WORD = 5
_QUOTED = re.compile("“([^”]*)”")
_ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]+\.[^@\s<>,;\".\d]{2,}")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(?:19|20)\d{6}")
_FIRST_DAY = re.compile(r"(?:.*\D)?0?1\D0?1(?:\D.*)?|\d{4}0101")  # what a form has where nobody chose
_HASH = re.compile(r"(?:[0-9a-fA-F]{8}){3,16}")


class Lesson(NamedTuple):
    """A value that the person gave (`value.origin`: on which site), and when."""

    value: Value
    time: datetime


def learnable(findings: Iterable[Finding], context: Context) -> tuple[Value, ...]:
    """Return the person's own values among what they submit to the site they are on. Never raises."""
    if context.party is not Party.FIRST or not context.site:
        return ()
    findings = tuple(findings)
    secrets = {finding.value.strip() for finding in findings if finding.category in SECRETS}
    given = [finding for finding in findings if _is_typed(finding) and finding.value.strip() not in secrets]
    values = [Value(finding.category, finding.value.strip(), context.site) for finding in given]
    values = [value for value in (*values, *_full_name(values)) if _is_distinct(value)]
    learnt = list(_without_rivals(values))
    if any(value.category in _TOLD_BY_VALUE for value in learnt) or any(map(_is_given_by_oneself, findings)):
        return tuple(learnt)
    return ()


def _is_given_by_oneself(finding: Finding) -> bool:
    """Whether people give such a thing of themselves alone: a secret, or how to reach them as the profile has it."""
    if finding.evidence.location not in _TYPED:
        return False
    is_own = finding.evidence.method is Method.PROFILE and finding.category in _TOLD_BY_VALUE
    return is_own or finding.category in SECRETS


def _is_typed(finding: Finding) -> bool:
    """Whether the person typed it into a field of their own. A link's query counts where a form has such a field."""
    found = finding.evidence
    if found.location not in _TYPED and not (found.location is Location.QUERY and found.method is Method.FORM):
        return False
    if found.confidence < LEAST_CONFIDENCE or found.encoding or not _is_named(finding):
        return False
    return not _is_of_others(found.path, found.reasoning)


def _is_named(finding: Finding) -> bool:
    """Whether the form or the field's name speaks of it, not the value alone."""
    found = finding.evidence
    if found.method is not Method.VALUE or finding.category not in _TOLD_BY_VALUE:
        return found.method in {Method.FORM, Method.NAME}
    named = name_verdict(found.path)
    return named is not None and named.category in _LOGINS


@lru_cache(4096)
def _is_of_others(path: str, reasoning: str) -> bool:
    """Whether the names down to the field, or the phrase that told what it is, speak of somebody else."""
    words = [word for level in levels_of(path) for word in level]
    words += [word for phrase in _QUOTED.findall(reasoning) for word in words_of(phrase)]
    known = _words()
    return any(word in known.others or word.startswith(known.long_others) for word in words)


class _Words(NamedTuple):
    others: frozenset[str]
    long_others: tuple[str, ...]
    nobody: frozenset[str]


@cache
def _words() -> _Words:
    text = (files("tracker") / "data" / "learning" / "words.toml").read_text(encoding="utf-8")
    known = tomllib.loads(text)
    others = frozenset(word for listed in known["others"].values() for word in listed)
    long_others = tuple(sorted(word for word in others if len(word) >= _LONG_WORD))
    nobody = frozenset(word for listed in known["nobody"].values() for word in listed)
    return _Words(others, long_others, nobody)


def _full_name(values: list[Value]) -> Iterable[Value]:
    """First and last name of one form, where there is one of each, are a full name: it proves more than they do."""
    firsts = {value.value for value in values if value.category is Category.FIRST_NAME}
    lasts = {value.value for value in values if value.category is Category.LAST_NAME}
    if len(firsts) == len(lasts) == 1 and not any(value.category is Category.FULL_NAME for value in values):
        yield Value(Category.FULL_NAME, f"{firsts.pop()} {lasts.pop()}", values[0].origin)


def _without_rivals(values: list[Value]) -> Iterable[Value]:
    """Leave out categories with several different values, and repetitions."""
    spelt: dict[Category, dict[str, Value]] = {}
    for value in values:
        spelt.setdefault(value.category, {}).setdefault(normalised(value.category, value.value), value)
    return (next(iter(group.values())) for group in spelt.values() if len(group) == 1)


def _is_distinct(value: Value) -> bool:
    """Whether hardly anybody else's value is the same, so that meeting it elsewhere means something."""
    rule, text = _RULES.get(value.category), value.value
    return bool(rule and len(text) <= MAX_LENGTH and text.isprintable() and not _HASH.fullmatch(text) and rule(text))


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None and text.partition("@")[0].casefold() not in _words().nobody


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return 8 <= digits <= 15 and not any(map(str.isalpha, text)) and len({c for c in text if c.isdigit()}) > 2


def _is_full_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and _letters(text) >= 7 and _is_name(text)


def _is_rare_name(text: str) -> bool:
    return _letters(text) >= 8 and len(text.split()) <= 2 and _is_name(text)


def _is_name(text: str) -> bool:
    words = normalised(Category.FULL_NAME, text).split()
    return not any(map(str.isdigit, text)) and "@" not in text and _words().nobody.isdisjoint([*words, "".join(words)])


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_street(text: str) -> bool:
    return len(text) >= 8 and _letters(text) >= 5 and any(map(str.isdigit, text)) and "@" not in text


def _is_birth_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None and not _FIRST_DAY.fullmatch(text)


def _is_username(text: str) -> bool:
    is_word = text.isalpha()
    return (
        (8 if is_word else 6) <= len(text) <= 40
        and not any(map(str.isspace, text))
        and _letters(text) >= 3
        and "@" not in text
        and text.casefold().strip("0123456789_-.") not in _words().nobody
    )


_RULES: dict[Category, Callable[[str], bool]] = {
    Category.EMAIL_ADDRESS: _is_address,
    Category.PHONE_NUMBER: _is_phone,
    Category.FULL_NAME: _is_full_name,
    Category.FIRST_NAME: _is_rare_name,
    Category.LAST_NAME: _is_rare_name,
    Category.POSTAL_ADDRESS: _is_street,
    Category.BIRTH_DATE: _is_birth_date,
    Category.USERNAME: _is_username,
}
