"""The names that a name leads to."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from tests.builders.name_servers import Record, Respond, address, alias, chain, closed_port, message, name_server, zone
from tracker.resolving.asking import Server
from tracker.resolving.chains import MOST_HOPS, Chain, Unresolved, chain_of

NAME = "metrics.shop.test"
LONG = [NAME, *(f"hop{number}.adpix.test" for number in range(MOST_HOPS))]


def led(respond: Respond, before: Sequence[Server] = ()) -> tuple[Chain, list[str]]:
    async def run() -> tuple[Chain, list[str]]:
        async with name_server(respond) as (server, made):
            return await chain_of(NAME, [*before, server], 0.5), made.asked

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("names", "hops"),
    [
        ({NAME: [address(NAME)]}, ()),
        ({NAME: []}, ()),
        ({NAME: chain(NAME, "shop.adpix.test")}, ("shop.adpix.test",)),
        ({NAME: chain(NAME, "a.test", "b.test", "c.test")}, ("a.test", "b.test", "c.test")),
        ({NAME: chain(*LONG)}, tuple(LONG[1:])),
        ({NAME: list(reversed(chain(NAME, "a.test", "b.test")))}, ("a.test", "b.test")),
        ({NAME: [alias("other.test", "x.test"), address(NAME)]}, ()),
    ],
    ids=["an address", "nothing", "one hop", "three hops", "a long way", "out of order", "somebody else's alias"],
)
def test_every_hop_is_told_in_its_order(names: Mapping[str, Sequence[Record]], hops: tuple[str, ...]) -> None:
    assert led(zone(names))[0].hops == hops


def test_a_server_that_tells_one_hop_at_a_time_is_asked_again() -> None:
    names = {
        NAME: [alias(NAME, "a.test", 600)],
        "a.test": [alias("a.test", "b.test", 60)],
        "b.test": [address("b.test")],
    }
    assert led(zone(names)) == (Chain(("a.test", "b.test"), 60), [NAME, "a.test", "b.test"])


@pytest.mark.parametrize(
    "names",
    [
        {NAME: [alias(NAME, NAME)]},
        {NAME: [alias(NAME, "a.test"), alias("a.test", NAME)]},
        {NAME: [alias(NAME, "a.test")], "a.test": [alias("a.test", NAME)]},
        {NAME: chain(*LONG, "one.too.many.test")},
        {NAME: [alias(NAME, "n0.test")], **{f"n{i}.test": [alias(f"n{i}.test", f"n{i + 1}.test")] for i in range(9)}},
        {NAME: [alias(NAME, "gone.test")]},
        {},
    ],
    ids=[
        "to itself",
        "in a circle",
        "in a circle, step by step",
        "too far",
        "too far, step by step",
        "to nowhere",
        "no name",
    ],
)
def test_what_has_no_end_or_no_name_is_not_resolved(names: Mapping[str, Sequence[Record]]) -> None:
    with pytest.raises(Unresolved):
        led(zone(names))


def test_the_next_server_is_asked_where_one_does_not_help() -> None:
    good = zone({NAME: chain(NAME, "a.test")})
    assert led(good, [closed_port()])[0].hops == ("a.test",)


def test_another_server_is_not_asked_for_a_name_that_is_not_there() -> None:
    async def run() -> list[str]:
        async with name_server(zone({})) as (first, _), name_server(zone({})) as (second, made):
            with pytest.raises(Unresolved, match="no such name"):
                await chain_of(NAME, [first, second], 0.5)
            return made.asked

    assert asyncio.run(run()) == []


@pytest.mark.parametrize(
    ("respond", "reason"),
    [
        (lambda asked: [message(asked, flags=0x8182)], "refused with 2"),
        (lambda asked: [], "no answer in time"),
        (lambda asked: [b""] * 40, "too early"),
    ],
    ids=["refused", "silent", "rubbish"],
)
def test_where_no_server_tells_the_reason_is_said(respond: Respond, reason: str) -> None:
    with pytest.raises(Unresolved, match=reason):
        led(respond)


def test_without_a_server_nothing_is_resolved() -> None:
    with pytest.raises(Unresolved, match="no name server"):
        asyncio.run(chain_of(NAME, []))
