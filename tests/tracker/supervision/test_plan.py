"""What is to run, and the commands that follow."""

import os

import pytest

from tracker.settings import Settings
from tracker.supervision import Plan
from tracker.supervision.plan import dashboard_command, dashboard_environment, environment, proxy_command


def test_the_addresses_are_of_this_machine_only() -> None:
    plan = Plan(8080, 8081, token="secret")
    assert plan.proxy == "127.0.0.1:8080"
    assert plan.dashboard == "http://127.0.0.1:8081/"
    assert plan.entrance == "http://127.0.0.1:8081/?token=secret"


def test_each_plan_has_a_token_of_its_own_and_does_not_show_it() -> None:
    one, other = Plan(), Plan()
    assert one.token != other.token
    assert len(one.token) > 30
    assert one.token not in repr(one)
    assert one.browser_entrance != one.entrance
    assert one.browser_token not in repr(one)


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        ((), True),
        (("regular",), True),
        (("reverse:https://shop.test/",), True),
        (("upstream:http://proxy.test:3128",), True),
        (("regular@9090",), False),
        (("reverse:https://shop.test@9090",), False),
        (("local",), False),
        (("local:firefox",), False),
        (("wireguard",), False),
        (("local", "regular"), True),
    ],
)
def test_whether_a_mode_listens_on_the_proxys_port(modes: tuple[str, ...], expected: bool) -> None:
    plan = Plan(modes=modes)
    assert plan.takes_port is expected
    assert (plan.proxy is None) is not expected


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        ((), ("127.0.0.1", 8080)),
        (("local", "regular"), ("127.0.0.1", 8080)),
        (("regular@9090",), ("127.0.0.1", 9090)),
        (("regular@127.0.0.2:9090",), ("127.0.0.2", 9090)),
        (("regular@0.0.0.0:9090",), ("127.0.0.1", 9090)),
        (("socks5@[::1]:1080",), ("::1", 1080)),
        (("wireguard@192.0.2.7:51820",), None),
        (("dns@127.0.0.1:5353",), None),
        (("local",), None),
    ],
)
def test_where_somebody_answers_once_the_proxy_runs(modes: tuple[str, ...], expected: tuple[str, int] | None) -> None:
    assert Plan(modes=modes).place == expected


def test_the_proxys_command_has_mode_port_authority_and_strictness(settings: Settings) -> None:
    plan = Plan(9000, modes=("regular", "local"), is_strict=True, options=("-s", "more.py"))
    command = proxy_command(plan, settings)
    assert command[command.index("addons") :] == [
        "addons", "--listen-host", "127.0.0.1", "-p", "9000",
        "--set", f"confdir={settings.certificate_folder}", "--set", "flow_detail=0", "--set", "termlog_verbosity=warn",
        "--mode", "regular", "--mode", "local", "--set", "tracker_strict=true", "-s", "more.py",
    ]  # fmt: skip
    assert "tracker_strict=true" not in proxy_command(Plan(), settings)


def test_no_command_line_holds_the_token(settings: Settings) -> None:
    plan = Plan()
    assert plan.token not in " ".join(proxy_command(plan, settings) + dashboard_command(plan))
    given = dashboard_environment(plan, settings)
    assert given["TRACKER_DASHBOARD_TOKEN"].split() == [plan.token, plan.browser_token]


def test_the_proxy_is_not_told_the_token(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DASHBOARD_TOKEN", "of whoever calls")
    assert "TRACKER_DASHBOARD_TOKEN" not in environment(settings)


def test_pages_are_handed_no_certificate_but_on_other_devices(settings: Settings) -> None:
    assert "onboarding=false" in proxy_command(Plan(), settings)
    assert "onboarding=false" not in proxy_command(Plan(modes=("wireguard",)), settings)
    asked = proxy_command(Plan(options=("--set", "onboarding=true")), settings)
    assert asked.index("onboarding=true") > asked.index("onboarding=false")


def test_the_processes_find_the_installation_and_our_packages(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    given = environment(Settings(settings.home, "postgresql://ledger.test/marie"))
    assert given["TRACKER_HOME"] == str(settings.home)
    assert given["TRACKER_DATABASE_URL"] == "postgresql://ledger.test/marie"
    assert given["PYTHONPATH"].split(os.pathsep)[1:] == ["elsewhere"]


def test_the_default_home_stays_the_default_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the home is a default, its key may be in the keyring."""
    monkeypatch.delenv("TRACKER_HOME", raising=False)
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)
    given = environment(Settings(settings.home, home_is_default=True))
    assert "TRACKER_HOME" not in given
    assert "TRACKER_DATABASE_URL" not in given


def test_a_ledger_of_its_own_is_not_replaced_by_the_callers(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_DATABASE_URL", "postgresql://ledger.test/marie")
    assert "TRACKER_DATABASE_URL" not in environment(settings)
