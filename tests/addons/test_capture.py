"""The addon's hooks: what is recorded, and when."""

import asyncio
from typing import Any

import pytest
from mitmproxy import tls
from mitmproxy.test import tflow

from addons import uploads
from addons.capture import name_of
from addons.streaming import FIRST_PART, LARGE_UPLOAD, FirstPart, PageCopy
from tests.builders.capturing import Bench, an_upload
from tests.builders.flows import a_flow, a_message, answered
from tests.builders.name_servers import chain, name_server, zone


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


def test_a_large_upload_is_streamed_and_its_head_and_first_part_recorded_before_they_leave(bench: Bench) -> None:
    bench.start()
    flow = an_upload(4 * LARGE_UPLOAD)
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
    flow = an_upload(0, headers=headers[: 2 if version == "HTTP/1.1" else 1], version=version, body=None)
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
    flow = an_upload(0, headers=((b"Transfer-Encoding", b"chunked"),), body=None)
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

    monkeypatch.setattr(uploads, "to_head", broken)
    monkeypatch.setattr(uploads, "to_first_part", broken)
    flow = an_upload(4 * LARGE_UPLOAD)
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


# ---- where names lead


def test_an_answer_lets_the_recorded_host_be_looked_up(bench: Bench) -> None:
    host = "metrics.shop.test"

    async def run() -> None:
        async with name_server(zone({host: chain(host, "shop.adpix.test")})) as (server, _):
            bench.start(tracker_name_servers=[f"{server.host}:{server.port}"])
            flow = answered(a_flow(f"https://{host}/collect"))
            flow.response, answer = None, flow.response
            bench.addon.request(flow)
            flow.response = answer
            bench.addon.responseheaders(flow)
            await asyncio.gather(*bench.addon._recording.aliases._tasks)

    asyncio.run(run())
    (told,) = bench.aliases()
    assert (told.host, told.hops) == (host, ("shop.adpix.test",))
    assert [record.host for record in bench.records()] == [host]
