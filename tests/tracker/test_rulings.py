"""Rulings as bytes."""

from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.records import a_record
from tests.builders.rulings import a_ruled, a_ruling
from tracker import aliases, records, rulings
from tracker.disclosure import Manner, Party
from tracker.rules import Action
from tracker.rulings import MOST, Outcome, Ruled, Ruling, from_bytes, is_rulings, to_bytes
from tracker.taxonomy import Category
from tracker.traffic import Location

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TIME = st.integers(0, 3_000_000_000_000).map(lambda millis: datetime.fromtimestamp(millis / 1000, UTC))
RULING = st.builds(
    Ruling,
    TEXT,
    *map(st.sampled_from, (Category, Action, Outcome, Manner, Location)),
    TEXT,
    TEXT,
)
RULED = st.builds(
    Ruled, TEXT, TIME, TEXT, TEXT, st.none() | TEXT, st.sampled_from(Party), st.lists(RULING, max_size=4).map(tuple)
)


@given(RULED)
def test_what_is_written_is_read_again(ruled: Ruled) -> None:
    assert is_rulings(to_bytes(ruled))
    assert from_bytes(to_bytes(ruled)) == ruled


def test_a_request_and_an_alias_are_of_other_kinds() -> None:
    assert not is_rulings(records.to_bytes(a_record()))
    assert not is_rulings(b'["aliases",1,"a.test",0,[]]')
    assert not aliases.is_aliases(to_bytes(a_ruled()))


def test_a_keeper_that_does_not_know_the_kind_refuses_it_as_what_it_cannot_read() -> None:
    with pytest.raises(ValueError, match=r"."):
        records.from_bytes(to_bytes(a_ruled()))


def test_of_a_request_with_more_rulings_than_can_be_the_first_are_told() -> None:
    ruled = a_ruled(*[a_ruling()] * (MOST + 1))
    assert len(from_bytes(to_bytes(ruled)).rulings) == MOST


def test_what_is_long_is_cut_and_can_be_read() -> None:
    ruled = from_bytes(to_bytes(a_ruled(a_ruling(path="p" * 9000, reason="r" * 9000))))
    assert {len(text) for one in ruled.rulings for text in (one.path, one.reason)} == {4000}


GOOD = orjson.loads(to_bytes(a_ruled()))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "others"),
        (1, 2),
        (2, 5),
        (2, "i" * 1001),
        (3, "now"),
        (3, 1e99),
        (4, None),
        (5, []),
        (6, 5),
        (7, "fourth"),
        (8, None),
        (8, 5),
        (8, [5]),
        (8, [[]]),
        (8, ["rule"]),
        (8, [[5, *GOOD[8][0][1:]]]),
        (8, [["r", "no category", *GOOD[8][0][2:]]]),
        (8, [[*GOOD[8][0][:3], "eaten", *GOOD[8][0][4:]]]),
        (8, [[*GOOD[8][0][:6], "p" * 4001, ""]]),
        (8, [[*GOOD[8][0], "more"]]),
        (8, GOOD[8] * (MOST + 1)),
    ],
    ids=range(21),
)
def test_what_is_none_is_refused(place: int, value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_bytes(orjson.dumps([*GOOD[:place], value, *GOOD[place + 1 :]]))


@pytest.mark.parametrize("data", [b"", b"{}", b'["rulings"]', to_bytes(a_ruled())[:-1], to_bytes(a_ruled())[:40]])
def test_what_is_torn_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_bytes(data)


def test_what_keeps_a_datum_from_a_company_is_said() -> None:
    assert {outcome.value for outcome in set(Outcome) - rulings.KEPT} == {"warned", "spared"}
