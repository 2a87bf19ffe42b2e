"""Whether programs know our authority."""

from datetime import UTC, datetime, timedelta

from tracker.control.pinned import change, place_of
from tracker.keys import load_or_create
from tracker.settings import Settings
from tracker.supervision.checks.check import Outcome
from tracker.supervision.checks.trust import trust


def _learn(settings: Settings, sites: int, ago: timedelta = timedelta(0)) -> None:
    now = datetime.now(UTC) - ago
    strangers = {"browser": sites} if sites else {}
    change(settings, load_or_create(settings), lambda learnt: learnt.with_strangers(strangers, now))


def test_nothing_was_refused_at_first(settings: Settings) -> None:
    assert trust(settings).outcome is Outcome.OK
    assert not settings.key_file.exists()


def test_a_program_that_does_not_know_us_needs_mending(settings: Settings) -> None:
    _learn(settings, 9)
    found = trust(settings)
    assert found.outcome is Outcome.PROBLEM
    assert "at 9 sites" in found.words
    assert "tracker browse" in found.remedy
    assert str(settings.certificate_folder) in found.remedy


def test_what_was_refused_long_ago_does_not(settings: Settings) -> None:
    _learn(settings, 9, timedelta(days=2))
    assert trust(settings).outcome is Outcome.OK


def test_pinned_hosts_are_counted_and_not_named(settings: Settings) -> None:
    now, keys = datetime.now(UTC), load_or_create(settings)
    change(settings, keys, lambda learnt: learnt.with_pinned("api.bank.test", "app", now))
    found = trust(settings)
    assert (found.outcome, "unread: 1" in found.words, "bank" in found.words) == (Outcome.OK, True, False)
    change(settings, keys, lambda learnt: learnt.without("api.bank.test"))
    assert place_of(settings).exists()
    assert "no host is pinned" in trust(settings).words
