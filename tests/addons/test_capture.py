"""The addon's hooks: what is recorded, when, and that nothing we do harms a request."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mitmproxy import tls
from mitmproxy.addons.proxyserver import Proxyserver
from mitmproxy.exceptions import OptionsError
from mitmproxy.test import taddons, tflow

from addons import capture as module
from addons.capture import Capture, name_of
from addons.streaming import FIRST_PART, LARGE_UPLOAD, FirstPart, PageCopy
from tests.builders.flows import a_flow, a_message, answered
from tracker.detection import Knowledge
from tracker.disclosure import Record
from tracker.journal import read, segments
from tracker.keys import load_or_create
from tracker.records import from_bytes
from tracker.settings import Settings


class Keeper:
    """Stands for the keeper's process, which has tests of its own."""

    def __init__(self, *_: Any, **__: Any) -> None: ...

    def call(self) -> None: ...

    def check(self) -> None: ...

    def close(self) -> None: ...


class Bench:
    """The addon in a mitmproxy, with an installation of its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.addon = settings, Capture()

    def start(self, **options: Any) -> None:
        with taddons.context(self.addon, loadcore=True) as context:
            self.context = context
            context.configure(self.addon, **options)

    def records(self) -> list[Record]:
        key = load_or_create(self.settings).journal
        kept = [sealed.data for path in segments(self.settings.journal_folder) for sealed in read(path, key)]
        return [from_bytes(data) for data in kept if data]

    def paths(self) -> list[str]:
        """Where data was found, request by request."""
        return [found.evidence.path for record in self.records() for found in record.disclosures]

    def missing(self) -> list[int | None]:
        """The sizes of what was not seen of bodies."""
        spots = [spot for record in self.records() for spot in record.blind_spots]
        return [spot.size for spot in spots if spot.reason == "partial-body"]

    @property
    def knowledge(self) -> Knowledge:
        parts = self.addon._recording._parts
        assert parts
        return parts.knowledge

    def break_journal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("tracker.journal.writing.os.write", full)


@pytest.fixture
def bench(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.setattr(module, "KeeperProcess", Keeper)
    made = Bench(settings)
    yield made
    made.addon.done()


def test_a_form_is_recorded_before_it_leaves(bench: Bench) -> None:
    bench.start()
    bench.addon.request(a_flow())
    (record,) = bench.records()
    assert record.host == "shop.test"
    assert [found.category for found in record.disclosures] == ["email_address"]


def test_what_goes_nowhere_is_not_recorded(bench: Bench) -> None:
    bench.start()
    from_file, blocked, killed = a_flow(), answered(a_flow()), a_flow()
    from_file.live = False
    killed.kill()
    for flow in (from_file, blocked, killed):
        bench.addon.request(flow)
    assert bench.records() == []


def test_a_request_that_is_sent_again_is_recorded_again(bench: Bench) -> None:
    bench.start()
    flow = a_flow()
    bench.addon.request(flow)
    flow.is_replay = "request"
    bench.addon.request(flow)
    assert len({record.id for record in bench.records()}) == 2


def test_nothing_is_changed_on_the_way(bench: Bench) -> None:
    bench.start()
    flow = answered(a_flow())
    before = flow.get_state()
    bench.addon.requestheaders(flow)
    bench.addon.request(flow)
    bench.addon.responseheaders(flow)
    bench.addon.response(flow)
    assert flow.get_state() == before


# ---- large bodies


def upload(size: int, **changes: Any) -> Any:
    flow = a_flow("https://shop.test/upload?email=marie.dupont%40mail.example", **changes)
    if "content-length" in flow.request.headers:
        flow.request.headers["content-length"] = str(size)
    flow.request.data.content = None
    return flow


def test_a_large_upload_is_streamed_and_its_head_and_first_part_recorded_before_they_leave(bench: Bench) -> None:
    bench.start()
    flow = upload(4 * LARGE_UPLOAD)
    bench.addon.requestheaders(flow)
    assert isinstance(flow.request.stream, FirstPart)
    assert bench.paths() == ["email"]
    first = b"first_email=marie.dupont%40mail.example&rest=" + b"x" * FIRST_PART
    assert flow.request.stream(first[:1000]) == []
    assert bench.paths() == ["email"]
    assert b"".join(flow.request.stream(first[1000:])) == first
    assert bench.paths() == ["email", "first_email"]
    assert flow.request.stream(b"more") == [b"more"]
    bench.addon.request(flow)
    assert len(bench.records()) == 2
    assert bench.missing() == [4 * LARGE_UPLOAD - FIRST_PART]


def test_a_small_upload_is_not_streamed(bench: Bench) -> None:
    bench.start()
    flow = a_flow()
    bench.addon.requestheaders(flow)
    assert flow.request.stream is False


@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/2.0"])
def test_an_upload_of_unknown_size_is_recorded_when_mitmproxy_begins_to_stream_it(bench: Bench, version: str) -> None:
    bench.start()
    headers = ((b"Content-Type", b"text/plain"), (b"Transfer-Encoding", b"chunked"))
    flow = upload(0, headers=headers[: 2 if version == "HTTP/1.1" else 1], version=version, body=None)
    bench.addon.requestheaders(flow)
    assert flow.request.stream is False
    assert bench.records() == []
    flow.request.stream = True
    assert bench.paths() == ["email"]
    assert flow.request.stream(b"x" * LARGE_UPLOAD)
    flow.request.stream(b"and more")
    bench.addon.request(flow)
    assert bench.missing() == [LARGE_UPLOAD - FIRST_PART + 8]


def test_an_upload_of_unknown_size_that_was_seen_whole_leaves_no_blind_spot(bench: Bench) -> None:
    bench.start()
    flow = upload(0, headers=((b"Transfer-Encoding", b"chunked"),), body=None)
    bench.addon.requestheaders(flow)
    flow.request.stream = True
    flow.request.stream(b"email=marie.dupont%40mail.example")
    flow.request.stream(b"")
    bench.addon.request(flow)
    assert bench.missing() == []


def test_failures_while_streaming_do_not_reach_mitmproxy(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.start()

    def broken(*_: Any) -> None:
        raise RuntimeError("marie.dupont@mail.example")

    monkeypatch.setattr(module, "to_head", broken)
    monkeypatch.setattr(module, "to_first_part", broken)
    flow = upload(4 * LARGE_UPLOAD)
    bench.addon.requestheaders(flow)
    assert b"".join(flow.request.stream(b"x" * FIRST_PART)) == b"x" * FIRST_PART


# ---- answers


def test_forms_on_pages_are_learned_whether_streamed_or_not(bench: Bench) -> None:
    bench.start()
    whole = answered(a_flow("https://shop.test/"))
    bench.addon.responseheaders(whole)
    bench.addon.response(whole)
    assert bench.knowledge.forms.verdict("shop.test", "q1")
    streamed = answered(a_flow("https://journal.test/"), b"", has_length=False)
    bench.addon.responseheaders(streamed)
    assert streamed.response
    assert isinstance(streamed.response.stream, PageCopy)
    page = b"<form><label>E-mail <input name=q1></label></form>"
    assert streamed.response.stream(page) == page
    bench.addon.response(streamed)
    assert bench.knowledge.forms.verdict("journal.test", "q1")
    assert not callable(streamed.response.stream)


def test_large_answers_and_events_are_streamed(bench: Bench) -> None:
    bench.start()
    flow = answered(a_flow(), b"", headers=((b"Content-Type", b"text/event-stream"),), has_length=False)
    bench.addon.responseheaders(flow)
    assert flow.response
    assert flow.response.stream is True


def test_how_another_addon_streams_an_answer_is_left_alone(bench: Bench) -> None:
    bench.start()
    flow = answered(a_flow(), b"", has_length=False)
    assert flow.response
    flow.response.stream = bytes.upper
    bench.addon.responseheaders(flow)
    assert flow.response.stream is bytes.upper


def test_a_cookie_that_an_answer_sets_is_learned(bench: Bench) -> None:
    bench.start()
    value = b"8f3a9c1d7be24f60a5d2c9e41b70f836"
    flow = answered(a_flow(), headers=((b"Set-Cookie", b"visitor=%s; Max-Age=31536000" % value),))
    bench.addon.responseheaders(flow)
    assert bench.knowledge.cookies.verdict("shop.test", "visitor", value.decode())


def test_answers_of_flows_from_files_teach_nothing(bench: Bench) -> None:
    bench.start()
    flow = answered(a_flow())
    flow.live = False
    bench.addon.responseheaders(flow)
    bench.addon.response(flow)
    assert bench.knowledge.forms.verdict("shop.test", "q1") is None
    flow.response = None
    bench.addon.responseheaders(flow)
    bench.addon.response(flow)


# ---- WebSocket, and what cannot be read


def test_outgoing_messages_are_recorded_and_incoming_ones_are_not(bench: Bench) -> None:
    bench.start()
    bench.addon.websocket_message(a_message())
    bench.addon.websocket_message(a_message(from_client=False))
    bench.addon.websocket_message(a_flow())
    (record,) = bench.records()
    assert record.host == "chat.shop.test"
    assert [found.category for found in record.disclosures] == ["email_address"]


def test_a_message_that_was_stopped_is_not_recorded(bench: Bench) -> None:
    bench.start()
    flow = a_message()
    assert flow.websocket
    flow.websocket.messages[-1].drop()
    bench.addon.websocket_message(flow)
    assert bench.records() == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("The client does not trust the proxy's certificate for bank.test (tlsv1 alert unknown ca)", ["pinned"]),
        ("connection closed early", []),
        (None, []),
    ],
)
def test_a_program_that_trusts_only_its_own_certificate_is_a_blind_spot(
    bench: Bench, error: str | None, expected: list[str]
) -> None:
    bench.start()
    client = tflow.tclient_conn()
    client.error, client.sni = error, "api.bank.test"
    context: Any = type("Context", (), {"server": tflow.tserver_conn()})
    bench.addon.tls_failed_client(tls.TlsData(client, context))
    assert [spot.reason for record in bench.records() for spot in record.blind_spots] == expected
    assert all(record.host == "api.bank.test" for record in bench.records())


def test_other_protocols_are_blind_spots(bench: Bench) -> None:
    bench.start()
    bench.addon.tcp_start(tflow.ttcpflow())
    bench.addon.udp_start(tflow.tudpflow())
    assert [(r.scheme, r.blind_spots[0].reason) for r in bench.records()] == [("tcp", "not-http"), ("udp", "not-http")]


def test_a_server_is_named_as_well_as_it_is_known() -> None:
    server = tflow.tserver_conn()
    server.sni, server.address = "shop.test", ("192.0.2.7", 443)
    assert name_of(server) == "shop.test"
    server.sni = None
    assert name_of(server) == "192.0.2.7"
    server.address = None
    assert name_of(server) == "unknown"


# ---- when something fails


def test_a_failure_of_our_own_lets_the_request_go_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.start()

    def broken(*_: Any) -> None:
        raise RuntimeError("marie.dupont@mail.example")

    for name in ("may_have_body", "to_request", "to_message", "stream_of", "is_page", "name_of"):
        monkeypatch.setattr(module, name, broken)
    flow, client = answered(a_flow()), tflow.tclient_conn()
    client.error = "does not trust"
    context: Any = type("Context", (), {"server": None})
    bench.addon.requestheaders(flow)
    bench.addon.request(a_flow())
    bench.addon.responseheaders(flow)
    bench.addon.response(flow)
    bench.addon.websocket_message(a_message())
    bench.addon.tls_failed_client(tls.TlsData(client, context))
    bench.addon.tcp_start(tflow.ttcpflow())
    bench.addon.udp_start(tflow.tudpflow())
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "marie" not in said
    assert "Traceback" not in said


def test_a_journal_that_cannot_be_written_lets_the_request_go_on_loudly(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.start()
    with monkeypatch.context() as patch:
        bench.break_journal(patch)
        flow = a_flow()
        bench.addon.request(flow)
    assert flow.response is None
    assert "No space left on device" in capsys.readouterr().err
    bench.addon.request(a_flow())
    assert len(bench.records()) == 2


def test_strictly_nothing_leaves_unrecorded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.start(tracker_strict=True)
    bench.break_journal(monkeypatch)
    flow, message, large = a_flow(), a_message(), upload(4 * LARGE_UPLOAD)
    large.request.stream = True
    bench.addon.request(flow)
    bench.addon.websocket_message(message)
    bench.addon.requestheaders(large)
    assert flow.response
    assert flow.response.status_code == 503
    assert b"tracker doctor" in (flow.response.content or b"")
    assert message.websocket
    assert message.websocket.messages[-1].dropped
    assert large.request.stream is False


def test_strictly_what_was_recorded_leaves(bench: Bench) -> None:
    bench.start(tracker_strict=True)
    flow, message = a_flow(), a_message()
    bench.addon.request(flow)
    bench.addon.websocket_message(message)
    assert flow.response is None
    assert message.websocket
    assert not message.websocket.messages[-1].dropped


# ---- its life


def test_settings_that_cannot_be_used_are_an_error_that_names_them(bench: Bench) -> None:
    bench.settings.home.mkdir()
    (bench.settings.home / "settings.toml").write_text('key_store = "nowhere"')
    with pytest.raises(OptionsError, match="key_store"):
        bench.start()
    bench.addon.request(a_flow())


def test_it_beats_while_it_runs_and_survives_a_failing_beat(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    beats = []

    async def beat(_: Any) -> None:
        beats.append(1)
        if len(beats) == 1:
            raise RuntimeError

    monkeypatch.setattr(module, "BEAT", 0.01)
    monkeypatch.setattr("addons.recording.Recording.beat", beat)

    async def life() -> None:
        with taddons.context(Proxyserver(), bench.addon) as context:
            context.configure(bench.addon)
            bench.addon.running()
            assert context.options.stream_large_bodies == str(LARGE_UPLOAD)
            await asyncio.sleep(0.3)
            bench.addon.done()

    asyncio.run(life())
    assert len(beats) > 2


@pytest.mark.parametrize("given", [{"stream_large_bodies": "3m"}, {"tracker_strict": True}])
def test_what_the_person_chose_of_mitmproxys_options_stays(bench: Bench, given: dict[str, Any]) -> None:
    async def life() -> None:
        with taddons.context(Proxyserver(), bench.addon) as context:
            context.configure(bench.addon, **given)
            bench.addon.running()
            assert context.options.stream_large_bodies == given.get("stream_large_bodies")
            bench.addon.done()

    asyncio.run(life())


def test_mitmproxy_may_put_the_path_back_after_it_has_loaded_us(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [])
    with taddons.context(loadcore=False) as context:
        context.master.addons.add(bench.addon)
    assert str(Path(module.__file__).parent.parent) in sys.path


def test_an_addon_that_never_began_ends_quietly() -> None:
    Capture().done()
