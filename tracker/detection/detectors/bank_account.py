"""Bank accounts: IBAN anywhere, national account numbers where the name says so.

IBAN: two letters of the country, two check digits (ISO 7064 mod 97-10), an account number of that country's
structure. Definition: ISO 13616, registry at https://www.swift.com/standards/data-standards/iban; structures by
python-stdnum. National numbers count anywhere where their grouping is their own and two checks agree (Spain, New
Zealand, Czechia, Norway), else under a telling name: also Argentina's CBU, Mexico's CLABE
(https://www.banxico.org.mx), American routing numbers (ABA), Indian IFSC (Reserve Bank of India), Australian BSB and
British sort codes with an account, Nigeria's NUBAN (ten digits, Central Bank of Nigeria).

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.FORM, "v", "v", "pay to FR14 2004 1010 0505 0001 3M02 606 soon"), None, None)[0].value
'FR1420041010050500013M02606'
>>> verdicts(Field(Location.FORM, "v", "v", "FR14 2004 1010 0505 0001 3M02 607"), None, None)
()
"""

import re

from tracker.detection.detectors.checks import passes
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
_NATIONAL = ("ar.cbu", "cz.bankaccount", "es.ccc", "no.kontonr", "nz.bankaccount", "us.rtn", "be.iban")
_OWN_GROUPING = (
    ("ar.cbu", "an Argentine", re.compile(r"\d{8} ?[ \u2013-] ?\d{14}")),
    ("es.ccc", "a Spanish", re.compile(r"\d{4}[ -]\d{4}[ -]\d\d[ -]\d{10}")),
    ("nz.bankaccount", "a New Zealand", re.compile(r"\d\d[ -]\d{4}[ -]\d{7}[ -]\d{2,3}")),
    ("cz.bankaccount", "a Czech", re.compile(r"\d{1,6}-\d{6,10}/\d{4}")),
    ("no.kontonr", "a Norwegian", re.compile(r"\d{4}\.\d\d\.\d{5}")),
)
GROUPINGS = re.compile("|".join(grouping.pattern for _, _, grouping in _OWN_GROUPING))
_BY_FORM = re.compile(
    r"[A-Z]{4}0[A-Z0-9]{6}"  # IFSC
    r"|\d{3}-?\d{3}[ /,:-]{1,3}\d{6,9}"  # BSB and account
    r"|\d\d[ -]?\d\d[ -]?\d\d[ /,:-]{1,3}\d{7,8}"  # sort code and account
    r"|\d{10}"  # NUBAN
)
_CLABE = re.compile(r"\d{18}")
_LONGEST_NATIONAL = 48


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return one verdict for each different account, at most four."""
    value = field.value
    if len(value) <= _LONGEST_NATIONAL and (found := _national(value.strip(), hint)):
        return (found,)
    accounts: dict[str, None] = {}
    for _, match in zip(range(_MOST_CANDIDATES), _START.finditer(value), strict=False):
        account = _iban_at(value, match.start(), match.end())
        if account and len(accounts) < _MOST_ACCOUNTS:
            accounts[account] = None
    words = "Country, length and check digits are those of an IBAN."
    return tuple(Verdict(Category.BANK_ACCOUNT, 0.95, words, account) for account in accounts)


def _national(text: str, hint: Category | None) -> Verdict | None:
    if hint is None:
        return _grouped(text)
    if hint is not Category.BANK_ACCOUNT:
        return None
    if any(passes(module, text) for module in _NATIONAL) or (_CLABE.fullmatch(text) and _is_clabe(text)):
        return Verdict(Category.BANK_ACCOUNT, 0.9, "Name and check digits agree: a bank account.", text)
    if _BY_FORM.fullmatch(text.upper()):
        return Verdict(Category.BANK_ACCOUNT, 0.8, "Name and form agree: a bank account.", text)
    return None


def _grouped(text: str) -> Verdict | None:
    for module, country, grouping in _OWN_GROUPING:
        if grouping.fullmatch(text) and passes(module, text):
            words = f"Grouping and check digits are those of {country} bank account."
            return Verdict(Category.BANK_ACCOUNT, 0.75, words, text)
    return None


def _is_clabe(digits: str) -> bool:
    """Whether the last of eighteen digits is right: weights 3, 7, 1, each product without its tens."""
    total = sum(int(digit) * (3, 7, 1)[place % 3] % 10 for place, digit in enumerate(digits[:17]))
    return (10 - total % 10) % 10 == int(digits[17])


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
    return passes("iban", compact)
