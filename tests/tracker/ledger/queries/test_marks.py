from sqlalchemy.orm import Session

from tracker.ledger.queries.marks import marks, others
from tracker.taxonomy import IDENTIFIERS, Category


def test_identifiers_that_others_have_come_first(session: Session, asked: list[str]) -> None:
    found = marks(session, "adpix")
    assert len(asked) == 1
    assert [mark.category for mark in found] == [Category.ADVERTISING_ID, Category.CLIENT_ID]
    assert found[0].vendors == found[0].third_parties == 2
    assert all(mark.category in IDENTIFIERS for mark in found)
    assert len(marks(session, "adpix", limit=1)) == 1


def test_others_are_told_with_whoever_got_it_first_ahead(session: Session, statements: list[str]) -> None:
    found = marks(session, "adpix")
    statements.clear()
    told = others(session, "adpix", [mark.datum for mark in found])
    assert len(statements) == 1
    (other,) = told[found[0].datum]
    assert (other.slug, other.name, other.is_known) == ("exchange-nord", "Exchange Nord", True)
    assert found[1].datum not in told
    assert others(session, "adpix", []) == {}
