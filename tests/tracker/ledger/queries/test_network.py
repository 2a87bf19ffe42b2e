from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.network import Directory, domains, firms


def test_companies_are_told_with_the_topmost_one_above_them(session: Session, asked: list[str]) -> None:
    found = {firm.slug: firm for firm in firms(session).values()}
    assert len(asked) == 1
    assert found["adpix"] == ("adpix", "Adpix", "advertising", "pixel-holding", True)
    assert found["metrica"].root == found["tagdepot"].root == "northwind-data"
    assert found["letters.test"] == ("letters.test", "letters.test", "", "letters.test", False)


def test_sites_are_told_by_their_ids(session: Session, asked: list[str]) -> None:
    assert {"boutique.example", "meteo.example"} <= set(domains(session).values())
    assert len(asked) == 1


def test_who_is_who_is_remembered_until_there_is_somebody_new(ledger: Ledger, statements: list[str]) -> None:
    directory = Directory()
    fill(ledger, [a_record()])
    with ledger.reading() as session:
        assert [firm.slug for firm in directory.who(session)[0].values()] == ["shop.example"]
        statements.clear()
        directory.who(session)
        assert len(statements) == 2
    fill(ledger, [a_record(host="px.adpix.test", site="other.example")])
    with ledger.reading() as session:
        who, where = directory.who(session)
        assert {firm.slug for firm in who.values()} == {"shop.example", "adpix"}
        assert {"shop.example", "other.example"} <= set(where.values())
