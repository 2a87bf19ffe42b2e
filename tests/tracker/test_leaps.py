"""Stretches of time that the clock told twice, as bytes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.records import NOON, a_record
from tests.builders.rulings import a_ruled
from tracker import aliases, records, rulings
from tracker.leaps import Leap, from_bytes, is_leap, to_bytes


@given(st.integers(0, 200_000_000_000), st.integers(0, 1_000_000_000))
def test_what_is_written_is_read_again(since: int, length: int) -> None:
    leap = Leap(datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(since + length, UTC))
    assert is_leap(to_bytes(leap))
    assert from_bytes(to_bytes(leap)) == leap


def test_other_records_are_of_another_kind() -> None:
    assert not is_leap(records.to_bytes(a_record()))
    assert not is_leap(rulings.to_bytes(a_ruled()))
    assert not is_leap(aliases.to_bytes(aliases.Aliases("metrics.shop.test", NOON, ())))


def test_a_keeper_that_does_not_know_the_kind_refuses_it_as_what_it_cannot_read() -> None:
    with pytest.raises(ValueError, match=r"."):
        records.from_bytes(to_bytes(Leap(NOON, NOON)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'["leap"]',
        b'["leap",2,0,1]',
        b'["others",1,0,1]',
        b'["leap",1,1,0]',
        b'["leap",1,"now",1]',
        b'["leap",1,0,1e99]',
        b'["leap",1,null,1]',
    ],
    ids=range(9),
)
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_bytes(data)
