"""Hosts whose connections are passed through unread."""

import asyncio
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from mitmproxy import connection, tls
from mitmproxy.proxy.layers import HttpLayer, TCPLayer, UDPLayer
from mitmproxy.test import taddons, tflow

from addons import passing as module
from addons.passing import Ignored, Passing, host_of
from tracker.control import Control
from tracker.control.pinned import Learnt, change, load
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.settings import Settings

_BANK = "api.bank.test"
_CIPHERS = (0x1301, 0xC02B)
_DISTRUST = "The client does not trust the proxy's certificate for api.bank.test (tlsv1 alert unknown ca)"


class _Bench:
    """What lets connections pass, and those that it did."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self.settings, self.keys, self.passed = settings, keys, list[str]()
        self.passing = Passing(settings, keys, self.passed.append)

    def opens(self, host: str, ciphers: Sequence[int] = _CIPHERS) -> tls.ClientHelloData:
        """A program opens TLS to a host."""
        client = tflow.tclient_conn()
        client.sni = host
        context: Any = SimpleNamespace(client=client, server=tflow.tserver_conn())
        data = tls.ClientHelloData(context, SimpleNamespace(cipher_suites=ciphers, alpn_protocols=[b"h2"]))  # type: ignore[arg-type]
        self.passing.hello(data)
        return data

    def is_passed(self, host: str, ciphers: Sequence[int] = _CIPHERS) -> bool:
        return self.opens(host, ciphers).ignore_connection

    def accepts(self, *hosts: str) -> None:
        for host in hosts:
            data = self.opens(host)
            self.passing.accepted(tls.TlsData(data.context.client, data.context))

    def refuses(self, host: str, error: str | None = _DISTRUST) -> str | None:
        data = self.opens(host)
        data.context.client.error = error
        return self.passing.failed(tls.TlsData(data.context.client, data.context))

    def learns(self, host: str = _BANK) -> None:
        for _ in range(2):
            self.accepts("news.test", "shop.test", "mail.test")
            self.refuses(host)

    def beat(self) -> None:
        asyncio.run(self.passing.beat())

    def learnt(self) -> list[str]:
        return [one.host for one in load(self.settings, self.keys).pinned]


@pytest.fixture
def bench(settings: Settings, keys: Keys) -> _Bench:
    return _Bench(settings, keys)


def test_a_pinned_host_is_passed_through_from_then_on_for_the_program_that_pins_it(bench: _Bench) -> None:
    assert not bench.is_passed(_BANK)
    bench.learns()
    assert bench.is_passed(_BANK)
    assert not bench.is_passed(_BANK, ciphers=(0x1302,))
    assert not bench.is_passed("news.test")
    assert bench.passed == [_BANK]


def test_what_was_learnt_outlives_the_proxy(bench: _Bench) -> None:
    bench.learns()
    bench.beat()
    bench.beat()
    assert bench.learnt() == [_BANK]
    assert _Bench(bench.settings, bench.keys).is_passed(_BANK)


def test_what_another_process_changes_is_taken_over(bench: _Bench) -> None:
    bench.learns()
    bench.beat()
    change(bench.settings, bench.keys, lambda learnt: learnt.without(_BANK))
    bench.beat()
    assert not bench.is_passed(_BANK)
    bench.learns()
    assert bench.is_passed(_BANK)


@pytest.mark.parametrize(
    ("control", "host", "expected"),
    [
        (Control(passed_hosts=frozenset({"bank.test"})), _BANK, True),
        (Control(passed_hosts=frozenset({"bank.test"})), "news.test", False),
        (Control(read_hosts=frozenset({_BANK})), _BANK, False),
        (Control(), _BANK, True),
    ],
)
def test_what_the_person_decides_goes_before_what_was_learnt(
    bench: _Bench, control: Control, host: str, expected: bool
) -> None:
    bench.learns()
    bench.passing.choose(control)
    assert bench.is_passed(host) is expected


def test_a_refusal_is_told_with_its_host_and_other_failures_are_not(bench: _Bench) -> None:
    assert bench.refuses(_BANK) == _BANK
    assert bench.refuses(_BANK, "connection closed early") is None
    assert bench.refuses(_BANK, None) is None


def test_a_failure_whose_beginning_was_not_seen_teaches_nothing(bench: _Bench) -> None:
    client = tflow.tclient_conn()
    client.sni, client.error = _BANK, _DISTRUST
    context: Any = SimpleNamespace(client=client, server=tflow.tserver_conn())
    assert bench.passing.failed(tls.TlsData(client, context)) == _BANK
    bench.passing.accepted(tls.TlsData(client, context))
    assert not bench.is_passed(_BANK)


def test_where_a_program_refuses_everywhere_nothing_passes_and_it_is_told(bench: _Bench) -> None:
    bench.learns()
    for number in range(6):
        bench.learns(f"www.site{number}.test")
    bench.beat()
    assert bench.learnt() == []
    assert not bench.is_passed(_BANK)
    (stranger,) = load(bench.settings, bench.keys).strangers
    assert stranger.sites == 7


def test_what_cannot_be_kept_is_kept_later(bench: _Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Learnt:
        raise LedgerError("full")

    bench.learns()
    monkeypatch.setattr(module, "change", fail)
    with pytest.raises(LedgerError):
        bench.beat()
    assert bench.is_passed(_BANK)
    monkeypatch.setattr(module, "change", change)
    bench.beat()
    assert bench.learnt() == [_BANK]


def test_handshakes_under_way_are_bounded(bench: _Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 5)
    for _ in range(20):
        bench.opens(_BANK)
    assert len(bench.passing._begun) == 5


@pytest.mark.parametrize(
    ("named", "server_named", "address", "expected"),
    [
        ("API.Bank.test.", None, ("192.0.2.7", 443), "api.bank.test"),
        (None, "bank.test", ("192.0.2.7", 443), "bank.test"),
        (None, None, ("192.0.2.7", 443), "192.0.2.7"),
        (None, None, None, "unknown"),
    ],
)
def test_a_host_is_named_as_well_as_it_is_known(
    named: str | None, server_named: str | None, address: tuple[str, int] | None, expected: str
) -> None:
    client, server = tflow.tclient_conn(), connection.Server(address=address)
    client.sni, server.sni = named, server_named
    assert host_of(client, server) == expected


# ---- mitmproxy's own options


def _chosen(layer: Any) -> Any:
    client = tflow.tclient_conn()
    client.sni = None
    return SimpleNamespace(layer=layer, context=SimpleNamespace(client=client, server=tflow.tserver_conn()))


def _layer(kind: type[TCPLayer | UDPLayer], *, is_ignored: bool) -> Any:
    layer: Any = kind.__new__(kind)
    layer.flow = None if is_ignored else tflow.ttcpflow()
    return layer


@pytest.mark.parametrize(
    ("options", "layer", "expected"),
    [
        ({"ignore_hosts": ["address"]}, _layer(TCPLayer, is_ignored=True), ["address"]),
        ({"allow_hosts": ["other"]}, _layer(UDPLayer, is_ignored=True), ["address"]),
        ({"ignore_hosts": ["other"]}, _layer(TCPLayer, is_ignored=False), []),
        ({"ignore_hosts": ["other"]}, HttpLayer.__new__(HttpLayer), []),
        ({"ignore_hosts": ["other"]}, None, []),
        ({}, _layer(TCPLayer, is_ignored=True), []),
    ],
    ids=["ignored", "not allowed", "read as it is", "http", "undecided", "no option"],
)
def test_what_mitmproxy_itself_ignores_is_noted(options: dict[str, Any], layer: Any, expected: list[str]) -> None:
    noted: list[str] = []
    with taddons.context(loadcore=True) as context:
        context.options.update(**options)
        Ignored(noted.append, lambda _: None).next_layer(_chosen(layer))
    assert noted == expected
