"""A profile that changes: as little as will do is compiled anew, and exactly its values are found."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.requests import a_request
from tracker.detection.fields import fields_of
from tracker.detection.indicators import Indicators
from tracker.detection.indicators.needles import needles
from tracker.detection.indicators.search import MOST_FRESH, MOST_GONE
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category

MOST = MOST_FRESH + MOST_GONE + 2


def values(*numbers: int) -> tuple[Value, ...]:
    return tuple(Value(Category.EMAIL_ADDRESS, f"a{number}@mail.example") for number in numbers)


def found(indicators: Indicators) -> set[Value]:
    """Which of all values are found, as they are or as a digest, in a request that holds each."""
    texts = [value.value for value in values(*range(MOST))]
    texts = [hashlib.sha256(text.encode()).hexdigest() if n % 2 else text for n, text in enumerate(texts)]
    request = a_request("https://px.adpix.test/i?" + "&".join(f"v{n}={text}" for n, text in enumerate(texts)))
    return {Value(one.category, one.value) for one in indicators.search(fields_of(request), request)}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Value, ...]]:
    """The values that are compiled from now on, time for time."""
    made = list[tuple[Value, ...]]()

    def _noted(profile: Profile) -> object:
        made.append(profile.values)
        return needles(profile)

    monkeypatch.setattr("tracker.detection.indicators.search.needles", _noted)
    return made


@pytest.mark.parametrize(
    ("profile", "anew"),
    [
        (Profile(values(1, 2)), []),
        (Profile(values(1, 2, 3)), [values(3)]),
        (Profile(values(2)), []),
        (Profile(values(2, 4)), [values(4)]),
        (Profile(values(4, 5, 6, 1)), [values(4), values(5), values(6)]),
        (EMPTY, []),
        (Profile(values(1, 2), "FR"), [values(1, 2)]),
    ],
)
def test_as_little_as_will_do_is_compiled(
    profile: Profile, anew: list[tuple[Value, ...]], compiled: list[tuple[Value, ...]]
) -> None:
    before = Indicators(Profile(values(1, 2)))
    compiled.clear()
    after = before.changed(profile)
    assert compiled == anew
    assert found(after) == set(profile.values)
    assert found(before) == set(values(1, 2))


def test_after_many_changes_all_is_compiled_together(compiled: list[tuple[Value, ...]]) -> None:
    indicators = Indicators(Profile(values(0)))
    for number in range(1, MOST_FRESH + 2):
        indicators = indicators.changed(Profile(values(*range(number + 1))))
        assert found(indicators) == set(values(*range(number + 1)))
    assert compiled == [*(values(number) for number in range(MOST_FRESH + 1)), values(*range(MOST_FRESH + 2))]


def test_when_much_is_gone_the_rest_is_compiled_anew(compiled: list[tuple[Value, ...]]) -> None:
    indicators = Indicators(Profile(values(*range(MOST_GONE + 2))))
    compiled.clear()
    assert found(indicators.changed(Profile(values(0, 1)))) == set(values(0, 1))
    assert compiled == []
    assert found(indicators.changed(Profile(values(0)))) == set(values(0))
    assert compiled == [values(0)]


@given(st.lists(st.sets(st.integers(0, MOST - 1), max_size=MOST), max_size=5))
@settings(max_examples=6, deadline=None)  # each value is compiled in hundreds of ways
def test_exactly_the_profile_is_found_however_it_came_about(steps: list[set[int]]) -> None:
    indicators = Indicators(EMPTY)
    for numbers in steps:
        profile = Profile(values(*sorted(numbers)))
        indicators = indicators.changed(profile)
        assert found(indicators) == set(profile.values)
