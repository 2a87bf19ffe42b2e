import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.cookies import chance
from tracker.detection.cookies.chance import BITS, bits


def test_the_definition_holds() -> None:
    assert not doctest.testmod(chance).failed


@pytest.mark.parametrize(
    "part",
    [
        *("KBj6rbe8", "b4462c5f10a9a549bd088824611214fd", "7198930254545667412", "v63rcmim4zm63omw4b5eplrog"),
        *("dWlkPU9ETTBOMlV6T0dZdE5UTm1ZeTAwWXpobUxUazVOR1V0TUdNMVpXSmtP", "XKJQWZPL", "user-KBj6rbe8"),
        *("1378101304145867844", "-1378101304145867844", "2011527162976563"),
    ],
)
def test_what_is_drawn_holds_chance(part: str) -> None:
    assert bits(part) >= BITS


@pytest.mark.parametrize(
    "part",
    [
        *(
            "",
            "abc",
            "1",
            "1613226782706",
            "1613226782706497",
            "20260301123000",
            "11111111111",
            "aaaa1111aaaa1111",
            "recently-viewed-products",
        ),
        *(
            "v1-2-3",
            "160x600",
            "JavaScript",
            "accepted_1613226782706",
            "SETTINGSPAGE",
            "\u0660\u0661\u0662\u0663\u0664",
        ),
    ],
)
def test_words_moments_and_repeated_characters_hold_too_little(part: str) -> None:
    assert bits(part) < BITS


@given(st.text(max_size=3000))
def test_chance_is_bounded(part: str) -> None:
    assert 0 <= bits(part) <= 256
