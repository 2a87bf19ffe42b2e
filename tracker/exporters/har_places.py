"""Where in a HAR's request the masked values go: address, query, headers, cookies, body, WebSocket messages."""

from collections.abc import Iterable
from ipaddress import IPv6Address
from typing import Any
from urllib.parse import quote, urlencode

from tracker.exporters.characters import on_one_line
from tracker.rows import Row, json_bytes
from tracker.traffic import Location

_BODIES = {
    Location.FORM: "application/x-www-form-urlencoded",
    Location.MULTIPART: "multipart/form-data; boundary=masked",
    Location.JSON: "application/json",
    Location.BODY: "text/plain",
}

_TEXT = 1  # RFC 6455 section 5.2: the opcode of text frames


def address(found: Iterable[Row]) -> str:
    """Return the request's address with the masked values that were in its path and query; the rest is not recorded."""
    rows = tuple(found)
    scheme = "http" if rows[0].scheme in ("http", "ws") else "https"
    steps = "/".join(quote(on_one_line(row.preview), safe="") for row in rows if _is_step(row))
    asked = urlencode([(pair["name"], pair["value"]) for pair in query(rows)])
    return f"{scheme}://{_host(rows[0].host)}/{steps}" + (f"?{asked}" if asked else "")


def _is_step(row: Row) -> bool:
    """Whether it was in the path proper, not in the host's name, which stands there anyway."""
    return row.location == Location.PATH and row.path != "host"


def _host(host: str) -> str:
    try:
        return f"[{IPv6Address(host.strip('[]'))}]"
    except ValueError:
        return quote(on_one_line(host), safe="") or "unknown.invalid"


def query(found: Iterable[Row]) -> list[dict[str, str]]:
    """Return HAR's `queryString`."""
    return _pairs(found, Location.QUERY)


def headers(found: Iterable[Row]) -> list[dict[str, str]]:
    """Return HAR's `headers`. Who replays the file must not be made to send others: no line ends in them."""
    return _pairs(found, Location.HEADER)


def cookies(found: Iterable[Row]) -> list[dict[str, str]]:
    """Return HAR's `cookies`."""
    return _pairs(found, Location.COOKIE)


def _pairs(found: Iterable[Row], location: Location) -> list[dict[str, str]]:
    """Return HAR's names and values; what was found in one place in several ways is there once."""
    pairs = dict.fromkeys((row.path, row.preview) for row in found if row.location == location)
    return [{"name": on_one_line(name), "value": on_one_line(value)} for name, value in pairs]


def post_data(found: tuple[Row, ...]) -> dict[str, Any] | None:
    """Return HAR's `postData`: a form's fields as `params` and text, else a text; None where nothing was in a body."""
    location = next((row.location for row in found if row.location in _BODIES), None)
    if location is None:
        return None
    place = Location(location)
    pairs = _pairs(found, place)
    if place in (Location.FORM, Location.MULTIPART):
        return {"mimeType": _BODIES[place], "params": pairs, "text": _form(place, pairs)}  # some readers want a text
    return {"mimeType": _BODIES[place], "text": _text(place, pairs)}


def _form(place: Location, pairs: list[dict[str, str]]) -> str:
    """The form's fields as they would have travelled: RFC 7578 for those with files."""
    if place is Location.FORM:
        return urlencode([(pair["name"], pair["value"]) for pair in pairs])
    heading = 'Content-Disposition: form-data; name="{}"'
    parts = [
        f"--masked\r\n{heading.format(pair['name'].replace('"', '%22'))}\r\n\r\n{pair['value']}\r\n" for pair in pairs
    ]
    return f"{''.join(parts)}--masked--\r\n"


def _text(place: Location, pairs: list[dict[str, str]]) -> str:
    if place is Location.JSON:  # one object of dotted paths: what else it held is not recorded
        return json_bytes({pair["name"]: pair["value"] for pair in pairs}).decode()
    return "\n".join(f"{pair['name']}={pair['value']}" for pair in pairs)


def messages(found: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the WebSocket messages as Chromium writes them, time in seconds since 1970; one for each value."""
    return [
        {
            "type": "send",
            "time": row.time.timestamp(),
            "opcode": 1,
            "data": json_bytes({row.path: row.preview}).decode(),
        }
        for row in found
        if row.location == Location.WEBSOCKET
    ]
