"""The mark in a proxy: nothing while it is off; pages and its own host while it is on."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from mitmproxy import http
from mitmproxy.proxy.mode_specs import ProxyMode
from mitmproxy.test import tflow

from addons.marked import MarkedPage
from tests.builders.capturing import Bench
from tests.builders.flows import Pairs, a_flow, answered
from tests.builders.marking import DOCUMENT, FRAMED, OPENED, OWN
from tracker.control import load
from tracker.errors import LedgerError
from tracker.keys import load_or_create
from tracker.marking import HOST, ORIGIN, holdings

SHOP = "https://www.boutique.test/"
HTML = ((b"Content-Type", b"text/html; charset=utf-8"),)


def asked(said: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in said.items()]


@pytest.fixture
def marked(bench: Bench) -> Bench:
    bench.start()
    bench.choose(mark=True)
    bench.addon._heed()
    return bench


def a_page(bench: Bench, url: str = SHOP, headers: Pairs = HTML, **changes: Any) -> http.HTTPFlow:
    """A page that came in, as far as its head."""
    given: dict[str, Any] = {"method": "GET", "headers": asked(OPENED), "body": None, **changes}
    flow = answered(a_flow(url, **given), DOCUMENT, headers)
    bench.addon.responseheaders(flow)
    return flow


def is_marked(flow: http.HTTPFlow) -> bool:
    assert flow.response
    return isinstance(flow.response.stream, MarkedPage)


def address_in(flow: http.HTTPFlow) -> str:
    """Where the frames of a page's mark lie."""
    assert flow.response
    stream: Any = flow.response.stream
    whole = b"".join([*stream(DOCUMENT), *stream(b"")])
    assert whole.startswith(DOCUMENT)
    return whole.decode().partition(f'src="{ORIGIN}')[2].partition("/badge")[0]


def at_mark(bench: Bench, path: str, said: dict[str, str], method: str = "GET") -> http.Response:
    flow = a_flow(f"{ORIGIN}{path}", method=method, headers=asked(said), body=None)
    bench.addon.requestheaders(flow)
    bench.addon.request(flow)
    bench.addon.responseheaders(flow)
    assert flow.response
    return flow.response


def send(bench: Bench, url: str, referer: str = SHOP) -> None:
    headers = [(b"Referer", referer.encode()), (b"Sec-Fetch-Site", b"cross-site"), (b"Sec-Fetch-Dest", b"image")]
    bench.addon.request(a_flow(url, method="GET", headers=headers, body=None))


def test_while_it_is_off_nothing_happens(bench: Bench) -> None:
    bench.start()
    flow = a_page(bench)
    assert flow.response
    before = answered(a_flow(SHOP), DOCUMENT, HTML).response
    assert before
    assert flow.response.headers.fields == before.headers.fields
    assert flow.response.stream is False
    assert bench.addon._recording.noting is None


def test_a_page_gets_a_mark_that_says_what_third_parties_got(marked: Bench) -> None:
    flow = a_page(marked)
    place = address_in(flow)
    shown = at_mark(marked, f"{place}/badge", FRAMED)
    assert shown.status_code == 200
    assert "frame-ancestors https://www.boutique.test" in shown.headers["content-security-policy"]
    send(marked, "https://px.adreach.test/p.gif?email=marie.dupont%40mail.example")
    told = json.loads(at_mark(marked, f"{place}/told", OWN).content or b"")
    assert [row[0] for row in told["got_rows"]] == ["adreach.test"]
    assert "e-mail address" in told["got_rows"][0][1]
    assert told["address"] == ""


def test_what_is_asked_of_its_host_never_leaves_and_is_not_recorded(marked: Bench) -> None:
    for path, said in (("/x/told?email=marie.dupont%40mail.example", OWN), ("/", OPENED), ("/x/badge", FRAMED)):
        assert at_mark(marked, path, said).status_code in (200, 404)
    assert marked.records() == []
    marked.choose(mark=False)
    marked.addon._heed()
    assert at_mark(marked, "/x/badge", FRAMED).status_code == 200
    assert marked.records() == []


def test_what_fails_in_our_code_does_not_leave(marked: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addons.badge.answer", Mock(side_effect=RuntimeError))
    assert at_mark(marked, "/x/told", OWN).status_code == 404


@pytest.mark.parametrize("how", ["private", "paused", "unmarked"])
def test_some_sites_are_left_alone(marked: Bench, how: str) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    alone = frozenset({"boutique.test"})
    changes: dict[str, Any] = {
        "private": {"private_sites": alone},
        "paused": {"paused_until": later},
        "unmarked": {"unmarked_sites": alone},
    }
    marked.choose(mark=True, **changes[how])
    marked.addon._heed()
    assert not is_marked(a_page(marked))
    assert is_marked(a_page(marked, "https://other.test/")) is (how != "paused")


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "http://www.boutique.test/"},
        {"url": "https://www.paypal.com/"},
        {"headers": ((b"Content-Type", b"application/json"),)},
        {"method": "HEAD"},
    ],
    ids=["plain", "payment", "data", "head"],
)
def test_other_answers_keep_all_that_they_say(marked: Bench, changes: dict[str, Any]) -> None:
    assert not is_marked(a_page(marked, **changes))


def test_a_page_whose_host_is_said_to_be_another_is_left_alone(marked: Bench) -> None:
    flow = answered(a_flow(SHOP, method="GET", headers=asked(OPENED), body=None), DOCUMENT, HTML)
    flow.request.headers["host"] = "www.bank.test"
    marked.addon.responseheaders(flow)
    assert not is_marked(flow)


def test_where_browsers_find_hosts_by_themselves_there_is_no_mark(marked: Bench) -> None:
    flow = answered(a_flow(SHOP, method="GET", headers=asked(OPENED), body=None), DOCUMENT, HTML)
    flow.client_conn.proxy_mode = ProxyMode.parse("transparent")
    marked.addon.responseheaders(flow)
    assert not is_marked(flow)


def test_the_frame_has_its_site_left_alone_for_good(marked: Bench) -> None:
    place = address_in(a_page(marked))

    async def hide() -> int:
        status = at_mark(marked, f"{place}/hide", OWN, "POST").status_code
        await asyncio.gather(*marked.addon._badge._hiding)
        return status

    assert asyncio.run(hide()) == 204
    assert load(marked.settings, load_or_create(marked.settings)).unmarked_sites == {"boutique.test"}
    assert not is_marked(a_page(marked))


def test_what_the_ledger_has_and_where_the_dashboard_is_are_told(marked: Bench) -> None:
    keys = load_or_create(marked.settings)
    place = address_in(a_page(marked))
    at_mark(marked, f"{place}/badge", FRAMED)
    assert json.loads(at_mark(marked, f"{place}/told", OWN).content or b"")["held_rows"][0][1].startswith("Not known")
    holdings.write(marked.settings, keys, [("boutique.test", "email_address", 2, datetime(2026, 3, 2, tzinfo=UTC))])
    asyncio.run(marked.addon._badge.beat())
    for dashboard, expected in (
        ("http://127.0.0.1:8081/", "http://127.0.0.1:8081/sites/boutique.test"),
        ("https://evil.test/", ""),
        (7, ""),
    ):
        marked.settings.running_file.write_text(json.dumps({"dashboard": dashboard}), encoding="utf-8")
        told = json.loads(at_mark(marked, f"{place}/told", OWN).content or b"")
        assert told["held_rows"] == [["E-mail address", "2, since {day}", "2026-03-02"]]
        assert told["address"] == expected
    marked.settings.mark_file.unlink()
    asyncio.run(marked.addon._badge.beat())
    assert json.loads(at_mark(marked, f"{place}/told", OWN).content or b"")["held_rows"][0][1].startswith("Not known")


def test_connections_to_its_host_are_made_here(marked: Bench) -> None:
    to_mark, to_shop = tflow.tflow(), tflow.tflow()
    to_mark.request.host, to_shop.request.host = HOST, "www.boutique.test"
    marked.addon.http_connect(to_mark)
    marked.addon.http_connect(to_shop)
    assert to_mark.response
    assert to_mark.response.status_code == 200
    assert to_shop.response is None


@pytest.mark.parametrize(("host", "expected"), [(HOST, True), ("www.boutique.test", False)])
def test_no_server_is_looked_for_behind_its_host(marked: Bench, host: str, expected: bool) -> None:
    data = Mock()
    data.context.server.address = (host, 443)
    assert marked.addon._badge.hello(data) is expected
    assert (data.context.server.tls is False) is expected
    data.context.server.address = None
    assert not marked.addon._badge.hello(data)


def test_without_keys_it_stays_off(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.start()
    monkeypatch.setattr("addons.badge.load_or_create", Mock(side_effect=LedgerError("no keyring")))
    bench.choose(mark=True)
    bench.addon._heed()
    assert not bench.addon._badge.is_on
    assert not is_marked(a_page(bench))


def test_a_fault_in_showing_does_not_keep_from_recording(marked: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked.addon._badge._views, "note", Mock(side_effect=RuntimeError))
    send(marked, "https://px.adreach.test/p.gif?email=marie.dupont%40mail.example")
    assert len(marked.records()) == 1
