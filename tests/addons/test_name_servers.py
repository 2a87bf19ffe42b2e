"""Whom the proxy may ask, and for which names."""

import asyncio
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from addons import name_servers as module
from addons.name_servers import (
    GivenServers,
    SystemServers,
    _end_of,
    canonical_name,
    hosts_file,
    is_in_hosts_file,
    is_special,
    servers_of,
)
from tests.builders.name_servers import chain, name_server, zone
from tracker.resolving import Chain, Server, Unresolved

NAME = "metrics.shop.org"


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("192.0.2.1", Server("192.0.2.1", 53)),
        ("192.0.2.1:5353", Server("192.0.2.1", 5353)),
        ("2001:db8::1", Server("2001:db8::1", 53)),
        ("[2001:db8::1]", Server("2001:db8::1", 53)),
        ("[fe80::1%eth0]:5353", Server("fe80::1%eth0", 5353)),
    ],
)
def test_a_name_server_is_named_by_its_address(text: str, server: Server) -> None:
    servers = servers_of([text])
    assert isinstance(servers, GivenServers)
    assert servers._servers == (server,)


@pytest.mark.parametrize("text", ["", ":53", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "[::1", "a b", "[::1]x"])
def test_what_is_no_name_server_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is no name server"):
        servers_of([text])


@pytest.mark.parametrize("name", ["shop.test", "localhost", "printer.local", "x.onion", "nas.home.arpa", "a.internal"])
def test_names_that_are_none_of_the_internets_are_only_asked_of_servers_that_were_named(name: str) -> None:
    assert is_special(name)
    assert not servers_of([]).may_be_asked(name)
    assert servers_of(["192.0.2.1"]).may_be_asked(name)


@pytest.mark.parametrize("name", ["shop.org", "test.org", "mylocal.net", "metrics.local-shop.fr"])
def test_names_of_the_internet_may_be_asked(name: str) -> None:
    assert not is_special(name)
    assert servers_of([]).may_be_asked(name)


@pytest.mark.parametrize("name", ["intranet-wiki", "", "a..b", "A.org", "münchen.example.org", "a" * 300 + ".org"])
def test_what_is_no_name_of_the_internet_may_not(name: str) -> None:
    assert not servers_of([]).may_be_asked(name)


def test_what_the_file_of_hosts_answers_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hosts"
    path.write_text("127.0.0.1\tlocalhost\n192.0.2.9  Wiki.Firm.org wiki # of the firm\n")
    assert is_in_hosts_file("wiki.firm.org", path)
    assert not is_in_hosts_file("firm.org", path)
    assert not is_in_hosts_file("iki.firm.org", path)
    path.write_text("192.0.2.9 other.firm.org of-another-length.firm.org\n")
    assert not is_in_hosts_file("wiki.firm.org", path)
    assert not is_in_hosts_file("wiki.firm.org", tmp_path / "nowhere")
    monkeypatch.setattr(module, "hosts_file", lambda: path)
    assert not SystemServers().may_be_asked("other.firm.org")


def test_the_file_of_hosts_lies_where_the_system_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hosts_file() == Path("/etc/hosts")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", "D:\\Windows")
    assert hosts_file().parts[1:] == ("System32", "drivers", "etc", "hosts")


def test_servers_that_were_named_are_asked() -> None:
    async def run() -> Chain:
        async with name_server(zone({NAME: chain(NAME, "shop.adpix.test")})) as (server, _):
            return await GivenServers([server]).chain_of(NAME)

    assert asyncio.run(run()) == Chain(("shop.adpix.test",), 300)


def test_the_system_is_asked_for_its_servers_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    told, asked, moment = [["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"]], [], [1000.0]
    monkeypatch.setattr(module, "monotonic", lambda: moment[0])

    async def chain_of(name: str, servers: Sequence[Server]) -> Chain:
        asked.append([server.host for server in servers])
        return Chain((), 5)

    monkeypatch.setattr(module, "chain_of", chain_of)
    system = SystemServers(lambda: told[-1])
    for step, hosts in ((0, told[0]), (30, ["192.0.2.9"]), (31, ["192.0.2.9"])):
        moment[0] += step
        told.append(hosts)
        asyncio.run(system.chain_of(NAME))
    assert asked == [told[0][:3], told[0][:3], ["192.0.2.9"]]


def test_where_no_server_tells_the_system_names_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_told() -> Sequence[str]:
        raise RuntimeError("no configuration")

    monkeypatch.setattr(module, "canonical_name", lambda name: "Shop.AdPix.Test.")
    assert asyncio.run(SystemServers(not_told).chain_of(NAME)) == Chain(("shop.adpix.test",), 3600)


@pytest.mark.parametrize("said", [None, "", NAME, NAME.upper() + ".", "no name"])
def test_a_system_that_names_no_other_end_has_told_nothing(said: str | None) -> None:
    with pytest.raises(Unresolved):
        asyncio.run(_end_of(NAME, lambda name: said))


def test_an_end_that_nobody_waits_for_any_more_is_dropped() -> None:
    release, done = threading.Event(), threading.Event()

    def late(name: str) -> str:
        release.wait(10)
        done.set()
        return "late.test"

    async def run() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_end_of(NAME, late), 0.01)
        release.set()
        await asyncio.to_thread(done.wait, 10)
        await asyncio.sleep(0.01)

    asyncio.run(run())
    assert done.is_set()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([(2, 1, 6, "", ()), (2, 1, 6, "end.test", ())], "end.test"),
        ([(2, 1, 6, "", ())], None),
        (socket.gaierror(-2, "not known"), None),
        (UnicodeError("label too long"), None),
    ],
    ids=["a name", "no name", "unknown", "no name at all"],
)
def test_the_systems_own_word_for_the_end(answer: Any, expected: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert canonical_name(NAME) == expected
