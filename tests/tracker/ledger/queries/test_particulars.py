"""What exports tell of a disclosure that the log's entries do not."""

from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.disclosures import disclosures
from tracker.ledger.queries.log import entries
from tracker.ledger.queries.particulars import Particulars, particulars


def test_they_are_what_exports_tell(any_ledger: Ledger, statements: list[str]) -> None:
    fill(any_ledger, [a_record(host="px.adpix.test"), a_record(host="www.nobody.example")])
    with any_ledger.reading() as session:
        rows = entries(session)
        exported = {(row.host, row.fingerprint): row for row in disclosures(session)}
        statements.clear()
        found = particulars(session, [row.id for row in rows])
        assert len([one for one in statements if one.startswith("SELECT")]) == 1
    assert len(found) == len(rows) > 1
    shared = [key for key in Particulars._fields if key != "is_known"]
    for row in rows:
        told = found[row.id]
        export = exported[row.host, told.fingerprint]
        assert [getattr(told, key) for key in shared] == [getattr(export, key) for key in shared]
        assert told.is_known == (export.vendor is not None)


def test_of_no_disclosures_there_are_none(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert particulars(session, []) == {}
        assert particulars(session, [7]) == {}
