from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.whoswho import slugs, unknown_site


def test_companies_are_known_by_their_numbers(session: Session, asked: list[str]) -> None:
    assert {"adpix", "oldcounter.test"} <= set(slugs(session).values())
    assert len(asked) == 1


def test_pages_that_are_not_known_have_a_number_where_there_are_any(session: Session, ledger: Ledger) -> None:
    assert unknown_site(session) is None
    fill(ledger, [a_record(site=None)])
    with ledger.reading() as opened:
        assert unknown_site(opened) is not None
