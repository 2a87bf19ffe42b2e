"""What runs and what is set."""

from pathlib import Path

from dashboard.api.resources.settings import Settings
from tests.builders.readers import Reader
from tracker.ledger import retention
from tracker.ledger.opening import Ledger
from tracker.notifying.choice import set_on


def test_what_is_set_is_told(ledger: Ledger, empty_reader: Reader) -> None:
    before = empty_reader.shaped("/settings", Settings)
    assert (before.kept_days, before.is_notifying, before.is_learning) == (None, False, True)
    with ledger.session() as session:
        retention.keep_days(session, 90)
        set_on(session, is_on=True)
    after = empty_reader.shaped("/settings", Settings)
    assert (after.kept_days, after.is_notifying) == (90, True)


def test_where_no_proxy_runs_nothing_is_recorded(reader: Reader, api_home: Path) -> None:
    found = reader.shaped("/settings", Settings)
    assert (found.is_recording, found.since, found.proxy, found.modes, found.troubles) == (False, None, None, (), ())
    assert found.headline == "Nothing is being recorded: no proxy runs."
    assert "Tracker" in {one.part for one in found.versions}
    assert str(api_home) not in reader.ask("/settings").text
