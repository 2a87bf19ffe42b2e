"""Of what rules warned."""

from datetime import timedelta

from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.warned import Warned, last_warned, told_of_warnings, warned
from tracker.rules import Action
from tracker.rulings import Outcome
from tracker.taxonomy import Category

HOUR = timedelta(hours=1)
WARNING = a_ruling(action=Action.WARN, outcome=Outcome.WARNED, category=Category.EMAIL_ADDRESS)


def test_warnings_are_told_by_company_and_category(any_ledger: Ledger, statements: list[str]) -> None:
    for hours in range(3):
        noted(any_ledger, a_ruled(WARNING, time=NOON + hours * HOUR))
    noted(any_ledger, a_ruled(WARNING._replace(category=Category.CITY), host="c.metrica.test", time=NOON + HOUR))
    noted(any_ledger, a_ruled(time=NOON + 9 * HOUR))
    with any_ledger.reading() as session:
        statements.clear()
        found = warned(session, NOON - HOUR)
        assert len(statements) == 1
        assert [(one.slug, one.category, one.times, one.last) for one in found] == [
            ("adpix", Category.EMAIL_ADDRESS, 3, NOON + 2 * HOUR),
            ("metrica", Category.CITY, 1, NOON + HOUR),
        ]
        assert [one.slug for one in warned(session, NOON + HOUR)] == ["adpix"]
        assert warned(session, NOON + 2 * HOUR) == []
        assert last_warned(session) == NOON + 2 * HOUR


def test_where_no_rule_warned_there_is_nothing(ledger: Ledger) -> None:
    noted(ledger, a_ruled())
    with ledger.reading() as session:
        assert (warned(session, NOON - HOUR), last_warned(session)) == ([], None)


def test_warnings_are_a_sentence() -> None:
    found = [Warned("a", "A", Category.CITY, 2, NOON), Warned("a", "A", Category.REGION, 1, NOON)]
    assert told_of_warnings(found) == "Your rules warned 3 times in the last 30 days: of what went to A."
