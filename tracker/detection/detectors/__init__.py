"""What a value says by itself: one category of personal data is one module here.

Each module's docstring is its definition, its sources and its first test. Each has one function, `verdicts(field,
hint, country)`: `hint` is what the field's name or form says, `country` the person's (ISO 3166-1 alpha-2). It
refuses quickly what cannot be meant, and it looks at no more than the first 64 KiB. Random ids, moments, prices and
tokens against forgery are nobody's personal data: see `numbers`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from tracker.detection.detectors import (
    advertising_id,
    auth_token,
    bank_account,
    birth_date,
    card_number,
    coordinates,
    device_id,
    driving_licence,
    email_address,
    ip_address,
    language,
    national_id,
    page_visited,
    passport_number,
    phone_number,
    screen_size,
    time_zone,
    user_agent,
)
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

__all__ = ["DETECTORS", "value_verdicts"]

type Detector = Callable[[Field, Category | None, str | None], tuple[Verdict, ...]]

DETECTORS: tuple[Detector, ...] = (
    email_address.verdicts,
    phone_number.verdicts,
    bank_account.verdicts,
    card_number.verdicts,
    national_id.verdicts,
    passport_number.verdicts,
    driving_licence.verdicts,
    ip_address.verdicts,
    coordinates.verdicts,
    advertising_id.verdicts,
    device_id.verdicts,
    auth_token.verdicts,
    page_visited.verdicts,
    user_agent.verdicts,
    language.verdicts,
    time_zone.verdicts,
    screen_size.verdicts,
    birth_date.verdicts,
)
_OF_DIGITS: tuple[Detector, ...] = (phone_number.verdicts, card_number.verdicts, national_id.verdicts)
_OF_LETTERS_AND_DIGITS: tuple[Detector, ...] = (
    national_id.verdicts,
    driving_licence.verdicts,
    screen_size.verdicts,
)
_OF_MARKS: tuple[tuple[str, tuple[Detector, ...]], ...] = (
    ("@", (email_address.verdicts, screen_size.verdicts)),
    ("%", (email_address.verdicts,)),
    ("+", (phone_number.verdicts,)),
    (".", (ip_address.verdicts, coordinates.verdicts)),
    (":", (ip_address.verdicts, device_id.verdicts)),
    ("-", (device_id.verdicts, advertising_id.verdicts)),
    ("/", (user_agent.verdicts, time_zone.verdicts)),
    ("://", (page_visited.verdicts,)),
    ("eyJ", (auth_token.verdicts,)),
    (";q=", (language.verdicts,)),
    ("<", (passport_number.verdicts,)),
    (" x ", (screen_size.verdicts,)),
    ("*", (screen_size.verdicts,)),
    ("\u00d7", (screen_size.verdicts,)),
)
_OF_GROUPED_DIGITS: tuple[Detector, ...] = (
    phone_number.verdicts,
    bank_account.verdicts,
    card_number.verdicts,
    national_id.verdicts,
)
_BITS = tuple((mark, 1 << place) for place, (mark, _) in enumerate(_OF_MARKS))
_GROUPED_DIGITS = 1 << len(_OF_MARKS)
_SEVEN_DIGITS = re.compile(r"\d(?:\W{0,2}\d){6}")
_NOBODYS = re.compile(r"-?\d{1,20}\.\d{1,20}|(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.,+Z-]{1,20})?")
_SHORTEST, _LONGEST = 6, 65_536
_LONGEST_CODE = 34  # an IBAN's
_LONGEST_NUMBER = 24  # the others'


def value_verdicts(field: Field, hint: Category | None, country: str | None) -> Iterator[Verdict]:
    """Yield what the field's value says. `page_visited` counts only where the field goes to a third party."""
    value = field.value
    if len(value) > _LONGEST:
        value = value[:_LONGEST]
        field = field._replace(value=value)
    for detector in DETECTORS if hint is not None else _possible(value):
        yield from detector(field, hint, country)


def _possible(value: str) -> tuple[Detector, ...]:
    """Return the detectors that a value without a telling name is worth: none for words, fractions and random ids."""
    size = len(value)
    if size < _SHORTEST:
        return ()
    if not value.isalnum():
        return _worth_its_marks(value)
    if size > _LONGEST_CODE or value.isalpha():
        return ()
    if value.isdigit():
        return _OF_DIGITS
    found = _OF_LETTERS_AND_DIGITS if size <= _LONGEST_NUMBER else ()
    begins_as_account = not value.isascii() or (value[:2].isalpha() and value[2:4].isdigit())
    return (bank_account.verdicts, *found) if begins_as_account else found


def _worth_its_marks(value: str) -> tuple[Detector, ...]:
    bits = 0
    for mark, bit in _BITS:
        if mark in value:
            bits |= bit
    if _SEVEN_DIGITS.search(value):
        bits |= _GROUPED_DIGITS
    return _of_bits(bits) if bits and not _NOBODYS.fullmatch(value) else ()


@cache
def _of_bits(bits: int) -> tuple[Detector, ...]:
    wanted = {detector for place, (_, detectors) in enumerate(_OF_MARKS) if bits & 1 << place for detector in detectors}
    if bits & _GROUPED_DIGITS:
        wanted.update(_OF_GROUPED_DIGITS)
    return tuple(detector for detector in DETECTORS if detector in wanted)
