from dashboard.faults import faults
from tests.builders.records import a_record
from tests.builders.written import written
from tracker.keeper.reports import Reporter
from tracker.keys import Keys
from tracker.ledger import copies
from tracker.ledger.engines import inode
from tracker.ledger.mending import mend
from tracker.ledger.opening import Ledger
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


def test_a_ledger_that_was_restored_is_told_on_every_page(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record())
    copies.make(settings, keys)
    mended = mend(settings, keys, inode(settings.ledger_file), is_sure=True)
    assert mended
    (words,) = faults(settings)
    assert words.startswith("The ledger was found damaged (today, ")
    assert f"kept as {mended.kept}: remove it" in words
