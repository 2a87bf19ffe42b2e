"""Tickets of the mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.keys import KEY_BYTES, Keys
from tracker.marking.tickets import from_text, key_of, ticket_for, to_text

KEY = key_of(Keys(bytes(KEY_BYTES)))


@pytest.mark.parametrize(
    ("named", "origin"),
    [
        ("www.boutique.test", "https://www.boutique.test"),
        ("Www.Boutique.test:443", "https://www.boutique.test"),
        ("www.boutique.test:8443", "https://www.boutique.test:8443"),
        ("127.0.0.1:5000", "https://127.0.0.1:5000"),
    ],
)
def test_a_ticket_tells_its_page(named: str, origin: str) -> None:
    ticket = ticket_for(named)
    assert ticket
    assert ticket.origin == origin
    assert from_text(to_text(ticket, KEY), KEY) == ticket


@pytest.mark.parametrize("named", ["", "a b", "a.test; script-src *", "[::1]", "a.test:99999999", "\u00e9.test", "a\n"])
def test_what_is_no_host_gets_no_ticket(named: str) -> None:
    assert ticket_for(named) is None


def test_each_opening_has_a_ticket_of_its_own() -> None:
    assert len({(ticket_for("a.test") or ("",))[0] for _ in range(20)}) == 20


def test_another_installation_reads_nothing() -> None:
    ticket = ticket_for("a.test")
    assert ticket
    assert from_text(to_text(ticket, KEY), key_of(Keys(b"\x01" * KEY_BYTES))) is None


@given(st.text(max_size=700) | st.text("abcABC019-_=", max_size=700))
def test_what_is_no_ticket_is_none(text: str) -> None:
    assert from_text(text, KEY) is None
