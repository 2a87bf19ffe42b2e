import base64
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.cookies import packed
from tracker.detection.cookies.packed import held_in

WORD = b"\x0a\x0brecognition"
MOMENT = b"\x10\xbb\x98\x88\xaf\x05"  # field 2: 1440877627


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def test_the_definition_holds() -> None:
    assert not doctest.testmod(packed).failed


@pytest.mark.parametrize(
    "text",
    [
        "https://www.shop.test/",
        "one line\nand another",
        "Pr\u00fcfen Sie jetzt",
        "caf\u00e9 de la paix",
        '{"a":[1,2,3]}',
        "plain \u0437\u0434\u0435\u0441\u044c",
    ],
)
def test_text_is_read(text: str) -> None:
    held = held_in(encoded(text.encode()))
    assert held
    assert (held.text, held.chance) == (text, 0.0)
    assert held_in(encoded(text.encode()).rstrip("=")) == held


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (WORD + MOMENT, "recognition|1440877627"),
        (b"\x0a\x0d" + WORD + MOMENT, "recognition|1440877627"),
        (WORD + b"\x12\x00" + MOMENT, "recognition|1440877627"),
        (WORD + b"\x1d\x01\x00\x00\x00", "recognition|1"),
        (WORD + b"\x19\x07" + bytes(7), "recognition|7"),
        (WORD + b"\x1a\x08" + (1613226782706).to_bytes(8), f"recognition|{(1613226782706).to_bytes(8).hex()}"),
    ],
)
def test_a_message_of_words_moments_and_small_numbers_holds_no_chance(data: bytes, text: str) -> None:
    held = held_in(encoded(data))
    assert held
    assert held.text == text
    assert held.chance == 0


@pytest.mark.parametrize(
    "value",
    [
        b"\x10\xff\xff\xff\xff\xff\xff\xff\x7f",
        b"\x1a\x06\xff\xfe\xfd\xfc\xfb\xfa",
        b"\x19\x8f\x9e\xad\xbc\xcb\xda\xe9\xf8",
    ],
)
def test_large_numbers_and_bytes_in_a_message_hold_chance(value: bytes) -> None:
    held = held_in(encoded(WORD + value))
    assert held
    assert held.chance >= 30


@pytest.mark.parametrize(
    "data",
    [
        b"\x08\xff",
        b"\x08" + b"\xff" * 30,
        b"\x0a\x7f" + b"\xff" * 20,
        b"\x0a\x0d\xff" + bytes(20),
        WORD + b"\x13\x01",
        WORD + b"\x02\x01",
        WORD + b"\x1a\x09abc",
        b"\x08\xaa" * 300,
        WORD + b"\x08\x05" * 300,
        b"recogniti\xff\xfe\xfd" * 3,
    ],
)
def test_what_nobody_can_read_is_none(data: bytes) -> None:
    assert held_in(encoded(data)) is None


@pytest.mark.parametrize(
    "part",
    ["", "KBj6rbe8", "8f14e45fceea167a5a36dedd4bea2543", "zzzzzzzzzzzzZ", "d-*-*-*-*-*-*-*Z", "Zürich-und-Umgebung"],
)
def test_what_is_no_base64_is_none(part: str) -> None:
    assert held_in(part) is None


def test_what_was_cut_off_is_read_as_far_as_it_goes() -> None:
    held = held_in(encoded(b"recently viewed products")[:-3])
    assert held
    assert held.text.startswith("recently viewed")


@given(st.binary(max_size=400))
def test_nothing_raises(data: bytes) -> None:
    held = held_in(encoded(data))
    assert held is None or held.chance >= 0


@given(st.text(max_size=400))
def test_no_text_raises(part: str) -> None:
    held = held_in(part)
    assert held is None or held.chance >= 0


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=12, max_size=300))
def test_every_printed_text_is_read_or_begins_as_no_letter_does(text: str) -> None:
    part = encoded(text.encode()).rstrip("=")
    held = held_in(part)
    assert held is None or held.text == text
