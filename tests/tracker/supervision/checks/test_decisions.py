from datetime import UTC, datetime, timedelta

import pytest

from tracker.control import change
from tracker.control.editing import paused, with_preset, with_private
from tracker.control.keeping import copy_of
from tracker.keeper.reports import BEFORE, Reporter
from tracker.keys import Keys
from tracker.settings import Settings
from tracker.supervision.checks import Outcome
from tracker.supervision.checks.decisions import rules


@pytest.fixture
def home(settings: Settings, keys: Keys) -> Settings:
    settings.home.mkdir()
    settings.key_file.write_bytes(keys.secret)
    return settings


def test_without_rules_all_is_well_and_nothing_is_made(settings: Settings) -> None:
    assert rules(settings).outcome is Outcome.OK
    assert not settings.home.exists()


def test_rules_that_are_on_are_told(home: Settings, keys: Keys) -> None:
    change(home, keys, lambda control: with_private(with_preset(control, "no-identifiers"), "shop.test"))
    check = rules(home)
    assert check.outcome is Outcome.OK
    assert check.words == "Not recorded, as you wish: shop.test. 1 rule is on: no-identifiers."


def test_a_pause_is_a_note(home: Settings, keys: Keys) -> None:
    change(home, keys, lambda control: paused(control, datetime.now(UTC) + timedelta(hours=1)))
    check = rules(home)
    assert (check.outcome, check.remedy) == (Outcome.NOTE, "tracker resume")
    assert check.words.startswith("Recording is paused until")


def test_a_damaged_file_is_a_problem(home: Settings, keys: Keys) -> None:
    change(home, keys, lambda control: with_preset(control, "no-identifiers"))
    home.control_file.write_bytes(b"x")
    check = rules(home)
    assert check.outcome is Outcome.PROBLEM
    assert "last good copy is used" in check.words


def test_where_nothing_can_be_read_it_is_told_what_proxies_go_by(home: Settings, keys: Keys) -> None:
    change(home, keys, lambda control: with_preset(control, "no-identifiers"))
    home.control_file.write_bytes(b"x")
    copy_of(home).write_bytes(b"x")
    proxy = Reporter(home, "proxy")
    proxy.say_rules(BEFORE)
    check = rules(home)
    proxy.close()
    assert check.outcome is Outcome.PROBLEM
    assert "cannot be read" in check.words
    assert ". A proxy that was running before goes on by what you decided before. A proxy that starts" in check.words
