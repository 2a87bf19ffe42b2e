"""The parts of a cookie's value that are drawn at random, so that hardly two browsers share them.

Many cookies join an identifier with a version, a moment or a site's number: `GA1.2.1234567890.1613226783`. After G.
Acar et al., The Web Never Forgets (CCS 2014), and S. Englehardt and A. Narayanan, Online Tracking (CCS 2016), a
value is split at its delimiters and each part looked at. Words, moments, versions and addresses are left out.

>>> telling_parts("GA1.2.162712083.1613226783")
('162712083.1613226783',)
>>> telling_parts("en-US|Europe/Paris|1613226782706|accepted")
()
"""

import re
from base64 import urlsafe_b64decode

from tracker.detection.cookies.chance import BITS, bits
from tracker.detection.cookies.packed import held_in
from tracker.detection.percent import percent_decoded

LONGEST = 4096
DASHES_OF_UUID = 4
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
CONSENT = re.compile(r"[CD][A-Za-z][A-Za-z0-9_-]{10,}AAA[A-Za-z0-9_.-]*|DB[A-Z]{2}[A-Za-z0-9~._-]*|[1-9][YN-]{3}")

_SHORTEST_PACKED = 32  # characters of which some may be a hash, and others not
_LONGEST_PACKED = 512
_MOST_PARTS = 40
_OF_PAIR = 31.0  # bits
_OF_UUID = 122.0  # bits, RFC 9562 section 5.4
_FEWEST_OF_UUID = 6  # different characters: the nil UUID and its like are constants

_PAIR = re.compile(r"(?<!\d)(?:\d{6,10}\.\d{10}|\d{13}\.\d{6,10})(?!\d)")
_VISIT = re.compile(r"1\d{9}(?:\d{3})?_\d{9,10}(?!\d)")  # a moment, and what was drawn then
_AS_KEY = r"[\"']?(?::|=[^=])"
_PACKED_MOMENT = re.compile(r"AAAB[A-Za-z0-9+/_-]{7}(?:=|$)")
"""Milliseconds in eight bytes, most significant first, as Base64: `AAABT3r929k`. From 2004 to 2039."""

_DEEPEST = 3  # Base64 in Base64
_LONG_AGO = 7_776_000  # seconds: 90 days
_HEX = re.compile(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])", re.IGNORECASE)
PACKED = re.compile(r"[A-Za-z0-9][\w+/-]*={0,2}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s|;,]*")
_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?:[T+ ]\d\d[:.]?\d\d(?:[:.]?\d\d)?(?:\.\d+)?Z?)?")
_WRITTEN_DATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[+ ]\d\d?[+ ][A-Z][a-z]{2}[+ ]\d{4}[+ ][\d:]{5,8}(?:[+ ]GMT)?"
)
_PATH = re.compile(r"(?<![\w.])/[\w./-]*(?![\w=+])")
_DELIMITERS = re.compile(r"[^\w+/=-]+|(?<=[^=])=(?=[^=])|[_+/=-]{2,}")
BEGINNINGS_OF_JSON = ("eyJ", "W3s")
_TOKEN = re.compile(r"eyJ[\w-]{5,}\.eyJ")  # a JSON Web Token, which is for `detectors.auth_token` to tell


def telling_parts(value: str) -> tuple[str, ...]:
    """Return the random parts of a value, longest first; none for flags, words, moments, counters and consents."""
    return tuple(weighed_parts(value))


def weighed_parts(value: str) -> dict[str, float]:
    """Return the random parts of a value, longest first, each with its bits of chance."""
    if value.isalnum() and len(value) <= LONGEST and not value.startswith(BEGINNINGS_OF_JSON):
        chance = bits(value)
        return _drawn(value, chance, value, 0) if chance >= BITS and not CONSENT.fullmatch(value) else {}
    found = _weighed(opened(value[:LONGEST]), 0)
    return found if len(found) < 2 else dict(sorted(found.items(), key=_length, reverse=True))


def _weighed(text: str, depth: int) -> dict[str, float]:
    if CONSENT.fullmatch(text) or _TOKEN.match(text):
        return {}
    found: dict[str, float] = {}
    text = _without_marked(text, found)
    for part in _split(text):
        if part not in found and (chance := bits(part)) >= BITS:
            found.update(_drawn(part, chance, text, depth))
    if not found and "_" in text and (visit := _VISIT.search(text)) and _is_drawn(visit[0]):
        found[visit[0]] = _OF_PAIR
    return found


def _drawn(part: str, chance: float, text: str, depth: int) -> dict[str, float]:
    """Return what is drawn at random of a part of a text that looks so: not a key, nor what is legible in Base64."""
    if part.isalpha() and (part.islower() or part.isupper()):
        return {} if re.search(part + _AS_KEY, text) else {part: chance}
    if (
        "AAAB" in part
        and (match := _PACKED_MOMENT.search(part))
        and (match[0] == part or f"{match[0].rstrip('=')}=" in text)
    ):
        bare = part[: match.start()]
        return {bare: chance} if (chance := bits(bare)) >= BITS else {}
    if depth < _DEEPEST and (held := held_in(part)):
        within = _weighed(held.text, depth + 1)
        return within if within or held.chance < BITS else {part: chance}
    return {part: chance}


def plain(text: str) -> str:
    """Return a text without its percent-encoding, of which scripts often lay two upon each other."""
    for _ in range(2):
        if "%" not in text:
            break
        text = percent_decoded(text)
    return text


def opened(text: str) -> str:
    """Return a text without its percent-encoding, quotes and, where it is JSON, Base64."""
    text = plain(text).strip('" ')
    if not text.startswith(BEGINNINGS_OF_JSON) or _TOKEN.match(text):
        return text
    try:
        packed = text.rstrip("=")
        return urlsafe_b64decode(packed.replace("+", "-").replace("/", "_") + "=" * (-len(packed) % 4)).decode()
    except ValueError:
        return text


def _length(item: tuple[str, float]) -> int:
    return len(item[0])


def _without_marked(text: str, found: dict[str, float]) -> str:
    """Move what has the form of an identifier from the text into what was found."""
    if text.count("-") >= DASHES_OF_UUID and (marked := UUID.findall(text)):
        found.update({part: _OF_UUID for part in marked if len(set(part)) >= _FEWEST_OF_UUID})
        text = UUID.sub("|", text)
    if _SHORTEST_PACKED < len(text) <= _LONGEST_PACKED and ("_" in text or "-" in text):
        for part in _HEX.findall(text):
            if chance := bits(part):
                found[part] = chance
                text = text.replace(part, "|")
    for part in pairs(text):
        found[part] = _OF_PAIR
        text = text.replace(part, "|")
    return text


def pairs(text: str) -> list[str]:
    """Return what has the form of Google's and Meta's identifiers: a random number and a moment, or the reverse.

    Random numbers of 31 bits often read as moments themselves, but hardly ever as one near the other.
    """
    return [pair for pair in _PAIR.findall(text)[:_MOST_PARTS] if _is_drawn(pair)] if "." in text else []


def _is_drawn(pair: str) -> bool:
    first, second = pair.replace("_", ".").split(".")
    return abs(int(first[:10]) - int(second)) > _LONG_AGO


def _split(text: str) -> list[str]:
    if "-" in text and ("-0" in text or "-1" in text):
        text = _DATE.sub("|", text)
    if PACKED.fullmatch(text) and "--" not in text and "__" not in text:
        return [text.rstrip("=")]
    if "/" in text:
        text = _PATH.sub("|", _ADDRESS.sub("|", text) if "://" in text else text)
    if ":" in text:
        text = _WRITTEN_DATE.sub("|", text)
    return _DELIMITERS.split(text)[:_MOST_PARTS]


_FLAG = re.compile(
    r"[-+]?\d{0,5}|\W*|true|false|null|undefined|none|yes|no|ok|on|off|opt_?out|test\w*|\d{1,3}[|.,:]\d{1,3}",
    re.IGNORECASE,
)
_LONGEST_WORD = 12  # of flags, where it is not a test's


def is_flag(value: str) -> bool:
    """Whether a value can mark no more than a choice or a count."""
    if len(value) > _LONGEST_WORD and value[0].isalnum() and value[0] not in "tT":
        return False
    text = value[:64]
    return _FLAG.fullmatch(percent_decoded(text).strip('" ')) is not None


_WORD = r"(?:[\W_]+|(?:[a-z]+|[A-Z]+|\d{1,5})(?![A-Za-z0-9]))*+"
_PLAIN = re.compile(rf"{_WORD}(?:(?:1\d|20)\d{{8}}(?:\d{{3}})?(?![A-Za-z0-9]){_WORD})?", re.ASCII)


def is_plain(value: str) -> bool:
    """Whether a value is no more than words in one case, small numbers and one moment (two may be `pairs`)."""
    text = plain(value[:LONGEST]).strip('" ')
    held = held_in(text) if PACKED.fullmatch(text) else None
    return _PLAIN.fullmatch(held.text if held else text) is not None
