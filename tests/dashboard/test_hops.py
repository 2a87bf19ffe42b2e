from datetime import UTC, datetime, timedelta

import pytest

from dashboard.hops import disguises_of, hops
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.trail import Step

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STEP = Step(
    "shop.example", "px.ads.test", "ads", "Ads", Party.THIRD, Manner.RELAYED, False, NOON, NOON, 1, None, None, ()
)
GIVEN = STEP._replace(manner=Manner.SUBMITTED, is_first_submission=True)


@pytest.mark.parametrize(
    ("step", "deed"),
    [
        (GIVEN, "You gave it first to %(company)s"),
        (STEP._replace(manner=Manner.SUBMITTED), "You sent it to %(company)s"),
        (STEP, "It reached %(company)s"),
        (STEP._replace(manner=Manner.PREMATURE), "It was taken by %(company)s"),
        (STEP._replace(manner=Manner.AMBIENT), "Your browser sent it to %(company)s"),
    ],
)
def test_each_manner_is_a_deed(step: Step, deed: str) -> None:
    assert hops([step])[0].deed == deed


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(days=4, hours=3), "4 days after you gave it"),
        (timedelta(hours=1), "1 hour after you gave it"),
        (timedelta(minutes=-20), "20 minutes before you gave it"),
        (timedelta(minutes=1), "1 minute after you gave it"),
        (timedelta(days=-1), "1 day before you gave it"),
        (timedelta(hours=-5), "5 hours before you gave it"),
        (timedelta(seconds=-5), "within a minute before you gave it"),
        (timedelta(seconds=5), "within a minute after you gave it"),
    ],
)
def test_time_is_told_from_when_it_was_given(gap: timedelta, words: str) -> None:
    given, later = hops([GIVEN, STEP._replace(first=NOON + gap)])
    assert (given.later, later.later) == ("", words)


def test_nothing_is_said_of_an_order_that_nobody_knows() -> None:
    step = STEP._replace(first=NOON - timedelta(minutes=20), is_order_known=False)
    assert [hop.later for hop in hops([step, GIVEN])] == ["", ""]


def test_the_first_ones_know_that_it_was_given_after_them() -> None:
    (early,) = hops([STEP._replace(first=NOON - timedelta(days=2)), GIVEN], 1)
    assert early.later == "2 days before you gave it"


def test_what_was_never_given_has_no_time_after() -> None:
    assert hops([STEP])[0].later == ""


@pytest.mark.parametrize(
    ("encodings", "words"),
    [
        ((), ""),
        (((),), ""),
        ((("sha256",),), "hashed (sha256)"),
        ((("sha256",), ("urlencode", "sha256"), ("base64",)), "hashed (sha256), encoded (base64)"),
        ((("md5",), ()), "hashed (md5), as it is"),
    ],
)
def test_disguises_are_told_once_each(encodings: tuple[tuple[str, ...], ...], words: str) -> None:
    assert hops([STEP._replace(encodings=encodings)])[0].disguises == words.replace(", as", " and as").replace(
        ", encoded", " and encoded"
    )


@pytest.mark.parametrize(
    ("confidence", "bases", "words"),
    [
        (0.9, ("referer",), ""),
        (None, (), ""),
        (0.7, ("frame",), "a frame or a style sheet asked, and this page has it"),
        (0.6, ("referer", "page", "new"), "told by the referrer and the capture says so"),
    ],
)
def test_a_page_that_is_not_certain_is_said_to_be(confidence: float | None, bases: tuple[str, ...], words: str) -> None:
    assert hops([STEP._replace(site_confidence=confidence, site_bases=bases)])[0].doubt == words


def test_an_unknown_page_is_no_doubt() -> None:
    assert hops([STEP._replace(site=None, site_confidence=0.0, site_bases=("ambiguous",))])[0].doubt == ""


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ([], ""),
        ([()], ""),
        ([((),)], "as it is"),
        ([(("sha256",),), (("sha256",), ("md5",))], "hashed (sha256) and hashed (md5)"),
        ([(("sha256",),), ((),)], "hashed (sha256) and as it is"),
    ],
)
def test_the_disguises_of_several_ways_are_told_at_once(ways: list[tuple[tuple[str, ...], ...]], words: str) -> None:
    assert disguises_of([STEP._replace(encodings=encodings) for encodings in ways]) == words
