"""By which parts one party's identifier is known again when another party gets it, and in which dresses.

I. Fouad et al., Missed by Filter Lists (PoPETs 2020), found identifiers passed on whole, in part and in Base64; S.
Englehardt et al., I never signed up for this! (PoPETs 2018), the hashes and encodings in which addresses travel.
Consents (TCF, GPP, US Privacy) are the same for many and travel everywhere: they are never an identifier.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import md5, sha1, sha256

from tracker.detection.cookies.chance import bits
from tracker.detection.cookies.parts import (
    BEGINNINGS_OF_JSON,
    CONSENT,
    DASHES_OF_UUID,
    LONGEST,
    PACKED,
    UUID,
    opened,
    pairs,
    plain,
    weighed_parts,
)

_TOKENS = re.compile(r"[^\s|&;,:!~#*\"'{}\[\]()<>=?%/]{8,}")
_BITS = 33.0
"""More chance is asked of them than of a cookie on its own: nothing else must look like them."""

_SHORTEST = 8
_MOST_TOKENS = 40
_MOST_TOKENS_SHARED = 12
_SHORTEST_BLOB = 64
_MOST_DRESSED = 2
_HASHES = (("MD5 hash", md5), ("SHA-1 hash", sha1), ("SHA-256 hash", sha256))
LENGTHS_OF_HASHES = frozenset({32, 40, 64})


def shareable_parts(value: str) -> tuple[str, ...]:
    """Return the value and those parts of it by which one party's identifier is known again elsewhere."""
    text = value[:LONGEST]
    if text.isalnum() and not text.startswith(BEGINNINGS_OF_JSON):
        return (text,) if is_shareable(text) else ()
    bare = opened(text)
    if not is_shareable(bare):
        return ()
    found = {text: None, bare: None}
    for part in () if _is_blob(bare) else comparable_parts(bare)[:_MOST_TOKENS_SHARED]:
        if part not in found and is_shareable(part):
            found[part] = None
    found.update(dict.fromkeys([part.strip("._-/") for part in found]))
    return tuple(found)


def _is_blob(text: str) -> bool:
    """Whether a text is Base64 of something: its slashes part nothing."""
    return len(text) >= _SHORTEST_BLOB and PACKED.fullmatch(text) is not None


def comparable_parts(value: str) -> list[str]:
    """Return whatever within a value may be one party's identifier, without judging."""
    if value.isalnum():
        return []
    value = plain(value)
    found = _TOKENS.findall(value)[:_MOST_TOKENS]
    found += _joined(found) if "_" in value else ()
    found += pairs(value)
    if value.count("-") >= DASHES_OF_UUID:
        found += UUID.findall(value)
    return found


def _joined(tokens: list[str]) -> list[str]:
    """Return what is joined with something else by underscores: `partner_<identifier>_2`. Digits alone are too much."""
    parts = [part for token in tokens if "_" in token for part in token.split("_", _MOST_TOKENS_SHARED)]
    return [part for part in parts[:_MOST_TOKENS] if len(part) >= _SHORTEST and not part.isdecimal()]


def is_shareable(part: str) -> bool:
    """Whether nothing else looks like that part: it is long and drawn at random."""
    if len(part) < _SHORTEST:
        return False
    if part.isalnum():
        return bits(part) >= _BITS and CONSENT.fullmatch(part) is None
    if pairs(part):
        return True
    return bits(part) >= _BITS and sum(weighed_parts(part).values()) >= _BITS


def dressed(parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what the first parts look like hashed, encoded or otherwise spelt, each with what that is called."""
    for part in parts[:_MOST_DRESSED]:
        data = part.encode("utf-8", "surrogatepass")
        for called, digest in _HASHES:
            yield digest(data, usedforsecurity=False).hexdigest(), called
        yield data.hex(), "hexadecimal form"
        yield b64encode(data).decode().rstrip("="), "Base64 form"
        if UUID.fullmatch(part):
            yield from ((spelt, "alternative spelling") for spelt in _spellings(part.lower()) if spelt != part)


def _spellings(part: str) -> tuple[str, ...]:
    packed = part.replace("-", "")
    return part, part.upper(), packed, packed.upper()
