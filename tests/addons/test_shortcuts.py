"""Each shorter way has the outcome of mitmproxy's own."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mitmproxy import hooks, http
from mitmproxy.addonmanager import LoadHook
from mitmproxy.addons.maplocal import MapLocal
from mitmproxy.addons.onboarding import Onboarding
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook
from mitmproxy.proxy.layers.http._http1 import Http1Client, Http1Connection, Http1Server
from mitmproxy.proxy.layers.tls import TLSLayer
from mitmproxy.proxy.server import ConnectionHandler
from mitmproxy.test import tflow
from OpenSSL import SSL

from addons import shortcuts

TAKEN: tuple[tuple[type, str], ...] = (
    (http.MessageData, "__post_init__"),
    (hooks.Hook, "args"),
    (http.Headers, "get_all"),
    (http.Headers, "get"),
    (http.Headers, "__contains__"),
    (MapLocal, "request"),
    (Onboarding, "request"),
    (ConnectionHandler, "server_event"),
    (TLSLayer, "tls_interact"),
    (Http1Client, "send"),
    (Http1Server, "send"),
)
_OWN = {(owner, name): (getattr(owner, name), name in vars(owner)) for owner, name in TAKEN}


def _restore() -> None:
    for (owner, name), (own, was_its) in _OWN.items():
        if was_its:
            setattr(owner, name, own)
        elif name in vars(owner):
            delattr(owner, name)


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Give mitmproxy its own ways back after each test."""
    yield
    _restore()


def test_all_ways_are_taken_with_the_mitmproxy_that_is_here_and_once() -> None:
    shortcuts.install()
    first = [getattr(owner, name) for owner, name in TAKEN]
    assert all(now is not _OWN[way][0] for now, way in zip(first, TAKEN, strict=True))
    shortcuts.install()
    assert [getattr(owner, name) for owner, name in TAKEN] == first


@pytest.mark.parametrize(("owner", "name"), TAKEN, ids=[f"{owner.__name__}.{name}" for owner, name in TAKEN])
def test_what_is_not_as_we_know_it_stays_as_it_is(owner: type, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(*_: Any) -> None:
        raise NotImplementedError

    monkeypatch.setattr(owner, name, other)
    shortcuts.install()
    assert getattr(owner, name) is other
    monkeypatch.setattr(owner, name, Mock())
    shortcuts.install()
    assert isinstance(getattr(owner, name), Mock)


def test_headers_whose_inner_ways_were_changed_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.Headers, "_reduce_values", staticmethod(lambda values: values[0]))
    shortcuts.install()
    assert http.Headers([(b"A", b"1"), (b"a", b"2")]).get("A") == "1"
    assert http.Headers.get_all is _OWN[http.Headers, "get_all"][0]


_NAME = st.sampled_from(["Host", "host", "HOST", "x-a", "X-A", "x-ab", "", "é", "\udc80"])
_FIELDS = st.lists(st.tuples(_NAME.map(lambda name: name.encode("utf-8", "surrogateescape")), st.binary(max_size=4)))
_ASKED: Any = st.one_of(
    _NAME, _NAME.map(lambda name: name.encode("utf-8", "surrogateescape")), st.sampled_from([None, 1, "\ud800"])
)


class _Headers(http.Headers):
    """Somebody's own, in which names are as they are written."""

    @staticmethod
    def _kconv(key: Any) -> Any:
        return key


def _answers(kind: type[http.Headers], fields: list[tuple[bytes, bytes]], asked: Any) -> list[object]:
    headers = kind(fields)
    answers: list[object] = []
    for ask in (
        lambda: headers.get_all(asked),
        lambda: headers.get(asked),
        lambda: headers.get(asked, "none"),
        lambda: asked in headers,
        lambda: headers[asked],
    ):
        try:
            answers.append(ask())
        except Exception as error:  # noqa: BLE001 - which one is what is compared
            answers.append((type(error), str(error)))
    return answers


@given(st.sampled_from([http.Headers, _Headers]), _FIELDS, _ASKED)
def test_headers_answer_as_before(kind: type[http.Headers], fields: list[tuple[bytes, bytes]], asked: Any) -> None:
    _restore()
    before = _answers(kind, fields, asked)
    shortcuts.install()
    assert _answers(kind, fields, asked) == before


_VALUES: Any = st.sampled_from([b"x", None, 1.5, 2, "text", True, http.Headers()])
_MESSAGE = ("http_version", "headers", "content", "trailers", "timestamp_start", "timestamp_end")


def _made(values: dict[str, Any]) -> object:
    given: dict[str, Any] = {"http_version": b"HTTP/1.1", "headers": http.Headers(), "content": None, "trailers": None}
    given |= {"timestamp_start": 1.0, "timestamp_end": None}
    try:
        return http.ResponseData(**given | values, status_code=200, reason=b"OK")
    except TypeError as error:
        return str(error)


@given(st.lists(st.dictionaries(st.sampled_from(_MESSAGE), _VALUES, max_size=2), max_size=8))
def test_messages_of_wrong_types_are_refused_as_before(messages: list[dict[str, Any]]) -> None:
    _restore()
    before = [_made(message) for message in messages]
    shortcuts.install()
    assert [_made(message) for message in messages] == before
    assert [_made(message) for message in messages] == before


def test_the_kinds_of_messages_that_are_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts, "_MOST_KINDS", 1)
    shortcuts.install()
    assert _made({}) == _made({})
    assert _made({"content": b"x"}) == _made({"content": b"x"})
    assert _made({"content": "x"}) == "Expected bytes | None for content, but got <class 'str'>."


@pytest.mark.parametrize(
    "event",
    [HttpRequestHook(tflow.tflow()), hooks.UpdateHook([]), LoadHook(Mock()), hooks.RunningHook()],
    ids=["request", "update", "load", "running"],
)
def test_events_have_the_values_that_they_had(event: hooks.Hook) -> None:
    _restore()
    before = event.args()
    shortcuts.install()
    assert event.args() == before


def test_local_files_are_looked_for_only_where_some_are_to_be_served() -> None:
    asked: list[http.HTTPFlow] = []
    spec = Mock()
    spec.matches = lambda flow: asked.append(flow)  # noqa: PLW0108 - nothing comes back
    shortcuts.install()
    addon, flow = MapLocal(), tflow.tflow()
    flow.live = True
    addon.request(flow)
    assert asked == []
    addon.replacements = [spec]
    addon.request(flow)
    assert asked == [flow]


def test_bodies_are_joined_only_where_all_who_hand_them_over_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Http1Connection, "_handle_event", Mock())
    shortcuts.install()
    assert Http1Server.send is _OWN[Http1Server, "send"][0]
    assert Http1Client.send is _OWN[Http1Client, "send"][0]


class _Waiting:
    """What TLS has to send, in place of a connection's."""

    def __init__(self, size: int) -> None:
        self.left, self.asked = bytes(size), 0

    def bio_read(self, most: int) -> bytes:
        self.asked += 1
        if not self.left:
            raise SSL.WantReadError
        data, self.left = self.left[:most], self.left[most:]
        return data


@pytest.mark.parametrize("size", [0, 1, 65534, 65535, 65536, 200_000])
def test_all_that_tls_has_to_send_is_sent_and_seldom_asked_for_in_vain(size: int) -> None:
    made = []
    for is_shorter in (False, True):
        _restore()
        if is_shorter:
            shortcuts.install()
        layer: Any = Mock()
        layer.tls = _Waiting(size)
        made.append(([vars(command)["data"] for command in TLSLayer.tls_interact(layer)], layer.tls.asked))
    assert made[0][0] == made[1][0]
    assert made[1][1] == made[0][1] - (0 < size < 65535)


def test_a_checksum_is_of_functions_alone() -> None:
    assert shortcuts.checksum_of(len) == shortcuts.checksum_of(None) == 0
    assert shortcuts.checksum_of(_restore) not in (0, shortcuts.checksum_of(_made))


@pytest.mark.parametrize("name", ["mitm.it", "MITM.IT", "mitm.it:80", "www.mitm.it", "[mitm.it]", "shop.test", None])
@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/2.0"])
@pytest.mark.parametrize("host", ["mitm.it", "shop.test"])
def test_mitmproxy_is_asked_for_what_it_serves_itself(host: str, version: str, name: str | None) -> None:
    shortcuts.install()
    flow, app = tflow.tflow(), Onboarding()
    flow.live, flow.request.http_version, flow.request.host, flow.request.host_header = True, version, host, name
    steps = app.request(flow)
    if steps is not None:
        steps.close()
    assert (steps is not None) is ("mitm.it" in (name or host))
    assert steps is not None or not app.should_serve(flow)
