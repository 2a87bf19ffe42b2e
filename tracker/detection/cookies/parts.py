"""The parts of a cookie's value that are drawn at random, so that hardly two browsers share them.

Many cookies join an identifier with a version, a moment or a site's number: `GA1.2.1234567890.1613226783`. After G.
Acar et al., The Web Never Forgets (CCS 2014), and S. Englehardt and A. Narayanan, Online Tracking (CCS 2016), a
value is split at its delimiters and each part looked at. One browser cannot compare with others' values as they did:
instead, randomness is counted in bits, after words, moments, versions and addresses are left out.

>>> telling_parts("GA1.2.162712083.1613226783")
('162712083.1613226783',)
>>> telling_parts("en-US|Europe/Paris|1613226782706|accepted")
()
"""

import re
from urllib.parse import unquote

from tracker.detection.detectors.numbers import is_moment

_LONGEST = 4096
_SHORTEST_PACKED = 32  # characters: below, letters and digits alone are one part
_MOST_PARTS = 40
_BITS = 30.0
"""Below this, some thousand browsers share a value, and guessing is cheap."""

_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_PAIR = re.compile(r"(?<!\d)\d{6,10}\.\d{10}(?!\d)")  # Google's form: a random number and a moment
_NOISE = re.compile(
    r"https?://[^\s|;,]*"
    r"|(?:19|20)\d\d-\d\d-\d\d(?:[T+ ]\d\d[:.]?\d\d(?:[:.]?\d\d)?(?:\.\d+)?Z?)?"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[+ ]\d\d?[+ ][A-Z][a-z]{2}[+ ]\d{4}[+ ][\d:]{5,8}(?:[+ ]GMT)?"
    r"|(?<![\w.])/[\w./-]*(?![\w=+])"
)
_DELIMITERS = re.compile(r"[^\w+/=-]+|(?<=[^=])=(?=[^=])|[_+/=-]{2,}")
_FINER = re.compile(r"[_+/=-]+")
_CONSENT = re.compile(r"[CD][A-Za-z][A-Za-z0-9_-]{10,}AAA[A-Za-z0-9_.-]*|DB[A-Z]{2}[A-Za-z0-9~._-]*|[1-9][YN-]{3}")
_TOKEN = re.compile(r"eyJ[\w-]{5,}\.eyJ")  # a JSON Web Token, which is for `detectors.auth_token` to tell
_RUNS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")


def telling_parts(value: str) -> tuple[str, ...]:
    """Return the random parts of a value, longest first; none for flags, words, moments, counters and consents."""
    if len(value) < _SHORTEST_PACKED and value.isalnum():
        return (value,) if bits(value) >= _BITS and not _CONSENT.fullmatch(value) else ()
    text = value[:_LONGEST].strip('" ')
    for _ in range(2):
        if "%" in text:
            text = unquote(text)
    if _CONSENT.fullmatch(text) or _TOKEN.match(text):
        return ()
    found = dict.fromkeys(_UUID.findall(text))
    rest = _UUID.sub("|", text)
    for match in _PAIR.finditer(rest):
        found[match.group()] = None
    rest = _NOISE.sub("|", _PAIR.sub("|", rest))
    for part in _DELIMITERS.split(rest)[:_MOST_PARTS]:
        if bits(part) >= _BITS:
            found[part] = None
    return tuple(sorted(found, key=len, reverse=True))


def bits(part: str) -> float:
    """Return about how many bits of chance a part without delimiters holds, at most 256."""
    if len(part) < 5:
        return 0.0
    if part.isdigit():
        return 0.0 if is_moment(part) or len(set(part)) < 4 else 3.32 * len(part.lstrip("0"))
    if _HEX.fullmatch(part) and any(map(str.isdigit, part)):
        return 4.0 * len(part) if len(set(part)) >= 5 else 0.0
    return min(sum(_bits_of_run(run) for piece in _FINER.split(part) for run in _RUNS.findall(piece)), 256.0)


def _bits_of_run(run: str) -> float:
    if run.isdigit():
        return 0.0 if is_moment(run) else 3.32 * len(run)
    if _is_word(run):
        return 0.0
    return 4.7 * len(run)


def _is_word(run: str) -> bool:
    """Whether a run of letters can be read out: at least four, with vowels in between."""
    if len(run) < 4:
        return False
    vowels = len(_VOWEL.findall(run))
    return 0.15 <= vowels / len(run) <= 0.7 and not _CONSONANTS.search(run)


_FLAG = re.compile(
    r"[-+]?\d{0,5}|\W*|true|false|null|undefined|none|yes|no|ok|on|off|opt_?out|test\w*|\d{1,3}[|.,:]\d{1,3}",
    re.IGNORECASE,
)


def is_flag(value: str) -> bool:
    """Whether a value can mark no more than a choice or a count."""
    return _FLAG.fullmatch(unquote(value[:64]).strip('" ')) is not None


_TOKENS = re.compile(r"[^\s|&;,:!~#\"'{}\[\]()<>=?%/]{8,}")
_BITS_SHARED = 33.0
_SHORTEST_SHARED = 8
_DASHES_OF_UUID = 4


def shareable_parts(value: str) -> tuple[str, ...]:
    """Return the value and those parts of it by which one party's identifier is known again elsewhere.

    More chance is asked of them than of a cookie on its own: nothing else must look like them.
    """
    if value.isalnum():
        return (value,) if len(value) <= _LONGEST and _is_shareable(value) else ()
    text = value[:_LONGEST]
    plain = unquote(text).strip('"') if "%" in text or '"' in text else text
    candidates = dict.fromkeys((text, plain, *comparable_parts(plain)))
    for token in tuple(candidates):
        candidates[token.strip("._-/")] = None
    return tuple(part for part in candidates if _is_shareable(part))


def comparable_parts(value: str) -> list[str]:
    """Return whatever within a value may be one party's identifier, without judging."""
    if value.isalnum():
        return []
    if "%" in value:
        value = unquote(value)
    found = _TOKENS.findall(value)[:_MOST_PARTS]
    if "." in value:
        found += _PAIR.findall(value)
    if value.count("-") >= _DASHES_OF_UUID:
        found += _UUID.findall(value)
    return found


def _is_shareable(part: str) -> bool:
    if len(part) < _SHORTEST_SHARED:
        return False
    if _PAIR.fullmatch(part) or _UUID.fullmatch(part):
        return True
    return sum(map(bits, telling_parts(part))) >= _BITS_SHARED
