"""Where a program begins."""

from dashboard.api.resources.start import Start
from tests.builders.readers import Reader
from tracker.exporters.selection import tool_version


def test_it_leads_to_all_that_can_be_asked_without_more(reader: Reader) -> None:
    found = reader.shaped("/", Start)
    assert (found.version, found.newest > 3000) == (tool_version(), True)
    assert {"overview", "vendors", "log", "sites", "openapi.json"} <= set(found.links)
    assert all(reader.ask(address).status_code == 200 for address in found.links.values())


def test_in_an_empty_ledger_nothing_is_new(empty_reader: Reader) -> None:
    assert empty_reader.shaped("/", Start).newest == 0
