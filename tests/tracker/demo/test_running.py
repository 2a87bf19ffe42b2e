import asyncio
import json
import ssl
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tracker.demo import running
from tracker.demo.names import BEHIND, CLOAKED, COMPANY
from tracker.demo.person import MARIE
from tracker.demo.running import (
    introduce,
    name_server_options,
    names,
    proxy_options,
    run,
    settings_of_demo,
    world,
)
from tracker.demo.world import World
from tracker.errors import TrackerError
from tracker.keys import load_or_create
from tracker.ledger.opening import open_ledger
from tracker.ledger.profiles import listed, read_snapshot
from tracker.resolving import Server, chain_of
from tracker.settings import Settings
from tracker.supervision import Plan
from tracker.vendors import builtin
from tracker.vendors.aliases import attribution_of


def test_made_up_data_stay_apart(tmp_path: Path) -> None:
    own = Settings(tmp_path, "postgresql://lab/tracker", home_is_default=True)
    made_up = settings_of_demo(own)
    assert (made_up.home, made_up.database_url, made_up.home_is_default) == (tmp_path / "demo", None, False)


def test_the_made_up_person_is_introduced_once(settings: Settings) -> None:
    introduce(settings)
    introduce(settings)
    keys = load_or_create(settings)
    assert read_snapshot(settings, keys) == MARIE
    with open_ledger(settings, keys) as ledger, ledger.session() as session:
        assert len(listed(session)) == len(MARIE.values)


def test_the_world_is_up_for_as_long_as_its_context(settings: Settings) -> None:
    with world(settings) as made_up:
        context = ssl.create_default_context(cafile=str(settings.home / "world" / "authority.pem"))
        context.check_hostname = False
        address = f"https://127.0.0.1:{made_up.port}/received"
        with urllib.request.urlopen(address, context=context, timeout=10) as answer:
            assert json.load(answer) == []
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, context=context, timeout=2)


def test_the_proxy_is_led_to_the_world_and_trusts_it_alone(settings: Settings) -> None:
    options = proxy_options(settings, 8443)
    assert Path(options[1]).name == "demo_routes.py"
    assert "demo_port=8443" in options
    assert f"ssl_verify_upstream_trusted_ca={settings.home / 'world' / 'authority.pem'}" in options


def test_an_installation_without_the_addon_is_said(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "find_spec", lambda name: None)
    with pytest.raises(TrackerError, match="install Tracker anew"):
        proxy_options(settings, 1)


def test_a_run_supervises_with_the_routes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def supervise(given: Settings, plan: Plan, say: Any, ready: Any) -> None:
        seen.append(plan)
        ready()

    monkeypatch.setattr(running, "supervise", supervise)
    told: list[tuple[Plan, World]] = []
    run(settings, Plan(1234, 1235), print, lambda plan, made_up: told.append((plan, made_up)))
    (plan, made_up) = told[0]
    assert seen == [plan]
    assert plan.port == 1234
    assert f"demo_port={made_up.port}" in plan.options
    assert [option for option in plan.options if option.startswith("tracker_name_servers=127.0.0.1:")]


def test_the_name_server_is_up_for_as_long_as_its_context(settings: Settings) -> None:
    with names() as server:
        assert name_server_options(server.port) == ("--set", f"tracker_name_servers=127.0.0.1:{server.port}")
        told = asyncio.run(chain_of(CLOAKED, [Server("127.0.0.1", server.port)]))
    assert told.hops == (BEHIND,)


def test_the_company_that_hides_is_known_by_name(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    introduce(settings)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    found = attribution_of(builtin(), CLOAKED, (BEHIND,)).vendor
    assert found
    assert found.name == COMPANY[1]
