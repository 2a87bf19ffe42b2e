"""The bar over a page."""

from flask import Flask

from dashboard.bars import Bar, bar
from dashboard.narrowing import read


def bar_of(app: Flask, address: str) -> Bar:
    with app.test_request_context(address):
        read()
        return bar()


def test_every_period_leads_to_the_same_page_with_its_own_arguments(app: Flask) -> None:
    found = bar_of(app, "/vendors?q=ad&page=3&period=7&party=third&sort=name")
    assert [span.address for span in found.spans] == [
        "/vendors?party=third&q=ad&sort=name&period=today",
        "/vendors?party=third&q=ad&sort=name&period=7",
        "/vendors?party=third&q=ad&sort=name&period=30",
        "/vendors?party=third&q=ad&sort=name&period=90",
        "/vendors?party=third&q=ad&sort=name&period=all",
    ]
    assert [span.is_chosen for span in found.spans] == [False, True, False, False, False]
    assert found.kept == (("q", "ad"), ("sort", "name"))


def test_each_filter_can_be_taken_off(app: Flask) -> None:
    found = bar_of(app, "/log?since=2026-01-05&until=2026-02-01&category=city&manner=relayed&host=a.test")
    assert [chip.without for chip in found.chips] == [
        "/log?category=city&manner=relayed&host=a.test",
        "/log?since=2026-01-05&until=2026-02-01&manner=relayed&host=a.test",
        "/log?since=2026-01-05&until=2026-02-01&category=city&host=a.test",
    ]
    assert (found.since, found.until, found.is_dated) == ("2026-01-05", "2026-02-01", True)
    assert not any(span.is_chosen for span in found.spans)


def test_a_narrowed_page_leads_to_itself_as_a_whole(app: Flask) -> None:
    assert bar_of(app, "/log?since=2026-01-05&manner=relayed&host=a.test").whole == "/log?host=a.test&period=all"
    assert bar_of(app, "/sites?period=7").whole == "/sites?period=all"
    assert bar_of(app, "/sites?q=a").whole == ""


def test_one_end_of_a_period_is_said(app: Flask) -> None:
    (since,) = bar_of(app, "/log?since=2026-01-05").chips
    (until,) = bar_of(app, "/log?until=2026-01-05").chips
    assert since.words.startswith("Since")
    assert until.words.startswith("Until")


def test_nothing_is_chosen_at_first(app: Flask) -> None:
    found = bar_of(app, "/")
    assert found.chips == ()
    assert [span.is_chosen for span in found.spans] == [False] * 4 + [True]


def test_a_page_with_signs_of_addresses_in_its_name_is_led_to_again(app: Flask) -> None:
    found = bar_of(app, "/sites/a%3Fb%23c%25?period=7")
    assert found.spans[0].address == "/sites/a%3Fb%23c%25?period=today"


def test_an_endless_address_is_not_repeated_in_every_link(app: Flask) -> None:
    asked = "&".join(f"a{number}={'b' * 1000}" for number in range(1000))
    found = bar_of(app, f"/log?{asked}&{'c' * 1000}=d")
    assert all(len(span.address) < 5000 for span in found.spans)
    assert len(found.kept) == 20
