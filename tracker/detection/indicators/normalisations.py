"""The usual spellings of a value: what sites send of it, and what vendors ask them to make of it before hashing.

Sources for the rules:
- Meta, customer information parameters (developers.facebook.com/docs/marketing-api/conversions-api/parameters/
  customer-information-parameters): lower case; phone numbers as digits with country code; names and cities without
  punctuation, cities without spaces; dates of birth as YYYYMMDD; the first five digits of US postal codes.
- Google, enhanced conversions (developers.google.com/google-ads/api/docs/conversions/enhanced-conversions/web):
  trimmed, lower case, phone numbers in E.164, no dots before `@gmail.com`, tags dropped.
- TikTok, advanced matching (business-api.tiktok.com/portal/docs): phone numbers in E.164, with or without the plus.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tracker.detection.indicators.dates import date_spellings
from tracker.detection.indicators.phones import phone_spellings
from tracker.detection.indicators.spelling import Spelling
from tracker.profile import Value
from tracker.taxonomy import IDENTIFIERS, Category

_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_NOT_WORD = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


class _Form(NamedTuple):
    """One way to spell: its function, and the words that tell of it."""

    function: Callable[[str], str]
    words: str


def spellings(value: Value, country: str | None) -> tuple[Spelling, ...]:
    """Return the value's distinct spellings, the most usual first."""
    found = dict[str, str]()
    for spelling in _listed(value, country):
        if spelling.text.strip():
            found.setdefault(spelling.text, spelling.words)
    return tuple(Spelling(text, words) for text, words in found.items())


def _listed(value: Value, country: str | None) -> Iterator[Spelling]:
    text, category = value.value, value.category
    for form in _CASES:
        yield Spelling(form.function(text), form.words)
    if category is Category.PHONE_NUMBER:
        yield from phone_spellings(text, country)
    elif category is Category.BIRTH_DATE:
        yield from date_spellings(text, country)
    for form in _FORMS.get(category, ()):
        yield Spelling(form.function(text), form.words)


def without_accents(text: str) -> str:
    """Return the text with plain letters: `é` as `e`, `ø` as `o`, `ß` as `ss`."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
)


def _words_joined(joint: str) -> Callable[[str], str]:
    return lambda text: _NOT_WORD.sub(joint, text.lower()).strip(joint)


def _plain_joined(joint: str) -> Callable[[str], str]:
    return lambda text: _NOT_WORD.sub(joint, without_accents(text.lower())).strip(joint)


def _turned(joint: str) -> Callable[[str], str]:
    """The last word first: `Dupont, Marie`."""

    def turned(text: str) -> str:
        first, _, last = text.rpartition(" ")
        return f"{last}{joint}{first}" if first else ""

    return turned


def _gmail(text: str) -> str:
    """Google's spelling of its own addresses: `Ma.Rie+news@googlemail.com` is `marie@gmail.com`."""
    name, _, domain = _untagged(text).rpartition("@")
    return f"{name.replace('.', '')}@gmail.com" if domain in _GMAIL else ""


def _gmail_with_tag(text: str) -> str:
    name, _, domain = text.lower().rpartition("@")
    return f"{name.replace('.', '')}@{domain}" if domain in _GMAIL else ""


def _undotted(text: str) -> str:
    """The rule that Google's guide states for every domain, though its samples keep to Gmail."""
    name, _, domain = _untagged(text).rpartition("@")
    return f"{name.replace('.', '')}@{domain}"


def _untagged(text: str) -> str:
    name, _, domain = text.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _grouped(joint: str) -> Callable[[str], str]:
    def grouped(text: str) -> str:
        compact = _NOT_WORD.sub("", text)
        return joint.join(compact[start : start + 4] for start in range(0, len(compact), 4))

    return grouped


def _compact(text: str) -> str:
    return _NOT_WORD.sub("", text)


def _five_digits(text: str) -> str:
    """A US postal code without its extension."""
    return text[:5] if re.fullmatch(r"\d{5}-\d{4}", text) else ""


_CASES = (
    _Form(str, ""),
    _Form(str.lower, "in lower case"),
    _Form(str.upper, "in upper case"),
)
_EMAIL = (
    _Form(_untagged, "in lower case, without its tag"),
    _Form(_gmail, "in Google's spelling"),
    _Form(_gmail_with_tag, "in lower case, without dots"),
    _Form(_undotted, "in lower case, without dots and tag"),
)
_NAME = (
    _Form(lambda text: without_accents(text.lower()), "in lower case, without accents"),
    _Form(_words_joined(""), "in lower case, without punctuation and spaces"),
    _Form(_plain_joined(""), "in lower case, without accents, punctuation and spaces"),
    _Form(_words_joined(" "), "in lower case, with spaces for punctuation"),
    _Form(_plain_joined(" "), "in lower case, without accents, with spaces for punctuation"),
    _Form(_plain_joined("-"), "in lower case, without accents, joined by hyphens"),
    _Form(without_accents, "without accents"),
    _Form(lambda text: without_accents(text.upper()), "in upper case, without accents"),
    _Form(str.title, "capitalised"),
)
_FULL_NAME = (
    *_NAME,
    _Form(_turned(" "), "with the last name first"),
    _Form(_turned(", "), "with the last name first"),
    _Form(_plain_joined("."), "in lower case, joined by dots"),
    _Form(_plain_joined("_"), "in lower case, joined by underscores"),
    _Form(lambda text: _turned(" ")(text).lower(), "in lower case, with the last name first"),
    _Form(lambda text: _plain_joined("")(_turned(" ")(text)), "in lower case, joined, with the last name first"),
)
_ADDRESS = (
    _Form(lambda text: _SPACES.sub(" ", text.lower().replace(",", " ")), "in lower case, without commas"),
    *_NAME,
)
_NUMBER = (
    _Form(lambda text: _compact(text).upper(), "without spaces and punctuation"),
    _Form(lambda text: _compact(text).lower(), "in lower case, without spaces and punctuation"),
)
_ACCOUNT = (*_NUMBER, _Form(_grouped(" "), "in groups of four"), _Form(_grouped("-"), "in groups of four"))
_FORMS: dict[Category, tuple[_Form, ...]] = {
    Category.EMAIL_ADDRESS: _EMAIL,
    **dict.fromkeys((Category.FIRST_NAME, Category.MIDDLE_NAME, Category.LAST_NAME), _NAME),
    **dict.fromkeys((Category.FULL_NAME, Category.CARD_HOLDER), _FULL_NAME),
    **dict.fromkeys((Category.CITY, Category.REGION, Category.COUNTRY), _NAME),
    **dict.fromkeys((Category.ORGANIZATION, Category.JOB_TITLE), _NAME),
    Category.POSTAL_ADDRESS: _ADDRESS,
    Category.POSTAL_CODE: (*_NUMBER, _Form(_five_digits, "without its extension")),
    Category.GENDER: (
        _Form(lambda text: text[:1].lower(), "as one letter"),
        _Form(lambda text: text[:1].upper(), "as one letter"),
    ),
    **dict.fromkeys((Category.NATIONAL_ID, Category.TAX_ID, Category.PASSPORT_NUMBER), _NUMBER),
    Category.DRIVING_LICENCE: _NUMBER,
    **dict.fromkeys((Category.BANK_ACCOUNT, Category.CARD_NUMBER), _ACCOUNT),
    **dict.fromkeys(IDENTIFIERS, _NUMBER),
}
