"""Stored sentences in the reader's language: a ledger keeps them in English, as detection wrote them.

A sentence is found by the messages that it was made of, and said again by their translation; what our data says (the
catalogue `knowledge`) is found as a whole. What is found by none is shown as it stands, marked as English.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale
from markupsafe import Markup, escape

from dashboard.languages import locale
from dashboard.sentences import CLAUSES, DRESSES, ERRORS, FAULTS, LENGTHS, LISTS, SPELLINGS
from tracker.belongings import yours
from tracker.phrasing import gettext, sentence, voice
from tracker.taxonomy import TAXONOMY, Category, Group

_LONGEST = 800  # characters of a text that is looked into
_MOST_PARTS = 12
_BREAK = re.compile(r"; |\. |\.$")
_AND = re.compile(r", | and ")
_PARAMETER = re.compile(r"%\((\w+)\)s")
_MESSAGES = tuple(sorted((*CLAUSES, *FAULTS, *ERRORS), key=len, reverse=True))  # the one that says most comes first
_LABELS = frozenset(term.label for term in TAXONOMY.values())
_OWN = {
    f"your {term.label.removeprefix('a ').removesuffix(' of yours')}": category
    for category, term in sorted(TAXONOMY.items(), key=lambda item: -len(item[1].label))
    if term.group is not Group.SPECIAL
}


class _Clause(NamedTuple):
    """A part of a text: its message and parameters (None: none was found), and whether a sentence begins with it."""

    text: str
    message: str | None
    parameters: dict[str, str]
    is_beginning: bool


def retold(text: str) -> Markup:
    """Return a stored sentence in the reader's language; what is not known stays English, and is marked so."""
    if locale().language == "en":
        return _isolated(text)
    return Markup("").join(_joined(_parsed(text[:_LONGEST], locale().language)))


def phrase(text: str) -> Markup:
    """Return a phrase of our data in the reader's language, with a capital; marked as English where it is not known."""
    told = gettext(text)
    if locale().language == "en" or told != text:
        return _isolated(sentence(told))
    return _english(sentence(text))


def preview(text: str) -> str:
    """Return what is shown of a value: a masked secret's kind and length in the reader's language, others as is."""
    label, comma, length = text.rpartition(", ")
    if comma and label in _LABELS and length in LENGTHS:
        return f"{gettext(label)}, {gettext(length)}"
    return text


def _joined(clauses: Sequence[_Clause]) -> Iterator[Markup]:
    for number, clause in enumerate(clauses):
        if number:
            yield escape(" " if clause.is_beginning else gettext("; "))
        yield _said(clause)
        if number + 1 == len(clauses) or clauses[number + 1].is_beginning:
            yield escape(".")


def _said(clause: _Clause) -> Markup:
    if clause.message is None:
        return _english(sentence(clause.text) if clause.is_beginning else clause.text)
    told = gettext(clause.message).removesuffix(".")
    filled = {name: _parameter(name, value) for name, value in clause.parameters.items()}
    return escape(sentence(told) if clause.is_beginning else told) % filled


def _parameter(name: str, value: str) -> Markup:
    if name == "label" and value in _LABELS:
        return escape(gettext(value))
    if name == "mine":
        return _mine(value)
    if name == "country":
        return escape(voice().country(value))
    if name == "language":
        return escape(_list_of_names(value, str(locale())))
    if name in {"does", "label"}:
        told = gettext(value)
        return _english(value) if told == value else escape(told)
    return _isolated(value)


@lru_cache(256)
def _list_of_names(text: str, manner: str) -> str:
    """The languages of a list of names, as they are called in the reader's; or what else it is of."""
    if text in LISTS:
        return gettext(text)
    names, codes = Locale.parse(manner).languages, _codes()
    return ", ".join(str(names.get(codes.get(one, ""), one)) for one in _AND.split(text))


@cache
def _codes() -> dict[str, str]:
    return {str(name): str(code) for code, name in Locale("en").languages.items()}


def _mine(text: str) -> Markup:
    """The person's own value, how it was spelt, and what hides it."""
    if (found := _found(text, DRESSES)) is not None:
        return escape(gettext(found[0])) % {name: _parameter(name, value) for name, value in found[1].items()}
    for own, category in _OWN.items():
        if text == own or text.startswith(f"{own} "):
            return Markup(", ").join([escape(yours(Category(category))), *_spelt(text[len(own) :].strip())])
    return _english(text)


def _spelt(words: str) -> Iterator[Markup]:
    pieces = [words] if words in SPELLINGS else words.split(", ")
    for piece in filter(None, pieces):
        yield escape(gettext(piece)) if piece in SPELLINGS else _english(piece)


@lru_cache(4096)
def _parsed(text: str, _language: str) -> tuple[_Clause, ...]:
    """A text's clauses, each the shortest that a message is found for; the same for every reader of a language."""
    clauses: list[_Clause] = []
    is_beginning = True
    while text and len(clauses) < _MOST_PARTS:
        clause, is_beginning_next, text = _first(text, is_beginning)
        clauses.append(clause)
        is_beginning = is_beginning_next
    return (*clauses, _Clause(text, None, {}, is_beginning)) if text else tuple(clauses)


def _first(text: str, is_beginning: bool) -> tuple[_Clause, bool, str]:
    breaks = [(match.start(), match.group(), match.end()) for match in _BREAK.finditer(text)][:_MOST_PARTS]
    for start, sign, end in breaks if is_beginning else ():
        if sign != "; " and (known := _known(text[:start])) is not None:
            return _Clause(text[:start], known, {}, is_beginning), True, text[end:]
    for start, sign, end in [*breaks, (len(text), "", len(text))]:
        if (found := _found(text[:start], _MESSAGES)) is not None:
            return _Clause(text[:start], *found, is_beginning), sign != "; ", text[end:]
    ends = [(start, sign, end) for start, sign, end in breaks if sign != "; "]
    start, sign, end = ends[0] if ends else (len(text), "", len(text))
    return _Clause(text[:start], None, {}, is_beginning), sign != "; ", text[end:]


def _known(clause: str) -> str | None:
    """A sentence of our data as it stands there, a name's small letter at its beginning: `mParticle's reference: …`."""
    spelt = f"{clause}."
    return next((one for one in (spelt, spelt[:1].lower() + spelt[1:]) if gettext(one) != one), None)


def _found(text: str, messages: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    for message in messages:
        head, tail = _ends(message)  # most fail by these, and a stranger's text is tried by every message
        if text.startswith(head, 1) and text.endswith(tail) and (match := _pattern(message).fullmatch(text)):
            return message, match.groupdict()
    return None


@cache
def _ends(message: str) -> tuple[str, str]:
    """What stands before the first parameter of a message, but for its first letter, and after the last one."""
    parts = _PARAMETER.split(message)
    return parts[0][1:], parts[-1] if len(parts) > 1 else ""


@cache
def _pattern(message: str) -> re.Pattern[str]:
    """What finds a message in a text, by a small or a capital letter at its beginning."""
    parts = _PARAMETER.split(message)
    made = "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile(f"(?i:{made[:1]}){made[1:]}" if made[:1].isalpha() else made, re.DOTALL)


def _isolated(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)


def _english(text: str) -> Markup:
    return Markup('<span lang="en"><bdi>{}</bdi></span>').format(text)
