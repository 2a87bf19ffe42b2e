from datetime import timedelta

from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, vendor_of
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.trends import trends
from tracker.taxonomy import Category

END = LAST.date()
START = END - timedelta(days=9)


def counted(records: list[Record], slug: str) -> list[int]:
    days = [START + timedelta(days=number) for number in range(10)]
    own = [record for record in records if vendor_of(record.host) == slug]
    return [sum(len(record.disclosures) for record in own if record.time.date() == day) for day in days]


def test_each_day_is_told_for_all_companies_at_once(session: Session, records: list[Record], asked: list[str]) -> None:
    found = trends(session, ["adpix", "metrica", "nobody"], START, END, Scope())
    assert len(asked) == 2
    assert found == {slug: counted(records, slug) for slug in ("adpix", "metrica")}


def test_filters_hold(session: Session) -> None:
    every = sum(trends(session, ["adpix"], START, END, Scope())["adpix"])
    pages = sum(trends(session, ["adpix"], START, END, Scope(category=Category.PAGE_VISITED))["adpix"])
    relayed = sum(trends(session, ["adpix"], START, END, Scope(manner=Manner.RELAYED, party=Party.THIRD))["adpix"])
    assert 0 < pages < relayed < every
    assert trends(session, ["adpix"], START, END, Scope(party=Party.FIRST)) == {}
