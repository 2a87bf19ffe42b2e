"""What came just now that a person may want to be told of at once."""

from datetime import timedelta

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import written
from tests.tracker.ledger.queries.test_attention import own, relayed
from tracker.attention import Whose
from tracker.disclosure import Manner
from tracker.keys import Keys
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.alarms import Latest, latest
from tracker.taxonomy import Category


def asked(ledger: Ledger, known: int = 0) -> Latest:
    with ledger.reading() as session:
        return latest(session, known, NOON - timedelta(minutes=5))


def test_what_is_grave_and_new_is_told_in_order(any_ledger: Ledger, keys: Keys) -> None:
    own(any_ledger, keys)
    written(any_ledger, relayed(Category.EMAIL_ADDRESS), relayed(scheme="http"))
    newest, found = asked(any_ledger)
    assert [(one.category, one.whose, one.is_plain) for one in found] == [
        (Category.EMAIL_ADDRESS, Whose.DECLARED, False),
        (Category.HEALTH, Whose.FOUND, True),
    ]
    assert asked(any_ledger, newest) == Latest(newest, [])
    written(any_ledger, relayed(Category.RELIGION))
    assert [one.category for one in asked(any_ledger, newest).passages] == [Category.RELIGION]


def test_the_rest_is_not(any_ledger: Ledger, keys: Keys) -> None:
    own(any_ledger, keys, "shop.example")
    written(
        any_ledger,
        relayed(Category.EMAIL_ADDRESS),
        relayed(host="www.shop.example"),
        relayed(manner=Manner.AMBIENT),
        relayed(time=NOON - timedelta(hours=1)),
        relayed(source="a.har", entry=0),
        a_record(a_disclosure(Category.FULL_NAME, "Marie Dupont", Manner.RELAYED), host="px.adpix.test"),
    )
    assert not asked(any_ledger).passages


def test_where_nothing_came_one_statement_says_so(ledger: Ledger, statements: list[str]) -> None:
    with ledger.reading() as session:
        statements.clear()
        assert latest(session, 7, NOON) == Latest(0, [])
        assert len(statements) == 1
