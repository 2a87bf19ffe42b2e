"""Phone numbers, by the numbering plans that libphonenumber knows.

International: `+` (or `00`) and a country's code (ITU-T E.123, E.164). National: only where the person's country is
known, and without a telling name only in a spelling that nothing but a phone number has: with its trunk prefix or
grouped as that country groups it. One number has one spelling here, E.164, so that it is one datum wherever it goes.
Source of the plans: https://github.com/google/libphonenumber (Apache-2.0).

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.FORM, "v", "v", "+33 6 12 34 56 78"), None, None)[0].value
'+33612345678'
>>> verdicts(Field(Location.FORM, "v", "v", "06.12.34.56.78"), None, "FR")[0].value
'+33612345678'
>>> verdicts(Field(Location.FORM, "v", "v", "1613226782706"), None, "FR")
()
"""

import re
from functools import lru_cache

from tracker.detection.detectors.numbers import is_moment, may_be_a_persons
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_MOST_CANDIDATES = 64
_MOST_NUMBERS = 8
_GAP = "[ ().\\-/\u00a0\u2009\u2011]"
_INTERNATIONAL = re.compile(rf"(?<![\w+./=-])\+\(?[1-9](?:{_GAP}{{0,3}}\d){{5,14}}(?!\d)")
_ZEROS = re.compile(rf"(?:tel:)?00[1-9](?:{_GAP}{{0,3}}\d){{7,14}}")
_NATIONAL = re.compile(rf"\(?\d(?:{_GAP}{{0,3}}\d){{6,13}}")
_DATE = re.compile(r"(?:(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d)(?:\D.*)?")
_GROUPS = re.compile(r"\d+")
_NOT_DIGIT = re.compile(r"\D")
_BEGIN_ZEROS = ("0", "t")
_ZEROS_AND_NUMBER = 12  # digits that an international number has at least: few islands have shorter ones
_TRUNK_ZERO = 9  # digits that a bare number with its trunk zero has at least


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return one verdict for each different number, at most eight."""
    value = field.value
    found = _international(value) if "+" in value else ()
    if found or len(value) > 40:
        return found
    text = value.strip()
    is_named = hint is Category.PHONE_NUMBER
    if (
        text[:1] in _BEGIN_ZEROS
        and _ZEROS.fullmatch(text)
        and (is_named or (may_be_a_persons(field) and len(_digits(text)) >= _ZEROS_AND_NUMBER))
    ):
        return _verdict(_e164("+" + _digits(text)[2:], None), 0.75, "The value is an international phone number.")
    if is_named:
        return _named(text, country)
    if country and hint is None and may_be_a_persons(field):
        return _national(text, country)
    return ()


def _international(value: str) -> tuple[Verdict, ...]:
    found: dict[str, None] = {}
    whole = value.strip().removeprefix("tel:")
    for _, match in zip(range(_MOST_CANDIDATES), _INTERNATIONAL.finditer(value), strict=False):
        number = _e164(match.group(), None)
        if number:
            found[number] = None
    is_whole = len(found) == 1 and whole.startswith("+") and _INTERNATIONAL.fullmatch(whole) is not None
    words = (
        "The value is an international phone number." if is_whole else "The value holds an international phone number."
    )
    return tuple(
        Verdict(Category.PHONE_NUMBER, 0.95 if is_whole else 0.85, words, number)
        for number in list(found)[:_MOST_NUMBERS]
    )


def _named(text: str, country: str | None) -> tuple[Verdict, ...]:
    """A name says phone number: then any spelling that is valid will do."""
    if not _NATIONAL.fullmatch(text):
        return ()
    number = _e164(text, country) if country else None
    if number:
        return _verdict(number, 0.95, f"Name and value agree: a phone number as written in {country}.")
    number = _e164("+" + _digits(text), None)  # a form that lost the plus sign on its way
    return _verdict(number, 0.85, "Name and value agree: a phone number with its country's code.")


def _national(text: str, country: str) -> tuple[Verdict, ...]:
    if text.isdigit() and (text[0] != "0" or len(text) < _TRUNK_ZERO):
        return ()
    if not _NATIONAL.fullmatch(text) or _DATE.fullmatch(text) or is_moment(text):
        return ()
    if text.isdigit():
        number = _e164(text, country)
        return _verdict(number, 0.5, f"The value can be a phone number as written in {country}.")
    number = _e164(text, country)
    if number and _is_grouped(text, number, country):
        return _verdict(number, 0.7, f"The value is spelt as phone numbers are in {country}.")
    return ()


def _is_grouped(text: str, number: str, country: str) -> bool:
    """Whether the digits are grouped as the country does, or in pairs, or after the trunk prefix."""
    groups = _GROUPS.findall(text)
    if groups == _GROUPS.findall(_in_national_format(number)):
        return True
    if "." in text and len(groups) < 3:  # a decimal fraction
        return False
    return (
        groups[0][0] == "0" and groups[0] != "0" and len("".join(groups)) >= _TRUNK_ZERO and country not in ("US", "CA")
    )


def _digits(text: str) -> str:
    return _NOT_DIGIT.sub("", text)


def _verdict(number: str | None, confidence: float, words: str) -> tuple[Verdict, ...]:
    return (Verdict(Category.PHONE_NUMBER, confidence, words, number),) if number else ()


@lru_cache(2048)
def _e164(text: str, country: str | None) -> str | None:
    """Return a valid number in E.164, or None. The library is large: it is loaded with the first candidate."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(2048)
def _in_national_format(number: str) -> str:
    import phonenumbers

    return phonenumbers.format_number(phonenumbers.parse(number, None), phonenumbers.PhoneNumberFormat.NATIONAL)
