"""Where the next part begins."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from dashboard.api.cursors import PAGING, cursor_of, part, place_of
from dashboard.api.parameters import asked


@given(st.text(max_size=100), st.integers(0, 10**18))
def test_a_cursor_leads_back_to_its_place(text: str, number: int) -> None:
    wanted = asked(PAGING, {}, MultiDict({"cursor": cursor_of((text, number))}))
    assert place_of(wanted, tuple[str, int]) == (text, number)


@given(st.from_regex(r"\A[A-Za-z0-9_-]{1,600}\Z"))
def test_whatever_a_cursor_is_it_leads_to_a_place_or_nowhere(cursor: str) -> None:
    wanted = asked(PAGING, {}, MultiDict({"cursor": cursor}))
    with suppress(NotFound):
        found = place_of(wanted, tuple[int, int])
        assert isinstance(found, tuple)


@pytest.mark.parametrize("place", ["x", [1], [1, "2"], [1, 2, 3], None, {"a": 1}])
def test_a_cursor_of_another_answer_leads_nowhere(place: object) -> None:
    with pytest.raises(NotFound):
        place_of(asked(PAGING, {}, MultiDict({"cursor": cursor_of(place)})), tuple[int, int])


def test_without_a_cursor_there_is_no_place() -> None:
    assert place_of(asked(PAGING, {}, MultiDict()), str) is None


def test_a_part_knows_whether_more_follows() -> None:
    assert part([1, 2, 3], 2, lambda row: row) == ([1, 2], cursor_of(2))
    assert part([1, 2], 2, lambda row: row) == ([1, 2], None)
    assert part([], 2, lambda row: row) == ([], None)
