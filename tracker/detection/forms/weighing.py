"""One control's verdict, from `autocomplete`, type, labels and name, in this order of trust.

Two sources that say the same are surer together. A label may be long and a placeholder an example; a name may be
opaque; so no source is asked alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.detection.forms.layout import Control
from tracker.detection.names import autocomplete_verdict, label_verdict, name_verdict
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
    return _loudest([*_of_markup(control, kind), *heard])


def _of_markup(control: Control, kind: str) -> Iterator[Voice]:
    said = autocomplete_verdict(control.attributes.get("autocomplete", ""))
    if said and not (said.category is Category.PASSWORD or said.category is Category.ONE_TIME_CODE):
        yield Voice(said, 1.0)  # on other fields these two only keep browsers from filling in
    if kind in _OF_TYPE:
        category, confidence = _OF_TYPE[kind]
        yield Voice(Verdict(category, confidence, f"its type is “{kind}”"), 1.0)


def _voices(control: Control, language: str | None) -> Iterator[Voice]:
    attributes = control.attributes
    is_choice = control.type == "radio"
    labels = () if is_choice else (*control.labels, attributes.get("aria-label", ""))
    for text in labels:
        yield from _label_says(text, language, 1.0)
    if not is_choice:
        yield from _label_says(attributes.get("placeholder", ""), language, 0.9)
        yield from _label_says(attributes.get("title", ""), language, 0.7)
        if not any(labels):
            yield from _text_before_says(control.before, language)
    for key, trust in (("name", 1.0), ("id", 0.8)):
        verdict = name_verdict(attributes.get(key, ""))
        if verdict:
            yield Voice(_as_typed(verdict), trust, is_markup=True)


def _label_says(text: str, language: str | None, trust: float) -> Iterator[Voice]:
    verdict = label_verdict(text, language) if text else None
    if verdict:
        yield Voice(_as_typed(verdict), trust)


def _text_before_says(fragments: tuple[str, ...], language: str | None) -> Iterator[Voice]:
    """The nearest text that says anything; sentences are about something else."""
    for text, trust in zip(reversed(fragments), (0.8, 0.7, 0.5), strict=False):
        found = list(_label_says(text, language, trust)) if len(text.split()) <= _MAX_BEFORE else []
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
    """The category that the voices together speak for most: doubts multiply."""
    doubts: dict[Category, float] = {}
    for voice in _without_login_names(heard):
        category = voice.verdict.category
        doubts[category] = doubts.get(category, 1.0) * (1 - voice.verdict.confidence * voice.trust)
    if not doubts:
        return None
    category = min(doubts, key=lambda each: doubts[each])
    confidence = 1 - doubts[category]
    if confidence < (0.85 if category in _NOT_ASKED else _LEAST):
        return None
    reasoning = next(voice.verdict.reasoning for voice in heard if voice.verdict.category is category)
    return Verdict(category, round(min(confidence, 0.99), 2), reasoning)


def _without_login_names(heard: list[Voice]) -> list[Voice]:
    """Frameworks call whatever one logs in with `username`: what the person reads counts more."""
    if not any(voice.verdict.category is Category.EMAIL_ADDRESS and not voice.is_markup for voice in heard):
        return heard
    return [voice for voice in heard if not (voice.is_markup and voice.verdict.category is Category.USERNAME)]
