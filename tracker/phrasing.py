"""Sentences in the reader's language: the core writes them in English, and whoever shows them sets the language.

A sentence is a message with named parameters, `gettext("It hears from %(name)s.", name=name)`, made when it is shown
and never kept. By default the language is English; the dashboard sets the reader's for each request.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Voice:
    """English, as the messages stand. Another language overrides all of it."""

    def message(self, text: str) -> str:
        """Return a message in this language, its parameters not yet filled in."""
        return text

    def counted_message(self, one: str, many: str, count: int) -> str:
        """Return the form of a message that goes with a number."""
        return one if count == 1 else many

    def number(self, value: int) -> str:
        """Return `12,345`."""
        return f"{value:,}"

    def day(self, value: date) -> str:
        """Return `3 March 2026`."""
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"

    def retold(self, text: str) -> str:
        """Return a sentence that the ledger keeps, in this language as far as it is known there."""
        return text

    def masked(self, preview: str) -> str:
        """Return what is shown of a value: of a secret, its kind and length in words of this language."""
        return preview

    def country(self, code: str) -> str:
        """Return a country (ISO 3166-1) by its code: the core has no list of names."""
        return code


ENGLISH = Voice()
_VOICE: ContextVar[Voice] = ContextVar("voice", default=ENGLISH)


def voice() -> Voice:
    """Return the language of the moment."""
    return _VOICE.get()


def speak(spoken: Voice | None) -> None:
    """Have what follows said in this language; None: in English again."""
    _VOICE.set(spoken or ENGLISH)


@contextmanager
def speaking(spoken: Voice) -> Iterator[None]:
    """Have what is within said in this language."""
    before = _VOICE.set(spoken)
    try:
        yield
    finally:
        _VOICE.reset(before)


def message(text: str) -> str:
    """Return a text as it is, marked for the catalogues: it is said later, by `gettext` or `Words`."""
    return text


def gettext(text: str, /, **parameters: object) -> str:
    """Return a message in the language of the moment, with its parameters."""
    said = voice().message(text)
    return said % parameters if parameters else said


def ngettext(one: str, many: str, number: int, /, **parameters: object) -> str:
    """Return the form of a message that goes with a number, which is `%(count)s` in it, as the language writes it."""
    spoken = voice()
    return spoken.counted_message(one, many, number) % {"count": spoken.number(number), **parameters}


class Words[Key](Mapping[Key, str]):
    """Messages by what they name; each is said in the language of the moment. Write them with `message`."""

    def __init__(self, messages: Mapping[Key, str]) -> None:
        self.messages = messages
        """What is said, in English and with its parameters not filled in."""

    def __getitem__(self, key: Key) -> str:
        return gettext(self.messages[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self.messages)

    def __len__(self) -> int:
        return len(self.messages)

    def __hash__(self) -> int:
        return id(self)  # they are what pages are given by default


def listed(words: list[str], most: int = 3) -> str:
    """Return words as a person lists them: `a, b and 2 more`."""
    if len(words) > most:
        words = [*words[: most - 1], ngettext("%(count)s more", "%(count)s more", len(words) - most + 1)]
    if len(words) < 2:
        return "".join(words)
    return gettext("%(words)s and %(last)s", words=", ".join(words[:-1]), last=words[-1])


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]
