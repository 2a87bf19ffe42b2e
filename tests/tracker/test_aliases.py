"""Aliases as bytes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.records import a_record
from tracker import records
from tracker.aliases import Aliases, from_bytes, is_aliases, to_bytes

TIME = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXT, st.lists(TEXT, max_size=8))
def test_what_is_written_is_read_again(host: str, hops: list[str]) -> None:
    told = Aliases(host, TIME, tuple(hops))
    assert is_aliases(to_bytes(told))
    assert from_bytes(to_bytes(told)) == told


def test_a_request_is_of_another_kind() -> None:
    assert not is_aliases(records.to_bytes(a_record()))


def test_a_keeper_that_does_not_know_the_kind_refuses_it_as_what_it_cannot_read() -> None:
    with pytest.raises(ValueError, match=r"."):
        records.from_bytes(to_bytes(Aliases("metrics.shop.test", TIME, ())))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'["aliases"]',
        b'["aliases",2,"a.test",0,[]]',
        b'["others",1,"a.test",0,[]]',
        b'["aliases",1,5,0,[]]',
        b'["aliases",1,"a.test","now",[]]',
        b'["aliases",1,"a.test",1e99,[]]',
        b'["aliases",1,"a.test",0,5]',
        b'["aliases",1,"a.test",0,[5]]',
        b'["aliases",1,"a.test",0,[' + b",".join([b'"b.test"'] * 33) + b"]]",
    ],
    ids=range(11),
)
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_bytes(data)
