"""Signals on the way out."""

import pytest
from mitmproxy import http

from addons import signals as module
from addons.signals import Signaller
from tests.builders.capturing import Bench
from tests.builders.flows import a_flow, answered
from tracker.control import Control, Signals, change
from tracker.keys import load_or_create

_PAGE = "https://shop.test/red?gclid=Abc&colour=red"


def _signaller(**chosen: bool) -> Signaller:
    made = Signaller()
    made.choose(Signals(**chosen))
    return made


def _visit(url: str = _PAGE, *, version: str = "HTTP/1.1") -> http.HTTPFlow:
    return a_flow(url, method="GET", headers=((b"Referer", b"https://news.test/flu"),), body=None, version=version)


def test_nothing_is_said_until_it_is_chosen() -> None:
    assert Signaller().is_on is False
    assert _signaller().is_on is False
    assert _signaller(dnt=True).is_on is True


@pytest.mark.parametrize(
    ("version", "name"), [("HTTP/1.1", b"Sec-GPC"), ("HTTP/2.0", b"sec-gpc"), ("HTTP/3", b"sec-gpc")]
)
def test_a_signal_is_written_as_the_version_of_http_wants_it(version: str, name: bytes) -> None:
    flow = _visit(version=version)
    _signaller(gpc=True).send(flow)
    assert flow.request.headers.fields[-1] == (name, b"1")


def test_the_address_and_the_page_lose_what_tells_of_the_person() -> None:
    flow = _visit()
    _signaller(referer=True, link_ids=True).send(flow)
    assert flow.request.path == "/red?colour=red"
    assert flow.request.headers["referer"] == "https://news.test/"


def test_what_no_signal_concerns_stays_the_very_same() -> None:
    flow = a_flow("https://shop.test/", method="GET", headers=(), body=None)
    before = flow.request.data.headers.fields
    _signaller(referer=True, link_ids=True).send(flow)
    assert flow.request.data.headers.fields is before


@pytest.mark.parametrize(
    ("status", "location", "expected"),
    [
        (302, "/red?gclid=Abc", _PAGE),
        (301, "https://shop.test/red?a=1&gclid=Abc#top", _PAGE),
        (302, "/red?gclid=other", "https://shop.test/red?colour=red"),
        (302, "/red", "https://shop.test/red?colour=red"),
        (200, "/red?gclid=Abc", "https://shop.test/red?colour=red"),
    ],
)
def test_a_site_that_asks_for_the_very_same_again_gets_it(status: int, location: str, expected: str) -> None:
    signaller, first, second = _signaller(link_ids=True), _visit(), _visit()
    signaller.send(first)
    signaller.answered(answered(first, headers=((b"Location", location.encode()),), status=status))
    signaller.answered(answered(first, status=status))
    signaller.send(second)
    assert second.request.url == expected


def test_what_is_remembered_of_sites_and_requests_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    signaller = _signaller(link_ids=True)
    flows = [_visit(f"https://shop{number}.test/?gclid=Abc") for number in range(6)]
    for flow in flows:
        signaller.send(flow)
    assert len(signaller._taken) == 3
    for flow in flows:
        signaller.send(flow)
        signaller.answered(answered(flow))
    assert not signaller._taken


def test_the_record_tells_what_left(bench: Bench) -> None:
    change(bench.settings, load_or_create(bench.settings), lambda _: Control(signals=Signals(gpc=True, link_ids=True)))
    bench.start()
    flow = a_flow(
        "https://shop.test/?gclid=EAIaIQobChMI_Abc-Def123&email=marie.dupont%40mail.example", method="GET", body=None
    )
    bench.addon.requestheaders(flow)
    bench.addon.request(flow)
    assert flow.request.headers["sec-gpc"] == "1"
    assert bench.paths() == ["email"]


def test_nothing_is_changed_where_nothing_is_chosen(bench: Bench) -> None:
    bench.start()
    flow = _visit()
    before = flow.get_state()
    bench.addon.requestheaders(flow)
    bench.addon.request(flow)
    assert flow.get_state() == before


def test_an_answer_from_here_is_no_request_that_leaves(bench: Bench) -> None:
    change(bench.settings, load_or_create(bench.settings), lambda _: Control(signals=Signals(gpc=True)))
    bench.start()
    flow = answered(_visit())
    bench.addon.requestheaders(flow)
    bench.addon.responseheaders(flow)
    assert "sec-gpc" not in flow.request.headers
