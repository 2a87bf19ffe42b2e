"""Asking where names lead, beside the traffic."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from mitmproxy.http import HTTPFlow
from mitmproxy.proxy.mode_specs import ProxyMode

from addons import aliases as module
from addons.aliases import AT_ONCE, MOST_WAITING, RETRY, SHORTEST
from addons.name_servers import GivenServers
from tests.builders.aliases import Bench, Stub
from tests.builders.flows import a_flow
from tests.builders.name_servers import chain, name_server, zone
from tracker.resolving import Chain, Unresolved

HOST = "metrics.shop.test"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(monkeypatch)
    yield made
    assert made.faults == []


async def led(name: str) -> Chain:
    return Chain(("shop.adpix.test",), 60)


async def fails(name: str) -> Chain:
    raise Unresolved("no network")


def test_where_a_recorded_host_leads_is_kept_once_it_has_answered(bench: Bench) -> None:
    async def run() -> None:
        async with name_server(zone({HOST: chain(HOST, "shop.adpix.test", "eu.adpix.test")})) as (server, made):
            bench.watch.use(GivenServers([server]))
            bench.watch.note(HOST)
            await bench.settle()
            assert made.asked == []
            await bench.see(HOST)
            await asyncio.gather(*bench.watch._tasks)

    asyncio.run(run())
    (told,) = bench.kept
    assert (told.host, told.hops) == (HOST, ("shop.adpix.test", "eu.adpix.test"))
    assert abs(told.time - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize("ttl", [0, 60, 10**9])
def test_the_same_host_is_asked_for_again_only_after_hours(bench: Bench, ttl: int) -> None:
    async def answer(name: str) -> Chain:
        return Chain((), ttl)

    async def run() -> Stub:
        servers = bench.use(answer)
        await bench.see(*[HOST] * 5)
        bench.now += SHORTEST - 1
        await bench.see(HOST)
        assert servers.asked == [HOST]
        bench.now += module.LONGEST
        await bench.see(HOST)
        return servers

    assert asyncio.run(run()).asked == [HOST, HOST]


def test_what_cannot_be_resolved_is_counted_and_tried_again_later(bench: Bench) -> None:
    async def run() -> None:
        bench.use(fails)
        await bench.see(HOST)
        assert (bench.counts, bench.kept) == ([1], [])
        bench.use(led)
        await bench.see(HOST)
        assert bench.kept == []
        bench.now += RETRY
        await bench.see(HOST)

    asyncio.run(run())
    assert [told.hops for told in bench.kept] == [("shop.adpix.test",)]


def test_without_a_network_it_pauses(bench: Bench) -> None:
    hosts = [f"h{number}.shop.test" for number in range(30)]

    async def run() -> Stub:
        servers = bench.use(fails)
        for host in hosts:
            bench.watch.note(host)
        for host in hosts:
            bench.watch.answered(a_flow(), host)
        await bench.settle()
        assert len(servers.asked) < 8 + 2 * AT_ONCE
        before = len(servers.asked)
        await bench.see("new.shop.test")
        assert len(servers.asked) == before
        bench.now += 61
        await bench.see("new.shop.test", hosts[-1])
        return servers

    assert asyncio.run(run()).asked[-2:] == ["new.shop.test", hosts[-1]]


def test_only_a_few_are_asked_for_at_once_and_only_so_many_wait(bench: Bench) -> None:
    gate = asyncio.Event()
    hosts = [f"h{number}.shop.test" for number in range(MOST_WAITING + AT_ONCE + 3)]

    async def slow(name: str) -> Chain:
        await gate.wait()
        return Chain((), 60)

    async def run() -> Stub:
        servers = bench.use(slow)
        await bench.see(*hosts)
        assert servers.asked == hosts[:AT_ONCE]
        gate.set()
        for _ in range(MOST_WAITING):
            await bench.settle()
        assert servers.asked == hosts[:-3]
        bench.now += 61
        await bench.see(hosts[-1])
        return servers

    assert asyncio.run(run()).asked[-1] == hosts[-1]


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "[2001:db8::1]", "shop.test", "www.shop.test", "www.google-analytics.com", "a b", ""]
)
def test_hosts_that_hide_nobody_are_not_asked_for(bench: Bench, host: str) -> None:
    """Addresses, sites' own fronts, what is known as a listener's own, what is no name."""

    async def run() -> Stub:
        servers = bench.use(led)
        bench.watch.note(host)
        bench.watch.answered(a_flow(), host)
        await bench.settle()
        return servers

    assert asyncio.run(run()).asked == []


def test_a_host_of_which_nothing_was_recorded_is_not_asked_for(bench: Bench) -> None:
    async def run() -> Stub:
        servers = bench.use(led)
        bench.watch.answered(a_flow(), HOST)
        await bench.settle()
        return servers

    assert asyncio.run(run()).asked == []


def test_turned_off_it_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(monkeypatch, is_on=False)

    async def run() -> Stub:
        servers = bench.use(led)
        await bench.see(HOST)
        return servers

    assert asyncio.run(run()).asked == []


def a_flow_through(mode: str, url: str = f"https://{HOST}/", *, via: bool = False) -> HTTPFlow:
    flow = a_flow(url)
    flow.client_conn.proxy_mode = ProxyMode.parse(mode)
    if via:
        flow.server_conn.via = ("http", ("proxy.test", 3128))
    return flow


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        (a_flow_through("regular"), True),
        (a_flow_through("reverse:https://metrics.shop.test"), True),
        (a_flow_through("socks5"), True),
        (a_flow_through("upstream:http://proxy.test:3128", via=True), False),
        (a_flow_through("local", "https://192.0.2.1/"), True),
        (a_flow_through("wireguard", "https://192.0.2.1/"), True),
        (a_flow_through("transparent", "https://192.0.2.1/"), False),
        (a_flow_through("socks5", "https://[2001:db8::1]/"), False),
    ],
    ids=range(8),
)
def test_only_names_that_this_machine_resolved_are_asked_for(bench: Bench, flow: HTTPFlow, expected: bool) -> None:
    assert asked_for(bench, flow, are_chosen=False) == ([HOST] if expected else [])


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        (a_flow_through("transparent", "https://192.0.2.1/"), True),
        (a_flow_through("upstream:http://proxy.test:3128", via=True), False),
    ],
    ids=range(2),
)
def test_servers_that_were_chosen_are_asked_but_behind_another_proxy(
    bench: Bench, flow: HTTPFlow, expected: bool
) -> None:
    assert asked_for(bench, flow, are_chosen=True) == ([HOST] if expected else [])


def asked_for(bench: Bench, flow: HTTPFlow, *, are_chosen: bool) -> list[str]:
    """What is asked when that flow has its answer."""

    async def run() -> list[str]:
        servers = bench.use(led)
        servers.are_chosen = are_chosen
        bench.watch.note(HOST)
        bench.watch.answered(flow, HOST)
        await bench.settle()
        return servers.asked

    return asyncio.run(run())


def test_a_fault_of_our_own_is_told_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(monkeypatch)

    async def broken(name: str) -> Chain:
        raise KeyError(name)

    async def run() -> None:
        bench.use(broken)
        await bench.see(HOST)
        bench.use(led)
        await bench.see("other.shop.test")

    asyncio.run(run())
    assert [type(error) for error in bench.faults] == [KeyError]
    assert [told.host for told in bench.kept] == ["other.shop.test"]


def test_at_the_end_nothing_is_waited_for(bench: Bench) -> None:
    async def never(name: str) -> Chain:
        await asyncio.Event().wait()
        raise AssertionError

    async def run() -> None:
        servers = bench.use(never)
        await bench.see(*(f"h{number}.shop.test" for number in range(9)))
        bench.watch.close()
        await bench.settle()
        assert (len(servers.asked), bench.watch._tasks) == (AT_ONCE, set())

    asyncio.run(run())
    assert bench.kept == []


def test_the_memory_of_hosts_is_bounded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KNOWN", 10)
    bench.use(led)
    for number in range(100):
        bench.watch.note(f"h{number}.shop.test")
    assert len(bench.watch._due) <= 10
    assert len(bench.watch._wanted) <= 10
    assert "h99.shop.test" in bench.watch._wanted
