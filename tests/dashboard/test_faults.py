from dashboard.faults import faults
from tracker.keeper.reports import Reporter
from tracker.settings import Settings


def test_all_is_well_where_nothing_is_reported(settings: Settings) -> None:
    assert faults(settings) == []


def test_a_fault_is_told_with_what_it_cost(settings: Settings) -> None:
    reporter = Reporter(settings, "proxy")
    reporter.say("the journal cannot be written: no room left", 2)
    (words,) = faults(settings)
    assert words.startswith("the journal cannot be written: no room left; 2 requests left unrecorded (since today, ")
    reporter.say("the ledger cannot be written")
    assert "unrecorded" not in faults(settings)[0]
    reporter.say(None)
    assert faults(settings) == []
    reporter.close()
