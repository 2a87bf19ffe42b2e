from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import MAIL, NOON, a_disclosure, a_record, an_evidence
from tracker.disclosure import Manner, Party, Record
from tracker.leaps import Leap
from tracker.ledger import models as m
from tracker.ledger.leaps import keep_leaps
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.data import of_category
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.trail import trail
from tracker.taxonomy import Category
from tracker.traffic import Location


def test_a_trail_tells_each_way_in_the_order_of_time(session: Session, asked: list[str]) -> None:
    (mail,) = of_category(session, Category.EMAIL_ADDRESS)
    asked.clear()
    steps = trail(session, mail.id)
    assert len(asked) == 2
    assert [(step.vendor_slug, step.manner) for step in steps] == [
        ("replay", Manner.PREMATURE),
        ("boutique", Manner.SUBMITTED),
        ("adpix", Manner.RELAYED),
        ("replay", Manner.RELAYED),  # by then the shop had the address from the person
    ]
    assert [step.times for step in steps] == [1, 3, 3, 2]
    assert (steps[2].location, steps[2].path, steps[2].encoding) == (Location.QUERY, "em", ("urlencode", "sha256"))
    assert (steps[1].site, steps[1].party, steps[1].recipient) == ("boutique.example", Party.FIRST, "boutique.example")
    assert [step.is_first_submission for step in steps] == [False, True, False, False]
    assert steps[2].encodings == (("urlencode", "sha256"),)


def test_a_long_trail_is_cut_at_its_end(session: Session) -> None:
    (mail,) = of_category(session, Category.EMAIL_ADDRESS)
    assert [step.vendor_slug for step in trail(session, mail.id, limit=1)] == ["replay"]


def test_a_datum_twice_in_one_request_is_one_way(ledger: Ledger) -> None:
    twice = (a_disclosure(), a_disclosure(evidence=an_evidence("confirm_email")))
    fill(ledger, [a_record(*twice, site=None)])
    with ledger.reading() as session:
        (step,) = trail(session, 1)
    assert (step.times, step.path, step.site) == (2, "email", None)


def test_a_way_whose_first_evidence_was_forgotten_is_told_without(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    with ledger.session() as session:
        session.execute(delete(m.Disclosure))
    with ledger.reading() as session:
        (step,) = trail(session, 1)
    assert (step.location, step.path, step.encoding, step.encodings, step.confidence) == (None, None, (), (), None)


def hashed(minutes: int, *encoding: str, confidence: float = 0.9) -> Record:
    found = a_disclosure(
        evidence=an_evidence("em", encoding=encoding, confidence=confidence), manner=Manner.RELAYED, value=MAIL
    )
    return a_record(
        found,
        host="px.adpix.test",
        time=NOON + timedelta(minutes=minutes),
        site_confidence=0.9 if minutes else 0.6,
        site_basis="referer" if minutes else "frame",
    )


def test_one_way_tells_all_its_disguises_and_how_sure_it_is(ledger: Ledger) -> None:
    fill(ledger, [hashed(0, "md5"), hashed(1, "sha256", confidence=0.7), hashed(2, "sha256")])
    with ledger.reading() as session:
        (step,) = trail(session, 1)
    assert step.encodings == (("sha256",), ("md5",))
    assert (step.encoding, step.confidence, step.site_confidence) == (("md5",), 0.9, 0.6)
    assert step.site_bases == ("referer", "frame")


def test_a_way_is_told_by_its_sums_and_by_the_first_and_last_of_its_rows(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.queries.trail._EDGE", 1)
    fill(ledger, [hashed(0, "md5"), hashed(1, "sha1"), hashed(2, "sha256")])
    with ledger.reading() as session:
        (step,) = trail(session, 1)
    assert set(step.encodings) == {("md5",), ("sha256",)}
    assert step.times == 3


def test_where_its_rows_are_not_looked_into_the_first_stands_alone(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.queries.trail._EDGE", 0)
    fill(ledger, [hashed(0, "md5")])
    with ledger.reading() as session:
        (step,) = trail(session, 1)
    assert (step.encodings, step.site_confidence) == ((("md5",),), None)


def test_what_was_given_to_two_sites_was_given_first_to_one(ledger: Ledger) -> None:
    late = a_record(a_disclosure(value=MAIL), host="news.example", site="news.example", time=NOON + timedelta(days=1))
    fill(ledger, [a_record(a_disclosure(value=MAIL)), late])
    with ledger.reading() as session:
        steps = trail(session, 1)
    assert [step.is_first_submission for step in steps] == [True, False]


@pytest.mark.parametrize(
    ("scope", "vendors"),
    [
        (Scope(party=Party.FIRST), ["boutique"]),
        (Scope(manner=Manner.PREMATURE), ["replay"]),
        (Scope(party=Party.THIRD, manner=Manner.RELAYED), ["adpix", "replay"]),
        (Scope(until=NOON - timedelta(days=300)), []),
        (Scope(since=NOON), ["boutique", "adpix", "replay"]),
    ],
)
def test_a_trail_keeps_to_a_scope(scope: Scope, vendors: list[str], session: Session, asked: list[str]) -> None:
    (mail,) = of_category(session, Category.EMAIL_ADDRESS)
    asked.clear()
    steps = trail(session, mail.id, scope=scope)
    assert len(asked) == 3
    assert [step.vendor_slug for step in steps] == vendors


def test_within_a_scope_it_is_still_known_when_a_datum_was_given_first(ledger: Ledger) -> None:
    late = a_record(a_disclosure(value=MAIL), host="news.example", site="news.example", time=NOON + timedelta(days=1))
    fill(ledger, [a_record(a_disclosure(value=MAIL)), late])
    with ledger.reading() as session:
        (step,) = trail(session, 1, scope=Scope(since=NOON + timedelta(hours=1)))
        (first,) = trail(session, 1, scope=Scope(until=NOON + timedelta(hours=1)))
    assert (step.is_first_submission, first.is_first_submission) == (False, True)


@pytest.mark.parametrize(
    ("told_twice", "minutes", "expected"),
    [(True, -5, False), (True, 5, True), (True, -15, True), (False, -5, True)],
    ids=["between them", "after it", "before the stretch", "never"],
)
def test_what_went_before_it_was_given_by_times_told_twice_has_no_order(
    ledger: Ledger, told_twice: bool, minutes: int, expected: bool
) -> None:
    with ledger.session() as session:
        keep_leaps(session, [Leap(NOON - timedelta(minutes=10), NOON)] if told_twice else [])
    passed_on = a_disclosure(manner=Manner.AMBIENT)
    fill(ledger, [a_record(), a_record(passed_on, host="px.adpix.test", time=NOON + timedelta(minutes=minutes))])
    with ledger.reading() as session:
        steps = {step.host: step.is_order_known for step in trail(session, 1)}
    assert steps.pop("px.adpix.test") is expected
    assert list(steps.values()) == [True]
