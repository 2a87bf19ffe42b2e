"""Access tokens: JSON Web Tokens anywhere, other random text under a telling name.

JWT: three parts of base64url, the first a JSON object that names an algorithm (RFC 7519, RFC 7515 section 4.1.1).
What is inside the second part is looked at by decoding, not here.

>>> from tracker.traffic import Location
>>> token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJpZSJ9.c2lnbmF0dXJlLW5vdC1yZWFs"
>>> verdicts(Field(Location.JSON, "v", "v", token), None, None)[0].category.value
'auth_token'
"""

import binascii
import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_JWT = re.compile(r"(?<![\w-])(eyJ[\w-]{5,2000})\.(eyJ[\w-]{3,20000})\.([\w-]{0,2000})", re.ASCII)
_OPAQUE = re.compile(r"(?:(?:Bearer|Token|Basic)\s+)?[\w.~+/=:|-]{16,4096}", re.IGNORECASE | re.ASCII)
_LETTER_AND_DIGIT = re.compile(r"[A-Za-z][^\d]{0,200}\d|\d[^A-Za-z]{0,200}[A-Za-z]")


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for the first token."""
    value = field.value
    if "eyJ" in value:
        match = _JWT.search(value)
        if match and _names_an_algorithm(match.group(1)):
            token = match.group()
            return (Verdict(Category.AUTH_TOKEN, 0.9, "The value is a JSON Web Token.", token),)
    if (
        hint is Category.AUTH_TOKEN
        and len(value) < 5000
        and _OPAQUE.fullmatch(value.strip())
        and _LETTER_AND_DIGIT.search(value)
    ):
        return (Verdict(Category.AUTH_TOKEN, 0.8, "Name and value agree: a random token."),)
    return ()


def _names_an_algorithm(header: str) -> bool:
    try:
        decoded = binascii.a2b_base64(header.translate(_STANDARD) + "=" * (-len(header) % 4))
    except ValueError:
        return False
    return decoded.startswith(b"{") and b'"alg"' in decoded


_STANDARD = str.maketrans("-_", "+/")
