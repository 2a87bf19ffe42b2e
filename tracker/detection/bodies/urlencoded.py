"""Names and values with `=` and `&` between them: queries, forms, and whatever else is written like them.

Source: WHATWG URL, section 5.1 (https://url.spec.whatwg.org/#urlencoded-parsing).
"""

import re

from tracker.detection.limits import MAX_NAME, MAX_VALUE
from tracker.detection.percent import form_decoded
from tracker.detection.place import Parsed, Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Field

_KEY = r"[\w.\-\[\]$:~*!@%+]{1,80}"
_FIRST_KEY = re.compile(_KEY + "=")
_LOOKED_AT = 20  # lines
_ONE_PAIR = re.compile(_KEY + r"=[^=\s].*", re.DOTALL)


def split_pairs(text: str, limit: int) -> list[str]:
    """Return the pairs of a query or form, at most `limit` and, last, the unsplit rest."""
    if "&" not in text and text.count("=", 0, 4096) > 1 and ";" in text:
        return text.split(";", limit)  # HTML 4 section B.2.2 recommended it
    return text.split("&", limit)


def pair_field(pair: str, place: Place, charset: str = "cp1252") -> Field | None:
    """Return the field that one pair says, or None when it says nothing. A value without a name is a field, too; where
    a script writes its query anew, an address becomes a name without a value.
    """
    key, equals, value = pair.partition("=")
    if not equals:
        return _nameless(pair, place, charset)
    if not value:
        return _nameless(key, place, charset) if "%40" in key or "@" in key else None
    return place.field(form_decoded(key[:MAX_NAME], charset), form_decoded(value[:MAX_VALUE], charset))


def _nameless(text: str, place: Place, charset: str) -> Field | None:
    """`?marie%40mail.test`: long enough to say something."""
    if len(text) < 8:
        return None
    return place.field("", form_decoded(text[:MAX_VALUE], charset))._replace(path=place.path or "$")


def pair_fields(text: str, place: Place, limit: int, charset: str = "cp1252") -> Parsed:
    """Return the fields of a urlencoded text that lies there."""
    pairs = split_pairs(joined(text) if "\n" in text else text, limit)
    missed = len(pairs) > limit
    fields = []
    for pair in pairs[:limit]:
        field = pair_field(pair, place, charset) if pair else None
        if field is not None:
            fields.append(field)
            missed = missed or len(pair) > MAX_VALUE
    return Parsed(fields, Unseen.OVERSIZED if missed else None)


def joined(text: str) -> str:
    """Make one query of several: analytics libraries send a batch as one query a line."""
    lines = text.split("\n", _LOOKED_AT)
    are_queries = all(_FIRST_KEY.match(line) for line in lines if line.strip())
    return text.replace("\r\n", "&").replace("\n", "&") if are_queries else text


def is_urlencoded(text: str) -> bool:
    """Whether a text is written like a query: `a=1&b=2`, or one pair that is no base64 and no sentence."""
    if not _FIRST_KEY.match(text):
        return False
    end = text.find("&", 0, MAX_VALUE)
    if end < 0:
        return _ONE_PAIR.fullmatch(text) is not None
    return _FIRST_KEY.match(text, end + 1) is not None or " " not in text[:end]
