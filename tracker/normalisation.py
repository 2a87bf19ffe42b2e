"""One spelling for values that mean the same, so that they get the same fingerprint."""

import re
import unicodedata
from collections.abc import Callable

from tracker.taxonomy import Category

_SPACES = re.compile(r"\s+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")
_NOT_DIGIT = re.compile(r"[^0-9]+")


def normalised(category: Category, value: str) -> str:
    """Return the value in the spelling that its category compares by. Never raises; may return ''."""
    return _RULES.get(category, _trimmed)(value)


def _trimmed(value: str) -> str:
    return value.strip()


def _folded(value: str) -> str:
    """Lower case, one space between words: what an address or a language tag compares by."""
    return _SPACES.sub(" ", value.strip().casefold())


def _plain(value: str) -> str:
    """Lower case, without accents and punctuation: what a name compares by."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", value).casefold())
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return _SPACES.sub(" ", letters).strip()


def _compact(value: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", value.casefold())


def _phone(value: str) -> str:
    digits = _NOT_DIGIT.sub("", value)
    return digits.removeprefix("00")


_NAMES = (
    Category.FULL_NAME,
    Category.FIRST_NAME,
    Category.MIDDLE_NAME,
    Category.LAST_NAME,
    Category.CARD_HOLDER,
    Category.CITY,
    Category.POSTAL_ADDRESS,
    Category.REGION,
    Category.ORGANIZATION,
    Category.JOB_TITLE,
)
_NUMBERS = (
    Category.BANK_ACCOUNT,
    Category.NATIONAL_ID,
    Category.TAX_ID,
    Category.PASSPORT_NUMBER,
    Category.DRIVING_LICENCE,
    Category.POSTAL_CODE,
)
_RULES: dict[Category, Callable[[str], str]] = {
    Category.EMAIL_ADDRESS: _folded,
    Category.LANGUAGE: _folded,
    Category.SEARCH_QUERY: _folded,
    Category.GENDER: _folded,
    Category.COUNTRY: _folded,
    Category.PHONE_NUMBER: _phone,
    **dict.fromkeys(_NAMES, _plain),
    **dict.fromkeys(_NUMBERS, _compact),
}
