"""What each rule did."""

from datetime import timedelta

from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.deeds import Deed, deeds
from tracker.rulings import Outcome

LATER = NOON + timedelta(days=3)


def told(ledger: Ledger) -> dict[str, Deed]:
    with ledger.reading() as session:
        return deeds(session)


def test_each_rule_s_data_requests_and_companies_are_counted(any_ledger: Ledger) -> None:
    mild = a_ruling(rule_id="warner", outcome=Outcome.WARNED)
    noted(any_ledger, a_ruled(a_ruling(), a_ruling(path="b"), mild), a_ruled(host="cdn.adpix.test", time=LATER))
    noted(any_ledger, a_ruled(a_ruling(outcome=Outcome.SPARED), host="c.metrica.test"))
    assert told(any_ledger) == {
        "no-identifiers-1": Deed("no-identifiers-1", 4, 3, 3, 2, NOON, LATER),
        "warner": Deed("warner", 1, 0, 1, 1, NOON, NOON),
    }


def test_rules_that_did_nothing_are_not_told(ledger: Ledger, statements: list[str]) -> None:
    with ledger.reading() as session:
        statements.clear()
        assert deeds(session) == {}
    assert len(statements) == 1
