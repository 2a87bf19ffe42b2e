"""A clock that was wrong, or is."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders.records import a_record
from tests.builders.written import written
from tracker.keys import Keys
from tracker.ledger.opening import Ledger
from tracker.ledger.retention import keep_days
from tracker.settings import Settings
from tracker.supervision.checks import Outcome
from tracker.supervision.checks.clocks import clock

DAY, NOW = timedelta(days=1), datetime.now(UTC)


@pytest.fixture
def home(settings: Settings, keys: Keys, ledger: Ledger) -> Settings:
    settings.key_file.write_bytes(keys.secret)
    settings.key_file.chmod(0o600)
    return settings


def test_without_a_ledger_there_is_nothing_to_compare(settings: Settings) -> None:
    assert clock(settings).outcome is Outcome.OK
    assert not settings.home.exists()


@pytest.mark.parametrize(
    ("recorded", "days", "outcome", "words"),
    [
        ((), 30, Outcome.OK, "goes on"),
        ((timedelta(),), 30, Outcome.OK, "goes on"),
        ((timedelta(minutes=1),), 30, Outcome.OK, "goes on"),
        ((timedelta(hours=3),), None, Outcome.NOTE, "yet to come"),
        ((3653 * DAY, timedelta()), None, Outcome.NOTE, "yet to come"),
        ((-40 * DAY,), 30, Outcome.NOTE, "once something was recorded on 3 days"),
        ((-40 * DAY,), None, Outcome.OK, "goes on"),
        ((-40 * DAY, -2 * DAY, -DAY, timedelta()), 30, Outcome.OK, "goes on"),
    ],
    ids=[
        "nothing recorded",
        "just now",
        "a clock that is set right",
        "hours ahead",
        "ten years ahead",
        "a leap",
        "a leap, with nothing to erase",
        "a leap that proved right",
    ],
)
def test_what_was_recorded_last_tells_of_the_clock(
    home: Settings, ledger: Ledger, recorded: tuple[timedelta, ...], days: int | None, outcome: Outcome, words: str
) -> None:
    written(ledger, *(a_record(id=str(number), time=NOW + ago) for number, ago in enumerate(recorded)))
    with ledger.session() as session:
        keep_days(session, days)
    check = clock(home)
    assert (check.outcome, words in check.words) == (outcome, True), check.words


def test_a_ledger_that_does_not_open_says_nothing_of_it(home: Settings, ledger: Ledger) -> None:
    ledger.close()
    home.ledger_file.write_bytes(b"this is no database" * 1000)
    assert clock(home).words == "not known: the ledger does not open"
