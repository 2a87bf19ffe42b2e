"""What rules did with data on their way to a company, on a site, of a category."""

from datetime import timedelta

import pytest

from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.stopped import Stopped, stopped_at_company, stopped_of_category, stopped_on_site
from tracker.rulings import Outcome
from tracker.taxonomy import Category

DAY = timedelta(days=1)
MAIL, COOKIE = Category.EMAIL_ADDRESS, Category.CLIENT_ID
LAST = NOON + 2 * DAY
ALL = Stopped("adpix", "AdPix", COOKIE, Outcome.STRIPPED, 3, NOON, LAST)
SPARED = Stopped("adpix", "AdPix", MAIL, Outcome.SPARED, 9, NOON, NOON)
OTHER = Stopped("metrica", "Metrica Ltd", COOKIE, Outcome.STRIPPED, 1, NOON, NOON)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    """Cookies kept from AdPix on two sites and two days, addresses that were spared, and one company more."""
    spared = a_ruling(category=MAIL, outcome=Outcome.SPARED)
    noted(any_ledger, a_ruled(), a_ruled(host="cdn.adpix.test", site="news.example"), a_ruled(time=LAST))
    noted(any_ledger, a_ruled(*[spared] * 9), a_ruled(host="c.metrica.test", site=None))
    return any_ledger


def test_what_was_kept_comes_before_what_was_not(filled: Ledger) -> None:
    with filled.reading() as session:
        assert stopped_at_company(session, "adpix") == [ALL, SPARED]
        assert [one.is_kept for one in stopped_at_company(session, "adpix")] == [True, False]
        assert stopped_at_company(session, "adpix", limit=1) == [ALL]
        assert stopped_at_company(session, "nobody") == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(since=NOON), [ALL, SPARED]),
        (Scope(since=NOON + timedelta(hours=6)), [ALL, SPARED]),
        (Scope(since=NOON + DAY), [ALL._replace(times=1, first=LAST)]),
        (Scope(until=NOON + DAY), [ALL._replace(times=2, last=NOON), SPARED]),
        (Scope(NOON - 9 * DAY, NOON - 5 * DAY), []),
    ],
    ids=range(5),
)
def test_a_period_is_told_by_days(filled: Ledger, scope: Scope, expected: list[Stopped]) -> None:
    with filled.reading() as session:
        assert stopped_at_company(session, "adpix", scope) == expected


@pytest.mark.parametrize("scope", [EVERYTHING, Scope(since=NOON - DAY)], ids=["all", "period"])
def test_a_site_and_a_category_tell_the_companies(filled: Ledger, statements: list[str], scope: Scope) -> None:
    with filled.reading() as session:
        statements.clear()
        assert stopped_on_site(session, "news.example", scope) == [ALL._replace(times=1, last=NOON)]
        assert len(statements) == 1
        assert stopped_on_site(session, "", scope) == [OTHER]
        assert stopped_on_site(session, "unmet.example", scope) == []
        assert stopped_of_category(session, COOKIE, scope) == [ALL, OTHER]
        assert stopped_of_category(session, MAIL, scope) == [SPARED]
