"""The collector of garbage: what it leaves out, and that nothing is kept by it."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from dashboard.garbage import settle, spare


class Remembered:
    """Something that is held, or that holds itself."""

    itself: "Remembered | None" = None


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_full_collections_come_less_often_and_the_others_as_before() -> None:
    before = gc.get_threshold()
    spare()
    assert gc.get_threshold()[:2] == before[:2]
    assert gc.get_threshold()[2] > before[2]


def test_what_is_held_when_it_settles_is_looked_at_no_more() -> None:
    held = [Remembered() for _ in range(100)]
    settle()
    seen = {id(one) for one in gc.get_objects()}
    assert not [one for one in held if id(one) in seen]
    assert gc.get_freeze_count() >= 100


def test_what_was_left_out_is_freed_as_soon_as_nobody_holds_it() -> None:
    held = Remembered()
    told = weakref.ref(held)
    settle()
    assert told() is held
    del held
    assert told() is None


def test_garbage_from_before_is_not_kept() -> None:
    gc.disable()
    try:
        one = Remembered()
        one.itself, told = one, weakref.ref(one)
        del one
        assert told() is not None
        settle()
    finally:
        gc.enable()
    assert told() is None


def test_garbage_from_after_is_still_collected() -> None:
    settle()
    one = Remembered()
    one.itself, told = one, weakref.ref(one)
    del one
    gc.collect()
    assert told() is None
