"""Values that stand in for the person's: of the same shape, valid for their category, and nobody's.

Sources of what is nobody's: RFC 2606 and 6761 (`.invalid`), RFC 5737 and 3849 (addresses for documentation), the
numbers that regulators keep for films and books (Arcep decision 2018-0881, Ofcom, NANPA 555-0100 to 0199, the
Bundesnetzagentur), the card numbers that payment providers publish for tests.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b
from urllib.parse import urlsplit

from tracker.taxonomy import Category

_UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
_DIGITS = re.compile(r"\d+")
_HEXADECIMAL = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_LONGEST = 4096  # characters of a value that are looked at one by one
_PHONES = {  # calling code: the digits after it, where those marked with x are free
    "33": ("63998xxxx", "19900xxxx"),
    "44": ("7700900xxx", "2079460xxx"),
    "49": ("17139200xx", "3023125xxx"),
    "1": ("20255501xx",),
}
_CARDS = {16: "4111111111111111", 15: "378282246310005", 14: "30569309025904"}
_FIRST_NAMES = ("Alex", "Charlie", "Kim", "Robin", "Sam", "Sasha")
_LAST_NAMES = ("Doe", "Roe", "Smith", "Stone", "Wood")
_CONSTANT = {
    Category.LANGUAGE: "en",
    Category.TIME_ZONE: "UTC",
    Category.USER_AGENT: "Mozilla/5.0",
    Category.GENDER: "x",
    Category.COUNTRY: "XX",
    Category.NATIONALITY: "XX",
}


class Chance:
    """Numbers that look like chance, and are the same for the same key, category and value."""

    def __init__(self, key: bytes, category: Category, value: str) -> None:
        data = f"{category}\0{value}".encode("utf-8", "surrogatepass")
        self._seed = blake2b(data, key=key[:64]).digest()
        self._numbers = self._stream()

    def _stream(self) -> Iterator[int]:
        block = self._seed
        while True:
            yield from block
            block = blake2b(block, key=self._seed).digest()

    def below(self, limit: int) -> int:
        """Return a number from 0 to below a limit that is far below 65536."""
        return (next(self._numbers) << 8 | next(self._numbers)) % limit

    def of(self, choices: str | tuple[str, ...]) -> str:
        """Return one of several."""
        return choices[self.below(len(choices))]


def stand_in(category: Category, value: str, key: bytes) -> str:
    """Return a value of the same shape that is nobody's; the same each time for the same value under one key.

    Who gives each rule and site a secret key of its own (64 bytes at most) makes them unlinkable. Never raises.
    """
    if _UUID.fullmatch(value):
        return "00000000-0000-0000-0000-000000000000"
    chance = Chance(key, category, value)
    made = _CONSTANT.get(category) or _SHAPES.get(category, _identifier)(value, chance)
    return made if made != value else _identifier(value, chance)


def _identifier(value: str, chance: Chance) -> str:
    """The same length, and for each character one of its kind."""
    is_hexadecimal = _HEXADECIMAL.fullmatch(value) is not None
    letters = "abcdef" if is_hexadecimal else "abcdefghijklmnopqrstuvwxyz"
    return "".join(_alike(sign, letters, chance, is_first=not at) for at, sign in enumerate(value[:_LONGEST]))


def _alike(sign: str, letters: str, chance: Chance, *, is_first: bool) -> str:
    if sign.isdecimal():
        return chance.of("123456789" if is_first else "0123456789")
    if sign.isupper():
        return chance.of(letters.upper())
    return chance.of(letters) if sign.isalpha() else sign


def _address(value: str, chance: Chance) -> str:
    local = value.partition("@")[0][:64]
    return "x" + "".join(chance.of("abcdefghijklmnopqrstuvwxyz") for _ in local[1:]) + "@example.invalid"


def _phone(value: str, chance: Chance) -> str:
    """A number of the same country that is kept for fiction, written as the value was."""
    digits = "".join(filter(str.isdecimal, value))
    is_abroad = value.strip().startswith(("+", "00"))
    number = digits.removeprefix("00") if is_abroad else digits
    code = next((code for code in _PHONES if number.startswith(code)), "") if is_abroad else _home(number)
    if not code:
        return _identifier(value, chance)
    free = chance.of(_PHONES[code])
    new = "".join(chance.of("0123456789") if digit == "x" else digit for digit in free)
    full = digits[: len(digits) - len(number)] + code + new if is_abroad else ("" if code == "1" else "0") + new
    return _in_place(value, full) if len(full) == len(digits) else ("+" + code + new)


def _home(digits: str) -> str:
    """The country of a number without its code, by the plans that are told apart by their length."""
    if digits.startswith("0"):
        return {10: "33", 11: "44"}.get(len(digits), "")
    return "1" if len(digits) == 10 else ""


def _in_place(value: str, digits: str) -> str:
    """Write other digits where a value has digits."""
    rest = iter(digits)
    return "".join(next(rest, "") if sign.isdecimal() else sign for sign in value)


def _card(value: str, chance: Chance) -> str:
    count = sum(map(str.isdecimal, value))
    return _in_place(value, _CARDS[count]) if count in _CARDS else _identifier(value, chance)


def _account(value: str, chance: Chance) -> str:
    """An IBAN of the same country and length whose check digits are right (ISO 13616); else the same alphabet."""
    compact = "".join(filter(str.isalnum, value)).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact):
        return _identifier(value, chance)
    rest = "0" * (len(compact) - 4)
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{rest}{compact[:2]}00")) % 97
    signs = iter(f"{compact[:2]}{check:02}{rest}")
    return "".join(next(signs, "") if sign.isalnum() else sign for sign in value)


def _network(value: str, chance: Chance) -> str:
    if ":" in value:
        return f"2001:db8::{chance.below(65535) + 1:x}"
    return f"192.0.2.{chance.below(254) + 1}"


def _date(value: str, _chance: Chance) -> str:
    return _DIGITS.sub(lambda run: "1970" if len(run[0]) == 4 else "01"[-len(run[0]) :].rjust(len(run[0]), "0"), value)


def _zeros(value: str, _chance: Chance) -> str:
    return _DIGITS.sub(lambda run: "0" * len(run[0]), value)


def _page(value: str, chance: Chance) -> str:
    """The site's front page: what a trimmed `Referer` says."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return _identifier(value, chance)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/" if parts.scheme and parts.netloc else "/"


def _named(names: tuple[str, ...], value: str, chance: Chance) -> str:
    name = chance.of(names)
    return name.upper() if value.isupper() and len(value) > 1 else name.lower() if value.islower() else name


def _full_name(value: str, chance: Chance) -> str:
    return f"{_named(_FIRST_NAMES, value, chance)} {_named(_LAST_NAMES, value, chance)}"


def _words(_value: str, _chance: Chance) -> str:
    return "Example"


def _screen(value: str, _chance: Chance) -> str:
    sizes = iter(("1920", "1080"))
    return _DIGITS.sub(lambda _: next(sizes, "24"), value)


_SHAPES: dict[Category, Callable[[str, Chance], str]] = {
    Category.EMAIL_ADDRESS: _address,
    Category.PHONE_NUMBER: _phone,
    Category.CARD_NUMBER: _card,
    Category.BANK_ACCOUNT: _account,
    Category.IP_ADDRESS: _network,
    Category.BIRTH_DATE: _date,
    Category.COORDINATES: _zeros,
    Category.POSTAL_CODE: _identifier,
    Category.PAGE_VISITED: _page,
    Category.SCREEN_SIZE: _screen,
    Category.FULL_NAME: _full_name,
    Category.CARD_HOLDER: _full_name,
    **dict.fromkeys((Category.FIRST_NAME, Category.MIDDLE_NAME), partial(_named, _FIRST_NAMES)),
    Category.LAST_NAME: partial(_named, _LAST_NAMES),
    **dict.fromkeys((Category.CITY, Category.REGION, Category.ORGANIZATION, Category.JOB_TITLE), _words),
    **dict.fromkeys((Category.SEARCH_QUERY, Category.MESSAGE, Category.TEXT), _words),
    Category.POSTAL_ADDRESS: _words,
}
