import json
from typing import Any

import pytest

from tests.builders.records import NOON
from tests.builders.rows import a_row
from tracker.exporters.har_places import address, cookies, headers, messages, post_data, query

SHOWN = "m%E2%80%A2%E2%80%A2%E2%80%A2%40m%E2%80%A2%E2%80%A2%E2%80%A2"


@pytest.mark.parametrize(
    ("changes", "url"),
    [
        ({}, f"https://px.adpix.test/?em={SHOWN}"),
        ({"scheme": "http"}, f"http://px.adpix.test/?em={SHOWN}"),
        ({"scheme": "wss", "location": "websocket"}, "https://px.adpix.test/"),
        ({"scheme": "ws", "location": "websocket"}, "http://px.adpix.test/"),
        ({"location": "path", "path": "[2]"}, f"https://px.adpix.test/{SHOWN}"),
        ({"location": "path", "path": "host"}, "https://px.adpix.test/"),
        ({"location": "header"}, "https://px.adpix.test/"),
        ({"location": "header", "host": "2001:db8::1"}, "https://[2001:db8::1]/"),
        ({"location": "header", "host": "[2001:db8::1]"}, "https://[2001:db8::1]/"),
        ({"location": "header", "host": "a b/c@d"}, "https://a%20b%2Fc%40d/"),
        ({"location": "header", "host": ""}, "https://unknown.invalid/"),
        ({"path": "a&b=c#\r\n"}, f"https://px.adpix.test/?a%26b%3Dc%23%EF%BF%BD%EF%BF%BD={SHOWN}"),
    ],
)
def test_an_address_holds_what_was_in_it_masked(changes: dict[str, Any], url: str) -> None:
    assert address([a_row(**changes)]) == url


@pytest.mark.parametrize(("place", "location"), [(query, "query"), (headers, "header"), (cookies, "cookie")])
def test_each_value_is_at_its_place_once(place: Any, location: str) -> None:
    rows = [a_row(location=location), a_row(location=location, method="name"), a_row(location="json")]
    assert place(rows) == [{"name": "em", "value": "m•••@m•••"}]


def test_a_header_s_name_cannot_begin_another_header() -> None:
    (pair,) = headers([a_row(location="header", path="x\r\nevil: 1", preview="a\nb")])
    assert pair == {"name": "x\ufffd\ufffdevil: 1", "value": "a\ufffdb"}


@pytest.mark.parametrize(
    ("location", "body"),
    [
        ("form", {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "em", "value": "m•••@m•••"}],
                  "text": f"em={SHOWN}"}),
        ("multipart", {"mimeType": "multipart/form-data; boundary=masked",
                       "params": [{"name": "em", "value": "m•••@m•••"}],
                       "text": '--masked\r\nContent-Disposition: form-data; name="em"\r\n\r\n'
                               "m•••@m•••\r\n--masked--\r\n"}),
        ("json", {"mimeType": "application/json", "text": '{"em":"m•••@m•••"}'}),
        ("body", {"mimeType": "text/plain", "text": "em=m•••@m•••"}),
        ("query", None),
    ],
)  # fmt: skip
def test_a_body_is_as_it_was_declared(location: str, body: dict[str, Any] | None) -> None:
    assert post_data((a_row(), a_row(location=location))) == body


def test_messages_are_written_as_chromium_does() -> None:
    (message,) = messages([a_row(location="websocket"), a_row()])
    assert (message["type"], message["opcode"], message["time"]) == ("send", 1, NOON.timestamp())
    assert json.loads(message["data"]) == {"em": "m•••@m•••"}
