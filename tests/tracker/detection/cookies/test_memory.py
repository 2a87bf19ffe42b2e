from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.cookies import CookieMemory, Owner
from tracker.taxonomy import Category
from tracker.traffic import Cookie

NOW = datetime(2026, 3, 1, tzinfo=UTC)
YEAR = 365 * 86_400.0
UUID = "cd07f044-a01e-4878-a15d-fb8aa7811116"


def memory_with(*cookies: Cookie, host: str = "www.ads.test") -> CookieMemory:
    memory = CookieMemory()
    memory.learn(host, cookies, NOW)
    return memory


def test_a_cookie_that_was_set_for_long_identifies_where_it_is_sent() -> None:
    memory = memory_with(Cookie("xyz", UUID, "ads.test", YEAR))
    verdict = memory.verdict("px.ads.test", "xyz", UUID)
    assert verdict
    assert verdict.category is Category.CLIENT_ID
    assert memory.verdict("px.ads.test", "xyz", UUID) is verdict


def test_a_longer_life_changes_the_verdict() -> None:
    memory = memory_with(Cookie("xyz", UUID, "ads.test", None))
    assert memory.verdict("ads.test", "xyz", UUID) is None
    memory.learn("ads.test", [Cookie("xyz", UUID, "ads.test", YEAR)], NOW)
    assert memory.verdict("ads.test", "xyz", UUID)


def test_a_sites_own_session_is_not_told_to_it() -> None:
    memory = memory_with(Cookie("PHPSESSID", UUID, "", None), host="www.shop.test")
    assert memory.verdict("www.shop.test", "PHPSESSID", UUID, "shop.test") is None
    assert memory.verdict("www.shop.test", "PHPSESSID", UUID, "news.test")
    assert memory.verdict("www.shop.test", "PHPSESSID", UUID)


@pytest.mark.parametrize("value", [UUID, f"uid:{UUID}", f"https://x.test/?id={UUID}", f"a%3D{UUID}"])
def test_anothers_identifier_is_known_by_its_owner(value: str) -> None:
    memory = memory_with(Cookie("xyz", UUID, "ads.test", YEAR))
    assert memory.owner_of(value) == Owner("ads.test", "xyz")
    assert memory.owner_of(value, receiver="other.test") == Owner("ads.test", "xyz")
    assert memory.owner_of(value, receiver="ads.test") is None


def test_an_identifier_seen_in_a_request_alone_has_an_owner_too() -> None:
    memory = CookieMemory()
    memory.verdict("www.shop.test", "_ga", "GA1.2.162712083.1613226783")
    assert memory.owner_of("162712083.1613226783") == Owner("shop.test", "_ga")
    assert memory.owner_of("1.2.162712083.1613226783") == Owner("shop.test", "_ga")


def test_all_cookies_with_one_value_are_its_owners() -> None:
    memory = memory_with(Cookie("a", UUID, "ads.test", YEAR), Cookie("b", UUID, "ads.test", None))
    memory.learn("mirror.test", [Cookie("a", UUID, "", YEAR)], NOW)
    assert memory.owners_of(UUID) == (Owner("ads.test", "a"), Owner("ads.test", "b"), Owner("mirror.test", "a"))
    assert memory.owners_of(UUID, receiver="ads.test") == (Owner("mirror.test", "a"),)


@pytest.mark.parametrize(
    "value", ["", "1613226782706", "fr-FR", "12345678", "ads.test", "accepted", "2026-03-01", "x" * 3000]
)
def test_moments_hosts_words_and_short_numbers_have_no_owner(value: str) -> None:
    memory = memory_with(Cookie("xyz", f"{UUID}.{value}", "ads.test", YEAR), Cookie("other", value, "ads.test", YEAR))
    assert memory.owner_of(value) is None


def test_consents_and_protection_have_no_owner() -> None:
    memory = memory_with(Cookie("csrftoken", UUID, "shop.test", YEAR), Cookie("CookieConsent", UUID, "shop.test", YEAR))
    assert memory.owner_of(UUID) is None


def test_a_host_that_is_named_for_an_identifier_is_known_by_its_owner() -> None:
    memory = memory_with(Cookie("xyz", UUID.replace("-", ""), "ads.test", YEAR))
    assert memory.owners_in_host(f"{UUID.replace('-', '')}.other.test", "other.test") == (Owner("ads.test", "xyz"),)


def test_another_partys_session_is_told_and_the_sites_own_is_not() -> None:
    memory = memory_with(Cookie("xyz", UUID, "ads.test", None))
    assert memory.verdict("ads.test", "xyz", UUID, "ads.test") is None
    verdict = memory.verdict("ads.test", "xyz", UUID, "news.test")
    assert verdict
    assert verdict.category is Category.SESSION_ID
    assert memory.verdict("ads.test", "xyz", UUID, "news.test") is verdict
    assert memory.verdict("ads.test", "xyz", UUID) is None


def test_an_empty_memory_knows_no_owner() -> None:
    assert CookieMemory().owner_of(UUID) is None


def test_deleted_cookies_are_not_learnt() -> None:
    assert memory_with(Cookie("xyz", UUID, "ads.test", 0.0)).owner_of(UUID) is None


def test_the_memory_is_bounded_and_forgets_the_oldest_first() -> None:
    memory = CookieMemory(most_cookies=2, most_parts=2)
    values = [UUID.replace("c", digit) for digit in "123"]
    for number, value in enumerate(values):
        memory.learn("ads.test", [Cookie(f"n{number}", value, "ads.test", YEAR)], NOW)
    assert memory.owner_of(values[0]) is None
    assert memory.owner_of(values[2])
    verdict = memory.verdict("ads.test", "n0", values[0])
    assert verdict
    assert "not seen" in verdict.reasoning


def test_one_value_has_a_bounded_number_of_owners() -> None:
    memory = memory_with(*(Cookie(f"n{number}", UUID, "ads.test", YEAR) for number in range(20)))
    assert len(memory.owners_of(UUID)) == 8


def test_no_value_is_kept() -> None:
    memory = memory_with(Cookie("xyz", UUID, "ads.test", YEAR))
    memory.verdict("ads.test", "xyz", UUID)
    assert UUID not in repr(vars(memory))


@given(st.text(), st.text(), st.text())
def test_no_cookie_raises(host: str, name: str, value: str) -> None:
    memory = CookieMemory()
    memory.learn(host, [Cookie(name, value, "", YEAR)], NOW)
    assert memory.verdict(host, name, value) == memory.verdict(host, name, value)
    assert memory.verdict(host, name, value + "x") == memory.verdict(host, name, value + "x")
    assert len(memory.owners_of(value)) <= 1


@pytest.mark.parametrize("domain", ["victim.test", "www.victim.test", "test", "notads.test"])
def test_a_cookie_that_is_set_for_anothers_domain_is_nobodys(domain: str) -> None:
    memory = memory_with(Cookie("xyz", UUID, domain, YEAR), host="www.ads.test")
    assert memory.owners_of(UUID, "receiver.test") == ()


def test_of_a_long_name_the_beginning_counts_as_in_requests() -> None:
    memory = memory_with(Cookie("x" * 300, UUID, "ads.test", YEAR))
    assert memory.verdict("ads.test", "x" * 256, UUID)


def test_what_was_forgotten_is_settled_no_more() -> None:
    memory = CookieMemory(most_cookies=1)
    seen = memory.met("shop.test", "uid", UUID)
    assert seen.settled is not None
    memory.met("news.test", "uid", UUID)
    assert seen.settled is None
