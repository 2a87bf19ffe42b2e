from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.newest import News, Standing, newest_id, news_since, standing
from tracker.ledger.settling import settle_pending
from tracker.ledger.writing import write
from tracker.taxonomy import Category
from tracker.vendors import builtin


def test_news_are_what_came_after(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    with ledger.reading() as session:
        known = newest_id(session)
        assert news_since(session, known) == News(known, 0, None, None)
    name = a_disclosure(Category.FULL_NAME, "Marie Dupont")
    fill(ledger, [a_record(a_disclosure(), name, host="px.adpix.test")])
    with ledger.reading() as session:
        news = news_since(session, known)
    assert news == News(known + 2, 2, Category.FULL_NAME, "Adpix")


def test_many_news_are_counted_up_to_a_limit(session: Session, asked: list[str]) -> None:
    assert news_since(session, 0, limit=20).new == 20
    assert len(asked) == 2


def test_an_empty_ledger_begins_at_nought(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert newest_id(session) == 0
        assert news_since(session, 12) == News(0, 0, None, None)


def test_the_standing_is_another_with_each_disclosure_and_with_its_sums(ledger: Ledger) -> None:
    told = [_standing(ledger)]
    for time in ("first", "again"):
        with ledger.session() as session:
            write(session, [a_record(id=time)], builtin(), collapse=True, settled=False)
        told.append(_standing(ledger))
        settle_pending(ledger)
        told.append(_standing(ledger))
    assert told[0] == Standing(0, 0)
    assert [one.newest for one in told] == [0, 1, 1, 2, 2]
    assert len(set(told)) == len(told)


def _standing(ledger: Ledger) -> Standing:
    with ledger.glancing() as connection:
        return standing(connection)
