from datetime import UTC, datetime

from tracker.traffic import Cookie, Field, Location, Request


def test_headers_are_found_in_any_case() -> None:
    request = Request(
        "1", datetime(2026, 1, 1, tzinfo=UTC), "GET", "https", "shop.test", 443, "/", (("X-A", "1"), ("x-a", "2"))
    )
    assert request.header("x-a") == "1"
    assert request.header("x-b") is None


def test_what_may_hold_raw_values_is_never_shown() -> None:
    request = Request(
        "1",
        datetime(2026, 1, 1, tzinfo=UTC),
        "GET",
        "https",
        "shop.test",
        443,
        "/?q=hush",
        (("a", "hush"),),
        b"hush",
        4,
        "https://hush.test",
    )
    assert "hush" not in repr(request) + repr(Field(Location.FORM, "a", "a", "hush")) + repr(Cookie("a", "hush"))
