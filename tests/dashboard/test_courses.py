from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from dashboard import courses
from dashboard.courses import Span, drawn, span
from tests.builders.ledgers import LAST
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import Scope


@pytest.fixture
def session(world: Ledger) -> Iterator[Session]:
    with world.reading() as opened:
        yield opened


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), Span(date(2025, 12, 20), date(2026, 3, 20))),
        (Scope(datetime(2026, 3, 1, tzinfo=UTC)), Span(date(2026, 3, 1), date(2026, 3, 20))),
        (
            Scope(datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 8, tzinfo=UTC)),
            Span(date(2026, 2, 1), date(2026, 2, 7)),
        ),
        (Scope(datetime(2020, 1, 1, tzinfo=UTC), LAST), Span(date(2025, 12, 20), date(2026, 3, 20))),
        (Scope(datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 2, tzinfo=UTC)), None),
        (Scope(datetime(2030, 2, 1, tzinfo=UTC)), None),
    ],
    ids=["ever", "since", "a week", "years", "one day", "to come"],
)
def test_a_course_shows_the_end_of_the_period(scope: Scope, expected: Span | None) -> None:
    assert span(LAST, scope) == expected


def test_a_long_time_is_told_by_weeks_and_nothing_is_lost(session: Session) -> None:
    days, long = Span(date(2026, 3, 1), date(2026, 3, 20)), Span(date(2026, 1, 1), date(2026, 3, 20))
    short = courses.courses(session, ["adpix", "nobody"], days, Scope())
    weeks = courses.courses(session, ["adpix"], long, Scope())
    assert [len(short["adpix"]), len(weeks["adpix"])] == [20, 11]
    assert sum(weeks["adpix"]) == 707
    assert sum(short["nobody"]) == 0
    assert courses.courses(session, ["adpix"], None, Scope()) == {}


def test_courses_are_drawn_together() -> None:
    together = drawn([(1, 2), (3, 4), ()])
    assert together
    assert together.words.startswith("10 disclosures")
    assert drawn([()]) is None
