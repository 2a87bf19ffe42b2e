"""The token by which other programs may read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tracker.ledger import models as m
from tracker.ledger.api_token import PREFIX, _digest, is_right, made, renew, revoke
from tracker.ledger.opening import Ledger

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


def test_a_token_is_right_until_it_is_revoked(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        token = renew(session, NOW)
        assert is_right(session, token)
        assert made(session) == NOW
        assert revoke(session)
        assert not is_right(session, token)
        assert made(session) is None
        assert not revoke(session)


def test_a_new_token_takes_the_place_of_the_earlier_one(ledger: Ledger) -> None:
    with ledger.session() as session:
        first, second = renew(session), renew(session)
        assert first != second
        assert not is_right(session, first)
        assert is_right(session, second)


@pytest.mark.parametrize("wrong", ["", "x", PREFIX, "\udcff", "é", "null"])
def test_what_is_not_the_token_is_wrong_whether_there_is_one_or_not(wrong: str, ledger: Ledger) -> None:
    with ledger.session() as session:
        assert not is_right(session, wrong)
        token = renew(session)
        assert not is_right(session, wrong)
        assert not is_right(session, token + wrong if wrong else token[:-1])


def test_the_digest_is_not_the_token(ledger: Ledger) -> None:
    with ledger.session() as session:
        token = renew(session)
        kept = session.scalars(select(m.Setting.value)).all()
        assert not any(token in value or token.removeprefix(PREFIX) in value for value in kept)
        assert not is_right(session, _digest(token))


def test_a_token_is_not_to_be_guessed(ledger: Ledger) -> None:
    with ledger.session() as session:
        assert len({renew(session) for _ in range(20)}) == 20
        assert len(renew(session).removeprefix(PREFIX)) == 43  # 256 bits


@given(st.text(), st.text())
def test_equal_digests_are_of_equal_tokens(one: str, other: str) -> None:
    assert (_digest(one) == _digest(other)) == (one == other)


def test_one_statement_tells_whether_it_is_right(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        token = renew(session)
        statements.clear()
        assert is_right(session, token)
    assert len([one for one in statements if one.startswith("SELECT")]) == 1
