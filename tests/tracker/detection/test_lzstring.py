import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.lzstring import unpacked, unpacked_bytes

PACKED = [  # made with the reference implementation, lz-string 1.5.0
    ("FYUwhgdgdAJgrgBwPYQC4GoIgO4GcACAxknAE6kCWIANlCAB5gC2C1IQA", "jean.dupont+news@courriel.example"),
    ("EQCwlgBA9AZBIFMA2SD2BCYAoCheDcHB7QA=", '"hi /& hello!"\n 😎'),
]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Packer:
    """The format's plainest encoder: it keeps every word that it has seen."""

    def __init__(self) -> None:
        self.bits = ""
        self.size, self.left = 2, 2
        self.known: dict[str, int] = {}
        self.fresh: set[str] = set()

    def put(self, number: int, width: int) -> None:
        self.bits += f"{number:0{width}b}"[::-1]

    def spend(self) -> None:
        self.left -= 1
        if not self.left:
            self.left = 1 << self.size
            self.size += 1

    def flush(self, word: str) -> None:
        if word in self.fresh:
            is_wide = ord(word[0]) > 255
            self.put(int(is_wide), self.size)
            self.put(ord(word[0]), 16 if is_wide else 8)
            self.spend()
            self.fresh.remove(word)
        else:
            self.put(self.known[word], self.size)
        self.spend()

    def pack(self, text: str) -> str:
        word = ""
        for character in text:
            if character not in self.known:
                self.known[character] = len(self.known) + 3
                self.fresh.add(character)
            if word + character in self.known:
                word += character
                continue
            self.flush(word)
            self.known[word + character] = len(self.known) + 3
            word = character
        self.flush(word)
        self.put(2, self.size)
        return self.bits


def packed(text: str, unit: int = 6) -> str:
    bits = Packer().pack(text)
    bits += "0" * (-len(bits) % unit or unit)
    units = [int(bits[start : start + unit], 2) for start in range(0, len(bits), unit)]
    if unit == 6:
        return "".join(ALPHABET[number] for number in units)
    return "".join(chr(number + 32) for number in units) + " "


@pytest.mark.parametrize(("value", "text"), PACKED)
def test_what_the_reference_implementation_packed_is_read(value: str, text: str) -> None:
    assert unpacked(value) == text


def test_a_plus_that_was_read_as_a_space_does_not_hinder() -> None:
    value = packed("marie.dupont@mail.test?q=<é>&r=ÿÿÿÿ")
    assert unpacked(value.replace("+", " ")) == unpacked(value) is not None


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P"]), min_size=1, max_size=200))
def test_what_is_packed_is_read(text: str) -> None:
    assert unpacked(packed(text)) == text
    wide = packed(text, 15)
    assert wide.isascii() or unpacked(wide) == text  # one sign may look like the other spelling


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P"]), min_size=3, max_size=200))
def test_what_is_packed_in_bytes_is_read(text: str) -> None:
    bits = Packer().pack(text)
    bits += "0" * (-len(bits) % 16)
    data = int(bits, 2).to_bytes(len(bits) // 8)
    assert unpacked_bytes(data) == (text if len(data) >= 4 else None)


def test_units_of_16_bits_are_read() -> None:
    bits = Packer().pack("marie.dupont@mail.test")
    bits += "0" * (-len(bits) % 16)
    units = int(bits, 2).to_bytes(len(bits) // 8).decode("utf-16-be", "surrogatepass")
    assert unpacked(units) == "marie.dupont@mail.test"


@pytest.mark.parametrize("data", [b"", b"\x15", b"\x15\x85\x1b", b"\xc0\0\0\0", b"\x15\x85\x1b\x9e", b"\0\0\0\0"])
def test_other_bytes_are_refused(data: bytes) -> None:
    assert unpacked_bytes(data) is None


@given(st.text(min_size=1, max_size=200))
def test_whatever_comes_is_read_or_refused(text: str) -> None:
    assert isinstance(unpacked(text), str | None)


@given(st.binary(min_size=30, max_size=60))
def test_random_base64_is_refused(data: bytes) -> None:
    found = unpacked(base64.b64encode(data).decode())
    assert found is None or found.isprintable()


@pytest.mark.parametrize("value", ["", "A", "zzzz", "Q", "\x01é", "é\ud800", "!", "N4IgzgLg!", "AAAA", "\u2021\u2021"])
def test_other_values_are_refused(value: str) -> None:
    assert unpacked(value) is None


def test_what_unpacks_to_too_much_is_refused() -> None:
    assert unpacked(packed("a" * 70_000)) is None


def test_what_is_left_behind_the_end_must_be_zeros() -> None:
    assert unpacked(packed("marie@mail.test") + "Q") is None
    assert unpacked(packed("marie@mail.test") + "A" * 20) is None
