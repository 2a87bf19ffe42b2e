import pytest

from tracker.detection.cookies.judging import Seen, is_shared_identifier, judged, look_at
from tracker.taxonomy import Category

DAY = 86_400.0
RANDOM = "PvGekgOanBBYEz2Tym0yF5BEcpZP90eV"
OTHER = "trjqiO3CDRt0eqNsnSZ53ZcXW3wlNkSA"


def seen(value: str = RANDOM, lifetime: float | None = 365 * DAY, was_set: bool = True) -> Seen:
    cookie = Seen()
    if was_set:
        cookie.set(look_at(value), lifetime)
    cookie.meet(look_at(value))
    return cookie


@pytest.mark.parametrize(
    ("lifetime", "confidence", "words"),
    [
        (365 * DAY, 0.8, "lasts 365 days"),
        (30 * DAY - 1, 0.8, "lasts 30 days"),
        (7 * DAY, 0.6, "lasts 7 days"),
        (DAY, 0.6, "1 day."),
    ],
)
def test_a_random_value_is_surer_the_longer_it_lasts(lifetime: float, confidence: float, words: str) -> None:
    verdict = judged("shop.test", "xyz", seen(lifetime=lifetime))
    assert verdict
    assert (verdict.category, verdict.confidence) == (Category.CLIENT_ID, confidence)
    assert words in verdict.reasoning
    assert "cookie xyz" in verdict.reasoning


def test_a_random_value_that_ends_with_the_browser_needs_the_name_of_a_session() -> None:
    assert judged("shop.test", "xyz", seen(lifetime=None)) is None
    verdict = judged("shop.test", "shop_session", seen(lifetime=None))
    assert verdict
    assert verdict.category is Category.SESSION_ID


def test_a_cookie_that_nobody_was_seen_to_set_is_told_with_less_confidence() -> None:
    verdict = judged("shop.test", "xyz", seen(was_set=False))
    assert verdict
    assert verdict.confidence == 0.5


@pytest.mark.parametrize(
    ("name", "value"), [("xyz", "accepted"), ("xyz", "1"), ("my_csrf", RANDOM), ("_ga", "1"), ("CookieConsent", RANDOM)]
)
def test_flags_words_and_protection_single_nobody_out(name: str, value: str) -> None:
    assert judged("shop.test", name, seen(value)) is None


def test_what_is_known_of_a_name_goes_before_lifetime_and_chance() -> None:
    verdict = judged("shop.test", "_ga", seen("GA1.2.162712083.1613226783", None))
    short = judged("shop.test", "_clck", seen("bzgb20"))
    assert verdict
    assert short
    assert (verdict.category, verdict.confidence) == (Category.CLIENT_ID, 0.95)
    assert short.confidence == 0.8
    assert "Google" in verdict.reasoning


def test_a_sites_own_session_is_told_to_others_only() -> None:
    assert judged("shop.test", "PHPSESSID", seen(), "shop.test") is None
    assert judged("shop.test", "PHPSESSID", seen(), "other.test")
    assert judged("shop.test", "_ga", seen("GA1.2.162712083.1613226783"), "shop.test")


def test_what_changes_each_time_is_a_token_and_nobodys() -> None:
    cookie = seen()
    cookie.meet(look_at(OTHER))
    assert judged("shop.test", "xyz", cookie) is None


def test_an_identifier_that_was_deleted_once_and_stays_is_known_again() -> None:
    cookie = seen()
    for _ in range(10):
        cookie.meet(look_at(OTHER))
    assert judged("shop.test", "xyz", cookie)


def test_a_part_that_stays_identifies_whatever_changes_around_it() -> None:
    cookie = seen(f"{RANDOM}|1613226782706")
    cookie.meet(look_at(f"{RANDOM}|1613226999999"))
    assert judged("shop.test", "xyz", cookie)


def test_values_set_by_parallel_responses_are_no_change() -> None:
    cookie = Seen()
    cookie.set(look_at(OTHER), 365 * DAY)
    cookie.set(look_at(RANDOM), 365 * DAY)
    cookie.meet(look_at(RANDOM))
    assert judged("shop.test", "xyz", cookie)


def test_a_long_random_value_is_known_again_elsewhere_however_short_its_life() -> None:
    assert is_shared_identifier("shop.test", "xyz", seen(lifetime=None))
    assert not is_shared_identifier("shop.test", "xyz", seen("KBj6rbe8", None))
    assert not is_shared_identifier("shop.test", "my_csrf", seen(lifetime=None))
    assert not is_shared_identifier("shop.test", "xyz", seen("1", None))
    assert not is_shared_identifier("shop.test", "csrftoken", seen())


def test_addresses_in_a_cookies_name_are_not_repeated() -> None:
    verdict = judged("shop.test", "pref_marie@shop.example", seen())
    assert verdict
    assert "marie" not in verdict.reasoning
