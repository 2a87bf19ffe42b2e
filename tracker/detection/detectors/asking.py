"""Which detectors a value is worth: by its length, its first character and the marks in it.

Words, fractions, moments and random ids are worth none, so that a value that was never seen before costs a microsecond
or two. What the field's name says adds the detectors of that category.
"""

import re
from collections.abc import Callable
from functools import cache

from tracker.detection.detectors import (
    advertising_id,
    auth_token,
    bank_account,
    biometric,
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
    token_claims,
    told_number,
    user_agent,
)
from tracker.detection.detectors.numbers import is_moment, may_be_a_persons
from tracker.detection.verdict import Verdict
from tracker.taxonomy import IDENTIFIERS, Category
from tracker.traffic import Field

type Detector = Callable[[Field, Category | None, str | None], tuple[Verdict, ...]]
type Detectors = tuple[Detector, ...]

DETECTORS: Detectors = (
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
    biometric.verdicts,
    token_claims.verdicts,
    told_number.verdicts,
)
_OF_CATEGORY: dict[Category, Detectors] = {
    Category.PHONE_NUMBER: (phone_number.verdicts,),
    Category.BANK_ACCOUNT: (bank_account.verdicts,),
    Category.CARD_NUMBER: (card_number.verdicts,),
    Category.NATIONAL_ID: (national_id.verdicts,),
    Category.TAX_ID: (national_id.verdicts,),
    Category.PASSPORT_NUMBER: (passport_number.verdicts,),
    Category.DRIVING_LICENCE: (driving_licence.verdicts,),
    Category.IP_ADDRESS: (ip_address.verdicts,),
    Category.COORDINATES: (coordinates.verdicts,),
    **dict.fromkeys(IDENTIFIERS, (advertising_id.verdicts,)),
    Category.DEVICE_ID: (advertising_id.verdicts, device_id.verdicts),
    Category.AUTH_TOKEN: (auth_token.verdicts,),
    Category.PAGE_VISITED: (page_visited.verdicts,),
    Category.LANGUAGE: (language.verdicts,),
    Category.TIME_ZONE: (time_zone.verdicts,),
    Category.SCREEN_SIZE: (screen_size.verdicts,),
    Category.BIRTH_DATE: (birth_date.verdicts,),
}
_OF_DIGITS: Detectors = (phone_number.verdicts, card_number.verdicts, national_id.verdicts)
_OF_FEW_DIGITS: Detectors = (phone_number.verdicts, national_id.verdicts)
_OF_LETTERS_AND_DIGITS: Detectors = (national_id.verdicts, driving_licence.verdicts, screen_size.verdicts)
_OF_MARKS: tuple[tuple[str, Detectors], ...] = (
    ("@", (email_address.verdicts, screen_size.verdicts)),
    ("%", (email_address.verdicts,)),
    ("+", (phone_number.verdicts,)),
    (":", (ip_address.verdicts,)),
    ("/", (user_agent.verdicts, time_zone.verdicts)),
    ("://", (page_visited.verdicts,)),
    ("eyJ", (auth_token.verdicts,)),
    (";q=", (language.verdicts,)),
    ("<", (passport_number.verdicts,)),
    (" x ", (screen_size.verdicts,)),
    ("*", (screen_size.verdicts,)),
    ("\u00d7", (screen_size.verdicts,)),
    ("\u00b0", (coordinates.verdicts,)),
    ("\u00ba", (coordinates.verdicts,)),
    ("geo:", (coordinates.verdicts,)),
)
_OF_SHAPES: tuple[Detectors, ...] = (
    (ip_address.verdicts,),  # four numbers
    (coordinates.verdicts,),  # a pair of fractions
    (phone_number.verdicts,),  # grouped digits and nothing else
    (national_id.verdicts, device_id.verdicts),  # short, with many digits
    (card_number.verdicts,),  # twelve digits
    (bank_account.verdicts,),  # two letters and many digits
    (told_number.verdicts,),  # words and some digits
    (device_id.verdicts,),  # as long as a MAC address
    (advertising_id.verdicts,),  # as long as a UUID with what it may stand in
)
_BITS = tuple((mark, 1 << place) for place, (mark, _) in enumerate(_OF_MARKS))
_FOUR_NUMBERS, _PAIR, _GROUPED, _SHORT, _TWELVE, _ACCOUNT, _TOLD, _MAC, _UUID = (
    1 << len(_OF_MARKS) + place for place in range(len(_OF_SHAPES))
)
_SEVEN_DIGITS = re.compile(r"(?<!\d)\d(?:[ ().+\-/\u00a0\u2009\u2011]{0,3}+\d){6}")
_TWELVE_DIGITS = re.compile(r"(?<![\w.+:/-])\d(?:[ -]?+\d){11}")
_THREE_DIGITS = re.compile(r"\d[ ./-]?+\d[ ./-]?+\d")
_BEGINS_AN_ACCOUNT = re.compile(r"[A-Za-z]{2} ?\d\d[ .-]?[A-Za-z0-9]")
_NOBODYS = re.compile(r"-?\d{1,20}\.\d{1,20}|(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.,+Z-]{1,20})?")
_BEGIN_NUMBERS = frozenset("0123456789+-([@ ")
_PREFIXES = ("geo:", "poin", "srid")
_SHORTEST = 6
_LONGEST_CODE = 34  # an IBAN's
_SHORTEST_TOLD = 9
_SHORTEST_CARD = 12
_LONGEST_PHONE = 40
_LONGEST_NUMBER = 24  # the others'
_SHORTEST_PAIR, _LONGEST_PAIR = 13, 120
_LENGTH_OF_MAC, _LENGTH_OF_UUID, _LONGEST_UUID = 17, 36, 45
_OF_UUID: Detectors = (advertising_id.verdicts,)
_OF_CLAIMS: Detectors = (token_claims.verdicts,)
_OF_RECORDS: Detectors = (biometric.verdicts,)
_SHORTEST_RECORD, _BEGINNING = 32, 10


def asked(field: Field, hint: Category | None) -> Detectors:
    """Return the detectors to ask, in their order."""
    possible = _possible(field)
    if field.encoding and field.encoding[-1] == "jwt":
        possible += _OF_CLAIMS
    return possible if hint is None else _with_those_of(possible, hint)


@cache
def _with_those_of(possible: Detectors, hint: Category) -> Detectors:
    wanted = {*possible, *_OF_CATEGORY.get(hint, ())}
    return tuple(detector for detector in DETECTORS if detector in wanted)


def _possible(field: Field) -> Detectors:
    """Return the detectors that a value is worth by its shape."""
    value = field.value
    size = len(value)
    if size < _SHORTEST:
        return ()
    if size >= _SHORTEST_RECORD and value[:_BEGINNING] in biometric.BEGINNINGS:
        return _OF_RECORDS
    if not value.isalnum():
        return _of_marked(value, size)
    if value.isdigit():
        return _of_digits(field, size)
    return () if size > _LONGEST_CODE or value.isalpha() else _of_code(value, size)


def _of_digits(field: Field, size: int) -> Detectors:
    if not may_be_a_persons(field) or is_moment(field.value):
        return ()
    return _OF_DIGITS if size >= _SHORTEST_CARD else _OF_FEW_DIGITS


def _of_code(value: str, size: int) -> Detectors:
    found = _OF_LETTERS_AND_DIGITS if size <= _LONGEST_NUMBER else ()
    begins_as_account = not value.isascii() or (value[:2].isalpha() and value[2:4].isdigit())
    return (bank_account.verdicts, *found) if begins_as_account else found


def _of_marked(value: str, size: int) -> Detectors:
    if size == _LENGTH_OF_UUID and value[8] == value[13] == value[18] == value[23] == "-":
        return _OF_UUID
    if value.replace(" ", "").isalpha() or ("_" in value and value.replace("_", "").isalnum()):
        return ()
    bits = 0
    for mark, bit in _BITS:
        if mark in value:
            bits |= bit
    if value[:4] == "http" and " " not in value:
        return _of_bits(bits & _IN_ADDRESSES)
    if value[0] == "/":
        bits &= ~_SLASH
    elif value[0] in _BEGIN_NUMBERS or value[:4].lower() in _PREFIXES:
        if _NOBODYS.fullmatch(value):
            return ()
        bits |= _numeric(value, size)
    return _of_bits(bits | _sized(size) | _digital(value, size))


def _sized(size: int) -> int:
    return _MAC if size == _LENGTH_OF_MAC else _UUID if _LENGTH_OF_UUID <= size <= _LONGEST_UUID else 0


def _numeric(value: str, size: int) -> int:
    dots = value.count(".")
    bits = _FOUR_NUMBERS if dots >= 3 else 0
    return bits | _PAIR if dots in (2, 3) and _SHORTEST_PAIR <= size <= _LONGEST_PAIR else bits


def _digital(value: str, size: int) -> int:
    if not _THREE_DIGITS.search(value):
        return 0
    has_words = size >= _SHORTEST_TOLD and (" " in value or ":" in value) and not value.startswith("Mozilla/")
    bits = _TOLD if has_words else 0
    return bits | _many_digits(value, size) if _SEVEN_DIGITS.search(value) else bits


def _many_digits(value: str, size: int) -> int:
    bits = _GROUPED if size <= _LONGEST_PHONE and value[0] in _BEGIN_NUMBERS else 0
    if size <= _LONGEST_NUMBER:
        bits |= _SHORT
    if _TWELVE_DIGITS.search(value):
        bits |= _TWELVE
    is_account = _BEGINS_AN_ACCOUNT.search(value) or bank_account.GROUPINGS.fullmatch(value.strip())
    return bits | _ACCOUNT if is_account else bits


@cache
def _of_bits(bits: int) -> Detectors:
    kinds = (*(detectors for _, detectors in _OF_MARKS), *_OF_SHAPES)
    wanted = {detector for place, detectors in enumerate(kinds) if bits & 1 << place for detector in detectors}
    return tuple(detector for detector in DETECTORS if detector in wanted)


_MARKS_OF_ADDRESSES = ("@", "%", "+", "://", "eyJ")
_SLASH = next(bit for mark, bit in _BITS if mark == "/")
_IN_ADDRESSES = sum(bit for mark, bit in _BITS if mark in _MARKS_OF_ADDRESSES)
"""What a page's address may hold beside a page: `fields` opens its query anyway."""
