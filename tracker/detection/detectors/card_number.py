"""Payment card numbers: 12 to 19 digits under a known issuer's prefix, of a length that issuer uses, right by Luhn.

Definition: ISO/IEC 7812-1. Issuers' ranges: https://en.wikipedia.org/wiki/Payment_card_number and the networks' own
bulletins (Mastercard 2-series, Discover and UnionPay ranges). One in forty random runs of 16 digits passes all of
this, so that digits without separators and without a telling name count in what was written only, and never where
they name a key.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.FORM, "v", "v", "4012 8888 8888 1881"), None, None)[0].category.value
'card_number'
>>> verdicts(Field(Location.FORM, "v", "v", "4012 8888 8888 1882"), None, None)
()
"""

import re

from tracker.detection.detectors.numbers import is_moment, luhn, may_be_typed
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_MOST_CANDIDATES = 256
_MOST_CARDS = 4
_CANDIDATE = re.compile(r"(?<![\w.+:/-])\d(?:[ -]?\d){11,18}(?![\w-]|\.\d)")
_SPELT = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|3\d{3}([ -])\d{6}\2\d{4,5}")
_ISSUERS: tuple[tuple[int, int, int, tuple[int, ...]], ...] = (
    # first and last prefix, digits compared, lengths
    (4, 4, 1, (16, 13, 19)),  # Visa
    (51, 55, 2, (16,)),  # Mastercard
    (2221, 2720, 4, (16,)),
    (34, 34, 2, (15,)),  # American Express
    (37, 37, 2, (15,)),
    (300, 305, 3, (14, 16)),  # Diners Club
    (3095, 3095, 4, (14, 16)),
    (36, 36, 2, (14, 16)),
    (38, 39, 2, (14, 16)),
    (6011, 6011, 4, (16, 19)),  # Discover
    (644, 659, 3, (16, 19)),
    (3528, 3589, 4, (16, 19)),  # JCB
    (62, 62, 2, (16, 17, 18, 19)),  # UnionPay
    (2200, 2204, 4, (16,)),  # Mir
    (9792, 9792, 4, (16,)),  # Troy
    (5018, 5020, 4, (16, 12, 13, 14, 15, 18, 19)),  # Maestro, Dankort
    (5038, 5038, 4, (16, 12, 13, 14, 15, 18, 19)),
    (5893, 5893, 4, (16, 12, 13, 14, 15, 18, 19)),
    (6304, 6304, 4, (16, 18, 19)),
    (6759, 6763, 4, (16, 18, 19)),
    (6062, 6062, 4, (16,)),  # Hipercard
    (5067, 5067, 4, (16,)),  # Elo
    (508, 508, 3, (16,)),  # RuPay
    (60, 60, 2, (16,)),
    (81, 82, 2, (16,)),
    (5060, 5061, 4, (16, 18, 19)),  # Verve
    (6363, 6363, 4, (16,)),  # Elo
    (1, 1, 1, (15,)),  # UATP, of airlines
)
_LENGTHS = {
    prefix: lengths
    for low, high, compared, lengths in reversed(_ISSUERS)
    for prefix in range(low * 10 ** (4 - compared), (high + 1) * 10 ** (4 - compared))
}
_AIRLINES = "1"
_BARE_LENGTHS = (14, 15, 16)


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return one verdict for each different number, at most four."""
    found: dict[str, Verdict] = {}
    for _, match in zip(range(_MOST_CANDIDATES), _CANDIDATE.finditer(field.value), strict=False):
        verdict = _verdict(match.group(), field, hint)
        if verdict and verdict.value and len(found) < _MOST_CARDS:
            found[verdict.value] = verdict
    return tuple(found.values())


def _verdict(text: str, field: Field, hint: Category | None) -> Verdict | None:
    digits = text.replace(" ", "").replace("-", "")
    if not _is_card(digits):
        return None
    if hint is Category.CARD_NUMBER:
        return Verdict(Category.CARD_NUMBER, 0.98, "Name, issuer and check digit agree: a card number.", digits)
    if _SPELT.fullmatch(text):
        return Verdict(Category.CARD_NUMBER, 0.9, "Spelling, issuer and check digit agree: a card number.", digits)
    if digits[0] == _AIRLINES:  # as many other numbers begin
        return None
    if digits == text and len(digits) in _BARE_LENGTHS and hint is None and may_be_typed(field):
        return Verdict(Category.CARD_NUMBER, 0.6, "Issuer and check digit are those of a card number.", digits)
    return None


def _is_card(digits: str) -> bool:
    return (
        len(digits) in _LENGTHS.get(int(digits[:4]), ())
        and luhn(digits)
        and not is_moment(digits)
        and len(set(digits)) > 1
    )
