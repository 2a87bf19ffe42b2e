from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.cookies import parse_set_cookie
from tracker.traffic import Cookie

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def lifetime(attributes: str) -> float | None:
    cookie = parse_set_cookie(f"a=b{attributes}", "shop.test", NOW)
    assert cookie
    return cookie.lifetime


def test_a_cookie_is_read_with_name_value_domain_and_lifetime() -> None:
    header = "id=a=b; Path=/; Domain=.Shop.test; Max-Age=3600; Secure; HttpOnly; SameSite=Lax"
    assert parse_set_cookie(header, "www.shop.test") == Cookie("id", "a=b", "shop.test", 3600.0)


def test_without_a_domain_the_cookie_is_the_hosts() -> None:
    assert parse_set_cookie("id=1", "WWW.shop.test") == Cookie("id", "1", "www.shop.test", None)


@pytest.mark.parametrize("header", ["", "id", "=1", ";", "; Max-Age=1", f"{'n' * 4096}=1", f"n={'v' * 4096}"])
def test_what_has_no_name_or_value_is_no_cookie(header: str) -> None:
    assert parse_set_cookie(header, "shop.test") is None


@pytest.mark.parametrize(
    "date",
    [
        "Sun, 01 Mar 2026 01:00:00 GMT",
        "Sunday, 01-Mar-26 01:00:00 GMT",
        "Sun Mar  1 01:00:00 2026",
        "Sun, 01-Mar-2026 01:00:00 GMT",
        "2026-03-01T01:00:00Z",
        '"Sun, 01 Mar 2026 1:0:0 GMT"',
        "1 mar 2026 01:00:00",
    ],
)
def test_dates_are_read_in_all_their_forms(date: str) -> None:
    assert lifetime(f"; Expires={date}") == 3600.0


@pytest.mark.parametrize(
    "date", ["", "never", "Sat, 29-Feb-2017 15:45:00 GMT", "01:00:00", "01 Mar 01:00:00", "0000-00-00 00:00:00"]
)
def test_a_date_that_is_none_means_until_the_browser_closes(date: str) -> None:
    assert lifetime(f"; Expires={date}") is None


def test_two_digits_of_a_year_are_read_as_browsers_do() -> None:
    assert (lifetime("; Expires=Thu, 01-Jan-70 00:00:00 GMT") or 0) < 0
    assert (lifetime("; Expires=Thu, 01-Jan-69 00:00:00 GMT") or 0) > 0


def test_max_age_goes_before_expires_and_lifetimes_are_cut_as_browsers_do() -> None:
    assert lifetime("; Max-Age=60; Expires=Sun, 01 Mar 2026 01:00:00 GMT") == 60.0
    assert lifetime("; Max-Age=soon; Expires=Sun, 01 Mar 2026 01:00:00 GMT") == 3600.0
    assert lifetime("; Max-Age=99999999999") == lifetime("; Expires=Fri, 31 Dec 9999 23:59:59 GMT") == 400 * 86_400


@given(st.text())
def test_no_header_raises(header: str) -> None:
    found = parse_set_cookie(header, "shop.test")
    assert found is None or found.name or found.value
    dated = parse_set_cookie(f"a=b; expires={header}", "shop.test")
    assert dated
    assert (dated.name, dated.value) == ("a", "b")
