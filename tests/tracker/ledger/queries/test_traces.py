from tests.builders.ledgers import a_world, fill
from tests.builders.records import NOON
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.disclosures import disclosures
from tracker.ledger.queries.exposed import exposed, part_of
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.traces import rows_of, traces


def test_traces_come_to_what_the_rows_are_and_the_first_proves_them(ledger: Ledger) -> None:
    fill(ledger, a_world(days=7))
    with ledger.reading() as session:
        part = part_of(session, EVERYTHING, "adpix")
        received = list(exposed(session, part))
        found = list(traces(session, {one.recipient for one in received}, {one.datum for one in received}, part))
        rows = list(disclosures(session, vendor="adpix"))
        kept = rows_of(session, {one.row for one in found})
    assert sum(one.times for one in found) == sum(row.count for row in rows) == sum(one.times for one in received)
    assert {one.datum for one in found} == {one.datum for one in received}
    for one in found:
        row = kept[one.row]
        assert row in rows
        assert (row.vendor, row.host, row.site, row.manner) == (one.vendor, one.host, one.site, one.manner)
        assert (row.location, row.path, row.method, row.encoding) == (
            one.location, one.path, one.method, one.encoding,
        )  # fmt: skip
        assert row.confidence == one.confidence


def test_of_other_data_and_other_times_there_are_none(ledger: Ledger) -> None:
    fill(ledger, a_world(days=7))
    with ledger.reading() as session:
        whole = part_of(session, EVERYTHING)
        none = part_of(session, Scope(until=NOON.replace(year=2000)))
        received = list(exposed(session, whole))
        domains, data = {one.recipient for one in received}, {one.datum for one in received}
        assert list(traces(session, domains, (), whole)) == list(traces(session, (), data, whole)) == []
        assert list(traces(session, domains, data, none)) == []
        assert rows_of(session, ()) == {}
