"""The addon's life, and that nothing we do harms a request."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from mitmproxy import tls
from mitmproxy.addons.proxyserver import Proxyserver
from mitmproxy.exceptions import OptionsError
from mitmproxy.test import taddons, tflow

from addons import capture as module
from addons.capture import Capture
from addons.streaming import LARGE_UPLOAD
from tests.builders.capturing import Bench, an_upload
from tests.builders.flows import a_flow, a_message, answered


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
    flow, message, large = a_flow(), a_message(), an_upload(4 * LARGE_UPLOAD)
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
    addon = Capture()
    addon.done()
    assert not hasattr(addon, "_recording")


def test_a_name_server_that_is_none_is_named(bench: Bench) -> None:
    with pytest.raises(OptionsError, match="tracker_name_servers: 'nowhere:x' is no name server"):
        bench.start(tracker_name_servers=["nowhere:x"])
