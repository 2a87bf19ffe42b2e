r"""What is nested in a value: each way of packing has a name, and `Field.encoding` lists those that were undone.

| step | undone |
|---|---|
| `urlencode` | percent-encoding, a query (`a=1&b=2`), the query or fragment of a URL |
| `pairs` | `a=1;b=2`, also with `|` or `,` |
| `json`, `xml`, `graphql` | documents as text; `json` is also a script's escapes (`\u0040`, `\x40`) in other text |
| `jwt` | the claims of a JSON Web Token (RFC 7519) and of what is built like it; the signature proves nothing to us |
| `base64`, `hex` | text, in either alphabet of RFC 4648, padded or not |
| `gzip`, `deflate`, `deflate-raw`, `br`, `zstd` | what is compressed under `base64` or `hex`, or in a silent body |
| `lzstring` | lz-string, in the spellings for URLs, base64 and UTF-16 |
| `html` | character references |

Base64 that is marked by how it begins (JSON, gzip, zlib, Zstandard, lz-string of JSON) is also found beside other text:
`v1|eyJ...|9f3c`.

What is nested keeps the outer field's path as its own beginning: a URL in `dl` with a query field `email` gives
`dl.email`; a step that leads to one value keeps the path as it is.
"""

import binascii
import re
from collections.abc import Callable, Iterator

from tracker.detection.bodies.coding import coding_of, may_be_bare_deflate, undo
from tracker.detection.bodies.graphql import graphql_fields
from tracker.detection.bodies.json_document import ROOT, json_fields
from tracker.detection.bodies.urlencoded import is_urlencoded, pair_fields
from tracker.detection.bodies.xml_document import xml_fields
from tracker.detection.limits import MAX_NESTED_FIELDS, MAX_NESTED_TEXT, MAX_NESTING, MAX_VALUE
from tracker.detection.lzstring import unpacked
from tracker.detection.percent import percent_decoded
from tracker.detection.place import Parsed, Place
from tracker.detection.references import unescaped
from tracker.traffic import Field

MIN_NESTED = 6  # characters: what is shorter holds nothing else
_MARKS = re.compile(r"[%&={\[<\\]")
_SHORTEST_BLOB = 12  # characters
BLOB = re.compile(r"[A-Za-z0-9+/_-]{12,}(?:\.[A-Za-z0-9_-]*){0,4}[=$]{0,2}")
_LETTERS = re.compile(r"[A-Za-z0-9+/_-]+")
_HEXADECIMAL = re.compile(r"[0-9a-fA-F-]+")  # with the hyphens of a UUID
_REFERENCE = re.compile(r"&(?:#\d{2,7}|#x[0-9a-fA-F]{2,6}|amp|quot|apos|lt|gt|commat|period);")
SEPARATED = re.compile(r"[\w.\-$~]{1,40}=[^=;|,\s]*([;|,])[ +]?[\w.\-$~]{1,40}=")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,5})\})")
_BROTLI = frozenset({0b1011, 0b1111, 0b0011, 0b0001})  # how the usual windows begin: RFC 7932, section 9.1
MARKED = re.compile(
    r"(?<![A-Za-z0-9+/_])(?:eyJ|W3s[iK]|H4sI|eJ[w-z]|eN[o-r]|KLUv|N4Ig)(?:[A-Za-z0-9+/_]|-(?!-)){16,}={0,2}"
)
_SHORTEST_MARKED = 20  # characters
MOST_MARKED = 8  # in one value
_URLSAFE = bytes.maketrans(b"-_", b"+/")
_LONG_NUMBER = 24  # digits: hexadecimal of hexadecimal has nothing else
_SHORTEST_PACKED = 16  # characters
_INFLATED = 50  # times its length that a compressed value may become


def unfold(field: Field, room: int = MAX_NESTED_TEXT) -> list[Field]:
    """Return the fields nested in a field's value, at any depth that we follow, outermost first. Never raises.

    `room` is how many characters all of them may have together.
    """
    if len(field.value) < MIN_NESTED or not may_nest(field.value):
        return []
    found: list[Field] = []
    layer = [field]
    for _ in range(MAX_NESTING):
        layer = _next_layer(layer, MAX_NESTED_FIELDS - len(found), room)
        if not layer:
            break
        found += layer
        room -= sum(len(inner.value) for inner in layer)
    return found


def _next_layer(layer: list[Field], limit: int, room: int) -> list[Field]:
    found: list[Field] = []
    for outer in layer:
        for inner in opened(outer, limit - len(found)):
            room -= len(inner.value)
            if room < 0:
                return found
            found.append(inner)
        if len(found) >= limit:
            break
    return found


def may_nest(value: str) -> bool:
    """Whether a value could hold another at all: quick, and rather yes than no."""
    if value.isalnum() and value.isascii():
        return len(value) >= _SHORTEST_BLOB and (not value.isdigit() or len(value) >= _LONG_NUMBER)
    if _MARKS.search(value):
        return True
    if BLOB.fullmatch(value):
        return not value.isdigit() or len(value) >= _LONG_NUMBER
    if len(value) >= _SHORTEST_MARKED and MARKED.search(value):
        return True
    return not value.isascii() and " " not in value


def opened(field: Field, limit: int = MAX_NESTED_FIELDS) -> list[Field]:
    """Return what one decoding step finds in a field's value: the first step that applies, or nothing."""
    if limit <= 0 or len(field.value) < MIN_NESTED:
        return []
    for step in _STEPS_OF_BLOBS if _LETTERS.fullmatch(field.value) else _STEPS:
        found = step(field, limit)
        if found:
            return found
    return []


def _inside(field: Field, step: str) -> Place:
    path = "" if field.path == ROOT else field.path
    names = (*field.parents, field.name) if field.name else field.parents
    return Place(field.location, path, names, (*field.encoding, step))


def _replaced(field: Field, value: str, *steps: str) -> list[Field]:
    return [field._replace(value=value[:MAX_VALUE], encoding=field.encoding + steps)]


def _fields(parsed: Parsed | None) -> list[Field]:
    return parsed.fields if parsed else []


def _references(field: Field, _limit: int) -> list[Field]:
    if not _REFERENCE.search(field.value):
        return []
    return _replaced(field, unescaped(field.value), "html")


def _json(field: Field, limit: int) -> list[Field]:
    if field.value.lstrip()[:1] not in ("{", "[", '"'):
        return []
    return _fields(json_fields(field.value, _inside(field, "json"), limit))


def _escapes(field: Field, _limit: int) -> list[Field]:
    if not _ESCAPE.search(field.value):
        return []
    text = _ESCAPE.sub(_unescaped, field.value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _replaced(field, text, "json")


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2] or match[3], 16))


def _graphql(field: Field, limit: int) -> list[Field]:
    if field.name.lower() not in ("query", "mutation", ""):
        return []
    return _fields(graphql_fields(field.value, _inside(field, "graphql"), limit))


def _xml(field: Field, limit: int) -> list[Field]:
    if not field.value.lstrip().startswith("<"):
        return []
    return _fields(xml_fields(field.value, _inside(field, "xml"), limit))


def _url(field: Field, limit: int) -> list[Field]:
    value = field.value
    if not ("://" in value[:32] or value.startswith("/")):
        return []
    address, _, fragment = value.partition("#")
    query = address.partition("?")[2]
    place = _inside(field, "urlencode")
    found = pair_fields(query, place, limit).fields if query else []
    if "=" in fragment:
        found += pair_fields(fragment.rpartition("?")[2], place, limit - len(found)).fields
    return found


def _pairs(field: Field, limit: int) -> list[Field]:
    value = field.value
    if "=" not in value:
        return []
    if "&" not in value and (separated := SEPARATED.match(value)):
        place = _inside(field, "pairs")
        pairs = value.split(separated[1], limit)[:limit]
        return pair_fields("&".join(pair.strip(" +") for pair in pairs), place, limit).fields
    return pair_fields(value, _inside(field, "urlencode"), limit).fields if is_urlencoded(value) else []


def _percent(field: Field, _limit: int) -> list[Field]:
    value = percent_decoded(field.value)
    return _replaced(field, value, "urlencode") if value != field.value else []


def _token(field: Field, limit: int) -> list[Field]:
    """A JSON Web Token; a signed session cookie is built like it, with the claims first."""
    if not field.value.startswith("eyJ") or "." not in field.value:
        return []
    parts = field.value.split(".", 5)
    for part in (*parts[1:2], parts[0]):
        text = _text(unbase64(part))
        found = _fields(json_fields(text, _inside(field, "jwt"), limit)) if text and text.startswith("{") else []
        if found:
            return found
    return []


def _base64(field: Field, _limit: int) -> list[Field]:
    if not BLOB.fullmatch(field.value) or _HEXADECIMAL.fullmatch(field.value):
        return []
    return _of_bytes(field, unbase64(field.value), "base64")


def _lzstring(field: Field, _limit: int) -> list[Field]:
    value = field.value
    if value.isascii() and (len(value) < _SHORTEST_PACKED or _HEXADECIMAL.fullmatch(value)):
        return []
    text = unpacked(field.value)
    return _replaced(field, text, "lzstring") if text and len(text) >= MIN_NESTED and _is_text(text) else []


def _marked(field: Field, limit: int) -> list[Field]:
    """What is packed beside other text: with a version before it, or a signature behind it."""
    found: list[Field] = []
    for match, _ in zip(MARKED.finditer(field.value), range(MOST_MARKED), strict=False):
        if len(match[0]) < len(field.value):
            found += opened(field._replace(value=match[0]), limit - len(found))
    return found


def _hex(field: Field, _limit: int) -> list[Field]:
    value = field.value
    if len(value) % 2 or not _HEXADECIMAL.fullmatch(value) or "-" in value:
        return []
    return _of_bytes(field, bytes.fromhex(value), "hex")


def _of_bytes(field: Field, data: bytes | None, step: str) -> list[Field]:
    """What bytes hold as text, as they are or compressed."""
    text = _text(data)
    if text is not None:
        return _replaced(field, text, step)
    for coding in _codings(data, is_hex=step == "hex") if data else ():
        undone = undo(coding, data, _INFLATED * len(data)) if data else None
        text = _text(undone.data) if undone and undone.is_complete else None
        if text is not None and len(text) >= MIN_NESTED:
            return _replaced(field, text, step, coding)
    return []


def _codings(data: bytes, *, is_hex: bool) -> Iterator[str]:
    """The codings that data could be in. Deflate and Brotli have no mark but a few bits; digests are hexadecimal."""
    if coding := coding_of(data):
        yield coding
    if not is_hex and may_be_bare_deflate(data):
        yield "deflate-raw"
    if not is_hex and data[0] & 0b1111 in _BROTLI and len(data) >= _SHORTEST_BLOB:
        yield "br"


def unbase64(text: str) -> bytes | None:
    """Return the bytes in base64, in either alphabet, padded or not; None where it is none."""
    data = text.rstrip("=").encode("ascii", "replace").translate(_URLSAFE)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return None


def _text(data: bytes | None) -> str | None:
    """Bytes as text, when all of it can be shown: what is no text hardly ever decodes so."""
    if not data:
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if _is_text(text) else None


def _is_text(text: str) -> bool:
    return text.isprintable() or text.translate(_LAYOUT).isprintable()


_LAYOUT = {ord(character): None for character in "\t\r\n"}
_STEPS: tuple[Callable[[Field, int], list[Field]], ...] = (
    _json,
    _xml,
    _references,
    _graphql,
    _url,
    _pairs,
    _percent,
    _escapes,
    _token,
    _hex,
    _base64,
    _lzstring,
    _marked,
)
_STEPS_OF_BLOBS = (_hex, _base64, _lzstring, _marked)
"""The letters of base64 alone are nothing else."""
