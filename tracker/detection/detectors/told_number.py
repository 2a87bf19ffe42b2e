"""Numbers that the words beside them tell: "my passport number is ...", "Meu CPF é ...".

Most official numbers look like any other; written in a message they come with their name. The names are data, in
`tracker/data/phrases/numbers.toml`; the number has to pass what it would under a field of that name. Only the phrase
appears in the reasoning.

>>> from tracker.traffic import Location
>>> found = verdicts(Field(Location.FORM, "v", "v", "Meu CPF \u00e9 390.533.447-05, obrigado"), None, None)
>>> [(verdict.category.value, verdict.value) for verdict in found]
[('tax_id', '390.533.447-05')]
>>> verdicts(Field(Location.FORM, "v", "v", "passport photos from 1234 on"), None, None)
()
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from tracker.detection.detectors import (
    bank_account,
    birth_date,
    device_id,
    driving_licence,
    national_id,
    passport_number,
)
from tracker.detection.verdict import Verdict
from tracker.taxonomy import TAXONOMY, Category
from tracker.traffic import Field

_CHECKS = {
    Category.PASSPORT_NUMBER: passport_number.verdicts,
    Category.DRIVING_LICENCE: driving_licence.verdicts,
    Category.NATIONAL_ID: national_id.verdicts,
    Category.TAX_ID: national_id.verdicts,
    Category.BANK_ACCOUNT: bank_account.verdicts,
    Category.DEVICE_ID: device_id.verdicts,
    Category.BIRTH_DATE: birth_date.verdicts,
}
_GROUP = r"[A-Za-z]{0,6}\d[A-Za-z0-9]{0,23}"
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_@/.-]){_GROUP}(?:[ ./:-](?:{_GROUP}|[A-Za-z](?![A-Za-z]))){{0,6}}(?![A-Za-z0-9_@])"
)
_FEWEST_DIGITS = 5
_CONFIDENCE = 0.75
_MOST_PHRASES = 16
_AFTER, _BEFORE = 56, 56  # characters
_LONGEST = 8192
_BREAK = re.compile(r"[?!\n\r]|(?<!nr)(?<!no)(?<!n\u00b0)\.\s", re.IGNORECASE)
_WITHOUT_SPACES = "\u2e80"
_SEPARATE = re.compile(r"[ ./:-]")


class Naming(NamedTuple):
    """What a phrase says of the number beside it."""

    phrase: str
    category: Category
    country: str | None


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for each number that a phrase beside it names."""
    text = field.value[:_LONGEST]
    plain = text.translate(_PLAIN).lower()  # as long as the text: places are the same
    found: dict[str, Verdict] = {}
    for naming, start, end in _namings(plain):
        for number in _beside(text, start, end):
            if number not in found and (verdict := _verdict(naming, number, field, country)):
                found[number] = verdict
                break
    return tuple(found.values())


def _namings(plain: str) -> Iterator[tuple[Naming, int, int]]:
    known, search = _known()
    for _, (index, start, end) in zip(range(_MOST_PHRASES), search.find_matches_as_indexes(plain), strict=False):
        if _is_apart(plain[start - 1 : start] + plain[start], plain[end - 1 : end + 1]):
            yield from ((naming, start, end) for naming in known[index])


def _is_apart(*edges: str) -> bool:
    """Whether no word goes on over an edge of the phrase. Scripts without spaces have no such edges."""
    return not any(len(edge) == 2 and edge.isalnum() and max(edge) < _WITHOUT_SPACES for edge in edges)


def _beside(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the number that follows in the same sentence, and the one that comes before."""
    after = _BREAK.split(text[end : end + _AFTER], 1)[0]
    if match := _NUMBER.search(after):
        yield from _spellings(match.group())
    before = _BREAK.split(text[max(0, start - _BEFORE) : start])[-1]
    if numbers := _NUMBER.findall(before):
        yield from _spellings(numbers[-1])


def _spellings(number: str) -> Iterator[str]:
    """Yield the whole run of groups, then its first group: another number may follow."""
    yield number
    first = _SEPARATE.split(number, maxsplit=1)[0]
    if first != number:
        yield first


def _verdict(naming: Naming, number: str, field: Field, country: str | None) -> Verdict | None:
    if sum(map(str.isdigit, number)) < _FEWEST_DIGITS:
        return None
    if naming.country:
        if not national_id.is_of(naming.country, number):
            return None
    elif not _CHECKS[naming.category](field._replace(value=number), naming.category, country):
        return None
    words = f"The words “{naming.phrase}” beside it name the number: {TAXONOMY[naming.category].label}."
    return Verdict(naming.category, _CONFIDENCE, words, number)


@cache
def _known() -> tuple[tuple[tuple[Naming, ...], ...], AhoCorasick]:
    """Return what each phrase names, and the search for all of them at once."""
    text = files("tracker.data.phrases").joinpath("numbers.toml").read_text(encoding="utf-8")
    listed: dict[str, tuple[Naming, ...]] = {}
    for entry in tomllib.loads(text)["number"]:
        for phrase in entry["phrases"]:
            naming = Naming(phrase, Category(entry["category"]), entry.get("country"))
            listed[phrase] = (*listed.get(phrase, ()), naming)
    return tuple(listed.values()), AhoCorasick(list(listed), matchkind=MatchKind.LeftmostLongest)


def _letter(code: int) -> str | None:
    """Return the letter below an accent."""
    first = unicodedata.normalize("NFKD", chr(code))[0]
    return first if first != chr(code) and first.isalpha() else None


_PLAIN = {code: letter for code in range(0xC0, 0x250) if (letter := _letter(code))}
"""One character for one, so that places stay the same."""
