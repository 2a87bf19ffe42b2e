"""The way to all pages."""

from flask import Flask

from dashboard.narrowing import read
from dashboard.navigation import navigation


def test_every_entry_leads_to_a_page_and_says_where_one_is(app: Flask) -> None:
    with app.test_request_context("/"):
        groups = navigation("vendors")
        entries = [entry for group in groups for entry in group.entries]
        for entry in entries:
            assert app.url_map.bind("").match(entry.address)
    assert [entry.address for entry in entries if entry.is_current] == ["/vendors"]
    assert len({entry.words for entry in entries}) == len(entries)


def test_entries_carry_the_period(app: Flask) -> None:
    with app.test_request_context("/?period=30"):
        read()
        assert {entry.address.partition("?")[2] for group in navigation("") for entry in group.entries} == {"period=30"}
