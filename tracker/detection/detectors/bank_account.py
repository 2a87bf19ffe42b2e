"""Bank accounts: IBAN anywhere, national account numbers where the name says so.

IBAN: two letters of the country, two check digits (ISO 7064 mod 97-10), an account number of that country's
structure. Definition: ISO 13616, registry at https://www.swift.com/standards/data-standards/iban; structures by
python-stdnum. National numbers have weaker check digits and count only under a telling name: Argentina, Czechia,
Norway, New Zealand, Spain.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.FORM, "v", "v", "pay to FR14 2004 1010 0505 0001 3M02 606 soon"), None, None)[0].value
'FR1420041010050500013M02606'
>>> verdicts(Field(Location.FORM, "v", "v", "FR14 2004 1010 0505 0001 3M02 607"), None, None)
()
"""

import importlib
import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_MOST_CANDIDATES = 64
_MOST_ACCOUNTS = 4
_START = re.compile(r"(?<![A-Za-z0-9_/+-])[A-Za-z]{2} ?\d\d(?=[ .-]?[A-Za-z0-9])")
_REST = re.compile(r"(?:[ .-]?[A-Za-z0-9]){11,30}")
_GAPS = re.compile(r"[ .-]")
_COUNTRIES = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "AO CV GW LY MZ PT ST",
    26: "DZ IR IS TR",
    27: "BI CF CG CM DJ FR GA GQ GR IT KM MC MG MR SM TD",
    28: "AL AZ BF BJ BY CI CY DO GT HN HU LB MA ML NE NI PL SN SV TG",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_LENGTHS = {country: length for length, countries in _COUNTRIES.items() for country in countries.split()}
_NATIONAL = ("ar.cbu", "cz.bankaccount", "es.ccc", "no.kontonr", "nz.bankaccount")


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return one verdict for each different account, at most four."""
    value = field.value
    if hint is Category.BANK_ACCOUNT and len(value) <= 40 and _is_national(value.strip()):
        return (Verdict(Category.BANK_ACCOUNT, 0.9, "Name and check digits agree: a bank account.", value.strip()),)
    found: dict[str, None] = {}
    for _, match in zip(range(_MOST_CANDIDATES), _START.finditer(value), strict=False):
        account = _iban_at(value, match.start(), match.end())
        if account and len(found) < _MOST_ACCOUNTS:
            found[account] = None
    words = "Country, length and check digits are those of an IBAN."
    return tuple(Verdict(Category.BANK_ACCOUNT, 0.95, words, account) for account in found)


def _iban_at(text: str, start: int, end: int) -> str | None:
    """Return the IBAN that begins there, compact and in upper case. Words may follow it."""
    length = _LENGTHS.get(text[start : start + 2].upper(), 0)
    rest = _REST.match(text, end, end + 60) if length else None
    if not rest:
        return None
    compact = _GAPS.sub("", text[start : rest.end()]).upper()
    if len(compact) < length or (len(compact) > length and not _ends_there(text, start, length)):
        return None
    candidate = compact[:length]
    return candidate if _is_iban(candidate) else None


def _ends_there(text: str, start: int, length: int) -> bool:
    """Whether a word ends after that many letters and digits."""
    position = start
    while length:
        length -= text[position].isalnum()
        position += 1
    return not text[position].isalnum()


def _is_iban(compact: str) -> bool:
    if int("".join(str(int(letter, 36)) for letter in compact[4:] + compact[:4])) % 97 != 1:
        return False
    from stdnum import iban

    return bool(iban.is_valid(compact))


def _is_national(text: str) -> bool:
    return any(importlib.import_module(f"stdnum.{name}").is_valid(text) for name in _NATIONAL)
