from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.written import written
from tracker.disclosure import BlindSpot
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import study
from tracker.ledger.queries.study import Asked
from tracker.traffic import Location

DAY = timedelta(days=1)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    """A day of a shop, an ad firm the day after, and something that could not be read."""
    spot = BlindSpot("pinned", 5)
    written(
        any_ledger,
        a_record(a_user_agent(), id="shop"),
        a_record(a_user_agent(), time=NOON + timedelta(hours=2)),
        a_record(host="px.adpix.test", time=NOON + DAY, source="a.har", entry=4, id="pixel"),
        a_record(host="app.adpix.test", time=NOON + 2 * DAY, blind_spots=(spot,), id="blind"),
        collapse=True,
    )
    return any_ledger


@pytest.mark.parametrize(
    ("asked", "requests", "disclosures", "spots"),
    [
        (Asked(), 4, 2, 1),
        (Asked(since=NOON + timedelta(hours=1)), 4, 2, 1),  # a repeat of the first request lies in it
        (Asked(since=NOON + timedelta(hours=3)), 2, 1, 1),
        (Asked(until=NOON + DAY), 2, 1, 0),
        (Asked(vendor="adpix"), 2, 1, 1),
        (Asked(vendor="nobody"), 0, 0, 0),
        (Asked(labels=(("run", "1"),)), 1, 1, 0),
    ],
    ids=["all", "repeat", "since", "until", "vendor", "nobody", "labels"],
)
def test_a_part_is_whole(filled: Ledger, asked: Asked, requests: int, disclosures: int, spots: int) -> None:
    with filled.session() as session:
        session.add(m.Capture(source="a.har", digest="d", labels='{"run":"1"}', entries=1, imported=NOON))
    with filled.reading() as session:
        found = list(study.requests(session, asked))
        assert len(found) == requests
        told = list(study.disclosures(session, asked))
        assert len(told) == disclosures
        assert {row.request for row in told} <= {row.uid for row in found}
        assert len(list(study.spots(session, asked))) == spots


def test_rows_hold_what_was_recorded(filled: Ledger) -> None:
    with filled.reading() as session:
        requests = {row.uid: row for row in study.requests(session, Asked())}
        first, last = study.disclosures(session, Asked())
        (spot,) = study.spots(session, Asked())
        names = {host.id: host.name for host in study.hosts(session)}
        assert (requests["pixel"].source, requests["pixel"].entry, requests["pixel"].site) == (
            "a.har",
            4,
            "shop.example",
        )
        assert (first.request, first.times, first.last - first.time) == ("shop", 2, timedelta(hours=2))
        assert (last.category, last.manner, names[last.host]) == ("email_address", "submitted", "px.adpix.test")
        assert (names[spot.host], spot.reason, spot.times, spot.size) == ("app.adpix.test", "pinned", 1, 5)
        assert study.captures(session) == []


@pytest.mark.parametrize(
    ("location", "path", "is_telling"),
    [(Location.PATH, "host", True), (Location.PATH, "1", False), (Location.QUERY, "host", False)],
)
def test_a_host_in_whose_name_something_was_found_is_telling(
    ledger: Ledger, location: Location, path: str, is_telling: bool
) -> None:
    written(ledger, a_record(a_disclosure(evidence=an_evidence(path, location))))
    with ledger.reading() as session:
        assert [host.is_telling for host in study.hosts(session)] == [is_telling]


def test_each_table_is_one_question(filled: Ledger, statements: list[str]) -> None:
    tables: list[Callable[[Any], Any]] = [
        lambda session: list(study.requests(session, Asked())),
        lambda session: list(study.disclosures(session, Asked())),
        lambda session: list(study.spots(session, Asked())),
    ]
    with filled.reading() as session:
        for table in tables:
            before = len(statements)
            table(session)
            assert len(statements) == before + 1


def test_blind_spots_of_a_part_tell_nothing_of_other_times_and_captures(ledger: Ledger) -> None:
    spot = BlindSpot("pinned", 10)
    days = [NOON + number * DAY for number in range(5)]
    written(ledger, *(a_record(host="app.adpix.test", time=day, blind_spots=(spot,), id=f"{day}") for day in days))
    written(ledger, a_record(host="home.private.test", blind_spots=(spot,)), a_record(source="a.har", id="a"))
    with ledger.session() as session:
        session.add(m.Capture(source="a.har", digest="d" * 64, labels='{"run":"1"}', entries=1, imported=NOON))
    with ledger.reading() as session:
        (part,) = study.spots(session, Asked(since=days[1] + DAY / 2, until=days[2] + DAY / 2))
        assert (part.first, part.last, part.times) == (days[1] + DAY / 2, days[2] + DAY / 2, 5)
        (whole, _) = study.spots(session, Asked())
        assert (whole.first, whole.last) == (days[0], days[4])
        assert list(study.spots(session, Asked(labels=(("run", "1"),)))) == []
