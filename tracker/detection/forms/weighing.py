"""One control's verdict, from `autocomplete`, type, labels and name, in this order of trust.

Two sources that say the same are surer together. A label may be long and a placeholder an example; a name may be
opaque; so no source is asked alone.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.detection.forms.choices import choices_verdict
from tracker.detection.forms.controls import Control
from tracker.detection.forms.cues import Cue, cues_in
from tracker.detection.names import autocomplete_verdict, label_verdict, name_verdict, name_words
from tracker.detection.verdict import Verdict
from tracker.taxonomy import TAXONOMY, Category, Group

_NEVER_PERSONAL = frozenset({"checkbox", "file", "range", "color"})
_OF_TYPE = {
    "email": (Category.EMAIL_ADDRESS, 0.95),
    "password": (Category.PASSWORD, 0.8),
    "tel": (Category.PHONE_NUMBER, 0.5),
    "search": (Category.SEARCH_QUERY, 0.6),
}
_TYPED_AS_PASSWORD = frozenset(
    {
        Category.CARD_SECURITY_CODE,
        Category.CARD_NUMBER,
        Category.ONE_TIME_CODE,
        Category.SECURITY_ANSWER,
        Category.NATIONAL_ID,
    }
)
_SHOWN_BY_SCRIPTS = ("data-label", "data-placeholder", "data-title", "floatinglabeltext")
_NAMED_BY_SCRIPTS = ("formcontrolname", "ng-model", "v-model", "data-name", "data-field", "data-testid", "data-qa")
_OTHER_NAME = 0.45
"""How far an id is believed where the name says something else: some pages begin each id with the form's own name."""
_LONG_WORD = 4
_EITHER = re.compile(r"[/,|(]|\s(?:or|ou|oder|o|of|eller|lub|или|nebo|vagy|sau|tai|veya)\s", re.IGNORECASE)
_SENT_TO = frozenset({Category.EMAIL_ADDRESS, Category.PHONE_NUMBER})
_MAX_BEFORE = 8
_LEAST = 0.44
_TO_BE_TYPED = frozenset({Category.USER_ID, Category.CLIENT_ID, Category.SESSION_ID})
"""Identifiers that nobody types: in a visible field such a name asks for a user name."""


_NOT_ASKED = frozenset(
    {Category.AUTH_TOKEN, Category.PURCHASE, Category.PAGE_VISITED, Category.IP_ADDRESS, Category.COORDINATES}
) | frozenset(category for category, term in TAXONOMY.items() if term.group in (Group.DEVICE, Group.IDENTIFIERS))
"""What browsers send and pages choose, but no form asks a person for, unless it says so in clear words."""


class Voice(NamedTuple):
    """What one source says, and how far it is believed (0 to 1)."""

    verdict: Verdict
    trust: float
    is_markup: bool = False  # a name or id, which nobody reads


def control_verdict(control: Control, language: str | None) -> Verdict | None:
    """Return what a control asks for, or None."""
    kind = control.type
    if kind in _NEVER_PERSONAL:
        return None
    heard = list(_voices(control, language))
    if kind == "password":
        return _as_password(heard)
    return _loudest([*_of_markup(control, kind), *heard] or list(_hints(control, language)))


def _of_markup(control: Control, kind: str) -> Iterator[Voice]:
    said = autocomplete_verdict(control.attributes.get("autocomplete", ""))
    if said and not (said.category is Category.PASSWORD or said.category is Category.ONE_TIME_CODE):
        yield Voice(said, 1.0)  # on other fields these two only keep browsers from filling in
    if kind in _OF_TYPE:
        category, confidence = _OF_TYPE[kind]
        yield Voice(Verdict(category, confidence, f"its type is “{kind}”"), 1.0)
    if control.choices and (chosen := choices_verdict(control.choices)):
        yield Voice(chosen, 1.0)


def _voices(control: Control, language: str | None) -> Iterator[Voice]:
    attributes = control.attributes
    if control.type == "radio":  # its label is that of one choice
        yield from _label_says(control.legend, language, 0.9)
    else:
        yield from _words_say(control, language)
    named = name_verdict(attributes.get("name", ""))
    if named:
        yield Voice(_as_typed(named), 1.0, is_markup=True)
    by_id = name_verdict(attributes.get("id", ""))
    if by_id:
        trust = 0.8 if named or not (control.labels and _has_long_word(attributes.get("name", ""))) else _OTHER_NAME
        yield Voice(_as_typed(by_id), trust, is_markup=True)


def _has_long_word(name: str) -> bool:
    return any(len(word) >= _LONG_WORD and word.isalpha() for word in name_words(name))


def _words_say(control: Control, language: str | None) -> Iterator[Voice]:
    attributes = control.attributes
    labels = (*control.labels, attributes.get("aria-label", ""), attributes.get("label", ""), control.header)
    for text in labels:
        yield from _label_says(text, language, 1.0)
    yield from _label_says(attributes.get("placeholder", ""), language, 0.9)
    yield from _label_says(attributes.get("title", ""), language, 0.7)
    if not any(labels):
        yield from _text_before_says(control.before, language)


def _hints(control: Control, language: str | None) -> Iterator[Voice]:
    """What says something where nothing better does: descriptions, and names that only scripts read."""
    attributes = control.attributes
    for text in (*control.described, *(attributes.get(key, "") for key in _SHOWN_BY_SCRIPTS)):
        yield from _label_says(text, language, 0.6)
    for key in _NAMED_BY_SCRIPTS:
        verdict = name_verdict(attributes.get(key, ""))
        if verdict:
            yield Voice(_as_typed(verdict), 0.8, is_markup=True)
    if attributes.get("inputmode", "").lower() == "email":
        yield Voice(Verdict(Category.EMAIL_ADDRESS, 0.7, "its input mode is “email”"), 1.0)


def _label_says(text: str, language: str | None, trust: float) -> Iterator[Voice]:
    text = text if text.isascii() else text[:_MAX_LABEL]  # words without spaces between them take long to find
    verdict = label_verdict(text, language) if text else None
    if verdict and verdict.category is Category.PHONE_NUMBER:
        verdict = _or_email(text, language) or verdict
    if verdict and verdict.category in _SENT_TO and Cue.CODE in cues_in(text):
        verdict = Verdict(Category.ONE_TIME_CODE, 0.9, "its label asks for a code that was sent to the person")
    if verdict:
        yield Voice(_as_typed(verdict), trust)


def _or_email(text: str, language: str | None) -> Verdict | None:
    """Where a phone number or an e-mail address will do, most people give the address."""
    return read_as(Category.EMAIL_ADDRESS, text, language)


def read_as(category: Category, text: str, language: str | None) -> Verdict | None:
    """Return what one of the alternatives in a label says, where it says that category."""
    parts = _EITHER.split(text[:_MAX_LABEL], 3)
    read = (label_verdict(part.strip(), language) for part in (parts if len(parts) > 1 else ()))
    return next((verdict for verdict in read if verdict and verdict.category is category), None)


_MAX_LABEL = 100


def _text_before_says(fragments: tuple[str, ...], language: str | None) -> Iterator[Voice]:
    """The nearest text that says anything; sentences are about something else, complaints about the field before."""
    for text, trust in zip(reversed(fragments), (0.8, 0.7, 0.5), strict=False):
        if len(text.split()) > _MAX_BEFORE or Cue.COMPLAINT in cues_in(text):
            continue
        found = list(_label_says(text, language, trust))
        if found:
            yield from found
            return


def _as_typed(verdict: Verdict) -> Verdict:
    return verdict._replace(category=Category.USERNAME) if verdict.category in _TO_BE_TYPED else verdict


def _as_password(heard: list[Voice]) -> Verdict:
    for voice in heard:
        if voice.verdict.category in _TYPED_AS_PASSWORD and voice.verdict.confidence >= 0.7:
            return voice.verdict
    return Verdict(Category.PASSWORD, 0.95, "its type is “password”")


def _loudest(heard: list[Voice]) -> Verdict | None:
    """The category that the voices together speak for most: doubts multiply. It is as sure as different words make it:
    a label and a placeholder with the same word, or a name and an id, speak twice and are one witness.
    """
    voices = _without_login_names(heard)
    doubts = _doubts(voices)
    if not doubts:
        return None
    category = min(doubts, key=lambda each: doubts[each])
    if 1 - doubts[category] < (0.85 if category in _NOT_ASKED else _LEAST):
        return None
    confidence = 1 - _doubts(_different(voices))[category]
    reasoning = next(voice.verdict.reasoning for voice in heard if voice.verdict.category is category)
    return Verdict(category, round(min(confidence, 0.99), 2), reasoning)


def _doubts(voices: Iterable[Voice]) -> dict[Category, float]:
    doubts: dict[Category, float] = {}
    for voice in voices:
        category = voice.verdict.category
        doubts[category] = doubts.get(category, 1.0) * (1 - voice.verdict.confidence * voice.trust)
    return doubts


def _different(voices: list[Voice]) -> Iterable[Voice]:
    """Leave out who repeats another; the louder one counts."""
    ordered = sorted(voices, key=lambda voice: voice.verdict.confidence * voice.trust)
    return {(voice.verdict.category, voice.verdict.reasoning): voice for voice in ordered}.values()


def _without_login_names(heard: list[Voice]) -> list[Voice]:
    """Frameworks call whatever one logs in with `username`: what the person reads counts more."""
    if not any(voice.verdict.category is Category.EMAIL_ADDRESS and not voice.is_markup for voice in heard):
        return heard
    return [voice for voice in heard if not (voice.is_markup and voice.verdict.category is Category.USERNAME)]
