from sqlalchemy.orm import Session

from tracker.ledger.queries.relatives import Relative, relatives


def test_companies_of_one_group_are_told_with_its_top(session: Session, asked: list[str]) -> None:
    assert relatives(session, "metrica") == ("northwind-data", [Relative("tagdepot", "Tag Depot", 26)])
    assert len(asked) == 3


def test_who_stands_alone_has_no_relatives(session: Session) -> None:
    assert relatives(session, "adpix") == ("pixel-holding", [])
    assert relatives(session, "replay") == ("replay", [])
    assert relatives(session, "nobody") == ("nobody", [])
