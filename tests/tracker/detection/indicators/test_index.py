from tracker.detection.indicators.index import _CHUNK, Index
from tracker.detection.indicators.needles import Clue, Needle
from tracker.detection.indicators.pattern import Pattern
from tracker.detection.indicators.spelling import Strength
from tracker.profile import Value
from tracker.taxonomy import Category

CLUE = Clue(Value(Category.TEXT, "x"), "", (), Strength.TOKEN, is_digest=False)


def needle(data: bytes, *, is_exact: bool = False) -> Needle:
    return Needle(data, Pattern(data, (), is_exact=is_exact), CLUE)


def places(index: Index, data: bytes) -> list[tuple[int, int, bytes]]:
    return [(hit.start, hit.end, hit.needle.data) for hit in index.hits(data)]


def test_needles_with_the_same_beginning_are_told_apart() -> None:
    index = Index([needle(b"marie.dupont"), needle(b"marie.durand"), needle(b"dup")])
    assert places(index, b"x MARIE.DUPONT") == [(2, 14, b"marie.dupont"), (8, 11, b"dup")]


def test_an_exact_needle_asks_for_upper_and_lower_case() -> None:
    index = Index([needle(b"bWFyaWU", is_exact=True)])
    assert places(index, b"bWFyaWU bwfyawu") == [(0, 7, b"bWFyaWU")]


def test_the_first_of_two_equal_needles_counts() -> None:
    assert len(places(Index([needle(b"marie"), needle(b"marie"), needle(b"")]), b"marie")) == 1


def test_without_needles_nothing_is_found() -> None:
    assert not Index([]).hits(b"marie")


def test_needles_across_the_borders_of_long_data_are_found_once() -> None:
    index = Index([needle(b"marie"), needle(b"marie.dupont")])
    for start in range(_CHUNK - 14, _CHUNK + 3):
        data = b" " * start + b"marie.dupont" + b" " * 300_000
        assert places(index, data) == [(start, start + 5, b"marie"), (start, start + 12, b"marie.dupont")]


def test_what_is_repeated_does_not_hide_what_follows_it() -> None:
    index = Index([needle(b"marie"), needle(b"dupont")])
    found = places(index, b"marie " * 30_000 + b"dupont")
    assert len(found) == 501
    assert found[-1][2] == b"dupont"


def test_the_search_ends_in_nothing_but_repetition() -> None:
    assert len(Index([needle(b"marie")]).hits(b"marie" * 400_000)) == 500
