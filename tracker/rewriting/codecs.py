"""How values are written: in queries and forms, in JSON, in XML and HTML, in headers."""

import json
import re
from html import escape
from urllib.parse import quote

from tracker.detection.percent import form_decoded, percent_decoded
from tracker.detection.references import unescaped
from tracker.rewriting.splices import Codec

_ESCAPED = re.compile(
    r"%[0-7][0-9A-Fa-f]|%[c-dC-D][0-9A-Fa-f]%[89abAB][0-9A-Fa-f]|%[eE][0-9A-Fa-f](?:%[89abAB][0-9A-Fa-f]){2}"
    r"|%[fF][0-7](?:%[89abAB][0-9A-Fa-f]){3}"
)
_LOWER = re.compile(r"%(?:[0-9][a-f]|[a-f][0-9a-f])")
_SAFE = "-._~"
_OFTEN_SAFE = "!*'()@:/,;?$="  # written as they are by some, and escaped by others
_IN_JSON = re.compile(
    r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.",
    re.DOTALL,
)
_REFERENCES = re.compile(r"&#?\w{1,31};|\r\n")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def percent(written: str, charset: str = "cp1252", *, is_form: bool = True) -> Codec:
    """Return how a value is percent-encoded, in the manner of what is written. `is_form`: spaces may be plus signs."""
    has_plus = is_form and ("+" in written or "%20" not in written)
    safe = _SAFE + "".join(sign for sign in _OFTEN_SAFE if sign in written)
    is_lower = _LOWER.search(written) is not None

    def encode(text: str) -> str | None:
        try:
            quoted = quote(text, safe + " " if has_plus else safe)
        except UnicodeEncodeError:
            return None
        if is_lower:
            quoted = re.sub(r"%..", lambda match: match[0].lower(), quoted)
        return quoted.replace(" ", "+")

    def decode(text: str) -> str:
        return form_decoded(text, charset) if is_form else percent_decoded(text, charset)

    return Codec(encode, decode, _ESCAPED)


def _plain(text: str) -> str | None:
    return text


PLAIN = Codec(_plain, _plain)
"""A text that stands for itself."""


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _of_json(written: str) -> str | None:
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return None


JSON_STRING = Codec(_in_json, _of_json, _IN_JSON)
"""What stands between the quotes of a JSON string."""


def _of_xml(written: str) -> str | None:
    return None if "<" in written else unescaped(written.replace("\r\n", "\n"))


def _in_xml(text: str) -> str | None:
    return None if _CONTROL.search(text.replace("\n", " ")) else escape(text)


XML = Codec(_in_xml, _of_xml, _REFERENCES)
"""Text and attributes of XML."""

HTML = Codec(escape, unescaped, _REFERENCES)
"""Text with character references."""


def _in_header(text: str) -> str | None:
    return None if _CONTROL.search(text) or not text.isascii() else text


def _of_header(written: str) -> str:
    return written.strip().strip('"')


HEADER = Codec(_in_header, _of_header)
"""The value of a header or a cookie: characters that end it are no part of it."""
