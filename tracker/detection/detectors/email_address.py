"""E-mail addresses, alone or inside longer text.

An address is a local part, `@` and a domain with at least one dot (RFC 5321 section 4.1.2, RFC 5322 section 3.4.1).
Both may hold letters of any script (RFC 6531); a domain may also travel as `xn--...` (RFC 5891). Of the characters
that a local part may hold, only those that addresses really have are taken: `/`, `=`, `?` and `&` delimit addresses
in URLs. What an `@` also stands for is left alone: credentials in a URL (RFC 3986 section 3.2.1), retina pictures,
versions of packages.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.FORM, "v", "v", "Marie.Dupont@shop.test"), None, None)[0].value
'Marie.Dupont@shop.test'
>>> verdicts(Field(Location.FORM, "v", "v", "to: marie%40b\u00fccher.example, now"), None, None)[0].value
'marie@b\u00fccher.example'
>>> verdicts(Field(Location.FORM, "v", "v", "https://key@host.example/logo@2x.png"), None, None)
()
"""

import re
from urllib.parse import unquote

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_MOST_SIGNS = 256
_MOST_ADDRESSES = 8
_SIGNS = (
    r"\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a3c-\u0a4d"
    r"\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e4e"
)
"""Vowels and tones that are written onto a letter: no letters by themselves, and none of `\\w`."""
_LOCAL_BACKWARDS = re.compile(rf"[\w{_SIGNS}+~'-](?:[\w{_SIGNS}.+~'-]{{0,63}}+)(?![\w{_SIGNS}.+~'-])")
_DOMAIN = re.compile(
    rf"(?:[^\W_](?:[\w{_SIGNS}-]{{0,61}}(?:[^\W_]|[{_SIGNS}]))?\.){{1,8}}"
    rf"(?:(?:[^\W\d_]|[{_SIGNS}]){{2,24}}|xn--[a-z0-9-]{{2,59}})(?![\w{_SIGNS}@-])",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"png|jpg|jpeg|gif|svg|webp|avif|ico|bmp|css|js|mjs|cjs|ts|tsx|jsx"
    r"|map|json|html|htm|php|aspx|xml|woff|woff2|ttf|mp4|webm|min|esm|umd|bundle"
)
_ENCODED = re.compile(r"%(?:25)*40")


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return one verdict for each different address, at most eight."""
    text = field.value
    if "@" not in text and not _ENCODED.search(text):
        return ()
    addresses = dict.fromkeys(_addresses(_decoded(text)))
    whole = text.strip()
    return tuple(
        Verdict(
            Category.EMAIL_ADDRESS,
            0.97 if address == whole else 0.9,
            "The value is an e-mail address." if address == whole else "The value holds an e-mail address.",
            address,
        )
        for address in addresses
    )


def _decoded(text: str) -> str:
    """Undo what is left of percent-encoding: `%40`, or `%2540` where it was applied twice."""
    for _ in range(2):
        if not _ENCODED.search(text):
            break
        text = unquote(text)
    return text


def _addresses(text: str) -> list[str]:
    found: list[str] = []
    at = text.find("@")
    for _ in range(_MOST_SIGNS):
        if at < 0 or len(found) == _MOST_ADDRESSES:
            break
        address = _address_around(text, at)
        if address:
            found.append(address)
        at = text.find("@", at + 1)
    return found


def _address_around(text: str, at: int) -> str | None:
    local = _LOCAL_BACKWARDS.match(text[max(0, at - 65) : at][::-1])
    domain = _DOMAIN.match(text, at + 1, at + 255)
    if not local or not domain or ".." in local.group():
        return None
    start = at - local.end()
    name = text[start:at].lstrip(".'")
    host = domain.group()
    if not name or _is_something_else(text, start, host):
        return None
    return f"{name}@{host}"


def _is_something_else(text: str, start: int, host: str) -> bool:
    labels = host.lower().split(".")
    if _FILES.fullmatch(labels[-1]) or all(label.isdecimal() for label in labels[:-1]):
        return True
    before = text[max(0, start - 80) : start]
    authority = before.rpartition("://")  # user or user:password of a URL
    return bool(authority[1]) and not set(authority[2]) & set("/?#&= ")
