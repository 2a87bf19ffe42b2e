from pathlib import Path

from tests.builders.dashboards import KEYS, a_dashboard
from tracker.ledger.opening import Ledger


def test_cookies_are_signed_with_the_installations_own_key(world: Ledger, tmp_path: Path) -> None:
    with a_dashboard(world, tmp_path) as app:
        assert app.config["SECRET_KEY"] == KEYS.dashboard
        assert not app.debug


def test_two_installations_on_one_machine_do_not_share_a_cookie() -> None:
    assert KEYS.derive("dashboard cookie") != KEYS.dashboard
