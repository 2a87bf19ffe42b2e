"""What a HAR's `postData` says of a body -> the bytes of the body, as near to what travelled as the file allows."""

import base64
import binascii
import re
import zlib
from typing import Any, NamedTuple
from urllib.parse import urlencode

_BOUNDARY = re.compile(r'boundary="?([^";,\s]+)', re.IGNORECASE)


class Body(NamedTuple):
    """`data` is None where there was no body or the file leaves it out (`size` then still tells of it).

    `is_decoded`: a content coding that the headers name is undone already.
    """

    data: bytes | None
    size: int = 0
    is_decoded: bool = False


def body_of(request: dict[str, Any], content_type: str, coding: str) -> Body:
    """Return the body of a HAR's request; `coding` is its Content-Encoding.

    Browsers and proxies write what they show, so that a Content-Encoding often stands beside decoded text.
    """
    given, told = request.get("postData"), request.get("bodySize")
    size = told if isinstance(told, int) and told > 0 else 0
    data = _bytes_of(given, content_type, coding) if isinstance(given, dict) else b""
    if not data:
        return Body(None, size)
    if coding:
        return Body(data, len(data), not is_coded(data, coding))
    return Body(data, max(len(data), size))


def is_coded(data: bytes, coding: str) -> bool:
    """Whether bytes look as that content coding leaves them. Brotli has no signature: but it is no text."""
    if coding in ("gzip", "x-gzip"):
        return data.startswith(b"\x1f\x8b")
    if coding == "zstd":
        return data.startswith(b"\x28\xb5\x2f\xfd")
    if coding == "deflate":
        return _is_deflated(data)
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


def _is_deflated(data: bytes) -> bool:
    """With zlib's header, as RFC 9110 asks, or without, as some send it."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            zlib.decompressobj(bits).decompress(data, 1024)
        except zlib.error:
            continue
        return True
    return False


def _bytes_of(given: dict[str, Any], content_type: str, coding: str) -> bytes:
    text = given.get("text")
    if not isinstance(text, str) or not text:
        return _from_params(given.get("params"), content_type or str(given.get("mimeType") or ""))
    if given.get("encoding") == "base64":
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return encoded(text)  # the word is wrong: take the text as it stands
    data = _one_byte_each(text) if coding else None
    return data if data and is_coded(data, coding) else encoded(text)


def encoded(text: str) -> bytes:
    """Return text as UTF-8; half surrogate pairs, which browsers' strings may hold, as the bytes they would be."""
    return text.encode("utf-8", "surrogatepass")


def _one_byte_each(text: str) -> bytes | None:
    """Some exporters write binary bodies with one character for each byte."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _from_params(params: object, content_type: str) -> bytes:
    if not isinstance(params, list):
        return b""
    named = [item for item in params if isinstance(item, dict) and isinstance(item.get("name"), str)]
    if not named:
        return b""
    if "json" in content_type.lower():
        return _json(named)
    boundary = _BOUNDARY.search(content_type)
    if content_type.lower().startswith("multipart/") and boundary:
        return _multipart(named, boundary[1])
    return urlencode([(item["name"], _text(item.get("value"))) for item in named], errors="surrogatepass").encode()


def _json(named: list[dict[str, Any]]) -> bytes:
    """Put together what chrome-har takes apart: a JSON object's members, or a list's with their numbers for names."""
    import json

    values = [item.get("value") for item in named]
    names = [item["name"] for item in named]
    is_list = names == [str(number) for number in range(len(names))]
    document = values if is_list else dict(zip(names, values, strict=True))
    return json.dumps(document, ensure_ascii=True).encode()


def _multipart(named: list[dict[str, Any]], boundary: str) -> bytes:
    parts = []
    for item in named:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(item["name"])}"'
        if isinstance(item.get("fileName"), str):
            head += f'; filename="{_quoted(item["fileName"])}"'
        if isinstance(item.get("contentType"), str):
            head += f"\r\nContent-Type: {_quoted(item['contentType'])}"
        parts.append(f"{head}\r\n\r\n{_text(item.get('value'))}\r\n")
    return encoded("".join(parts) + f"--{boundary}--\r\n")


def _quoted(text: str) -> str:
    """As browsers write names in multipart forms (https://html.spec.whatwg.org/#multipart-form-data)."""
    return text.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
