from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from dashboard import courses
from dashboard.courses import Courses, Span, drawn, span
from tests.builders.ledgers import LAST
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated, rated


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
    adpix, nobody = _adpix(session), _adpix(session)._replace(slug="nobody")
    days, long = Span(date(2026, 3, 1), date(2026, 3, 20)), Span(date(2026, 1, 1), date(2026, 3, 20))
    short = Courses().courses(session, [adpix, nobody], days, Scope())
    weeks = Courses().courses(session, [adpix], long, Scope())
    assert [len(short["adpix"]), len(weeks["adpix"])] == [20, 11]
    assert sum(weeks["adpix"]) == 707
    assert sum(short["nobody"]) == 0
    assert Courses().courses(session, [adpix], None, Scope()) == {}


def test_who_received_nothing_since_is_not_asked_for_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def told(_session: Session, slugs: list[str], *_rest: object) -> dict[str, list[int]]:
        asked.append(slugs)
        return {}

    monkeypatch.setattr(courses, "trends", told)
    known, adpix, days = Courses(), _adpix(session), Span(date(2026, 3, 1), date(2026, 3, 2))
    other = adpix._replace(slug="other")
    known.courses(session, [adpix], days, Scope())
    known.courses(session, [adpix, other], days, Scope())
    known.courses(session, [adpix._replace(times=adpix.times + 1), other], days, Scope())
    assert asked == [["adpix"], ["other"], ["adpix"]]


def test_what_may_be_found_to_have_left_in_another_manner_is_asked_for_again(session: Session) -> None:
    known, adpix, days = Courses(), _adpix(session), Span(date(2026, 3, 1), date(2026, 3, 20))
    first = known.courses(session, [adpix], days, Scope(manner=Manner.PREMATURE))
    known._known.update(dict.fromkeys(known._known, ((adpix.times, adpix.first, adpix.last), (1, 2))))
    assert known.courses(session, [adpix], days, Scope(manner=Manner.PREMATURE)) == first


def test_only_so_many_courses_are_remembered(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courses, "_MOST", 1)
    known, adpix, days = Courses(), _adpix(session), Span(date(2026, 3, 1), date(2026, 3, 20))
    known.courses(session, [adpix, adpix._replace(slug="other")], days, Scope())
    assert [slug for slug, _, _ in known._known] == ["other"]


def _adpix(session: Session) -> Rated:
    return rated(holders(session, ["adpix"]), {})[0]


def test_courses_are_drawn_together() -> None:
    together = drawn([(1, 2), (3, 4), ()])
    assert together
    assert together.words.startswith("10 disclosures")
    assert drawn([()]) is None
