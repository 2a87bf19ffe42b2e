"""What is given in a form and what is told of its password, with the real parts, but the proxy."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from addons import passwords as module
from tests.builders.passwords import STRONG
from tests.builders.programs import soon
from tests.builders.recordings import Bench
from tests.builders.requests import a_request
from tracker.keys import load_or_create
from tracker.ledger import password_parcels as files
from tracker.ledger.opening import open_ledger
from tracker.ledger.password_uses import forget_uses
from tracker.settings import Settings
from tracker.traffic import Request


@pytest.fixture(autouse=True)
def _has_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest is made to cost half a second of a quiet machine, and nobody waits longer for one than it takes: on a
    busy machine four seconds may end before the first.
    """
    monkeypatch.setattr(module, "FAREWELL", 120.0)


@pytest.fixture
def bench(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(module, "QUIET", 0.0)
    made = Bench(settings)
    yield made
    made.recording.close()


def a_login(site: str = "www.shop.test", page: str = "", name: str = "password") -> Request:
    return a_request(
        f"https://{site}/login",
        body=urlencode({"email": "marie.dupont@mail.example", name: STRONG}),
        content_type="application/x-www-form-urlencoded",
        headers={"Referer": page or f"https://{site}/login"},
    )


def sites(settings: Settings) -> list[str]:
    return [use.site for _, uses in files.read(settings, load_or_create(settings)) for use in uses]


def test_a_login_is_told_with_learning_or_without(settings: Settings) -> None:
    for number, learning in enumerate((True, False)):
        bench = Bench(replace(settings, learning=learning))
        bench.recording.keep(a_login(f"www.shop-{number}.test"))
        bench.recording.close()
    assert sites(settings) == ["shop-0.test", "shop-1.test"]


@pytest.mark.parametrize(
    "request_",
    [
        a_login(page="https://www.other.test/"),
        a_login(name="otp"),
        a_request("https://www.shop.test/?password=x-y-z-9"),
    ],
    ids=["third party", "one-time code", "link"],
)
def test_what_is_no_login_to_the_site_is_not_told(bench: Bench, request_: Request) -> None:
    bench.recording.keep(request_)
    bench.recording.close()
    assert sites(bench.settings) == []


def test_what_the_person_erases_is_not_told_afterwards(
    bench: Bench, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET", 60.0)
    bench.recording.keep(a_login())
    keys = load_or_create(settings)
    with open_ledger(settings, keys) as ledger:
        forget_uses(ledger, settings, keys)
    bench.beat()
    bench.recording.close()
    assert sites(settings) == []


def test_a_fault_is_counted_and_the_request_is_recorded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(module, "strength", fail)
    assert bench.recording.keep(a_login())
    parts = bench.recording._parts
    assert parts
    assert soon(lambda: bool(parts.passwords._faults))
    asyncio.run(bench.recording.beat())
    assert len(bench.records()) == 1
    assert any("MemoryError" in line and STRONG not in line for line in bench.said)
