import base64

import pytest

from tracker.detection.indicators.alphabets import in_base64, in_hex
from tracker.detection.indicators.boundaries import stands_alone
from tracker.detection.indicators.encodings import wide
from tracker.detection.indicators.pattern import Beside, Pattern


def stands(data: bytes, text: bytes, *, is_address: bool = False) -> bool:
    start = data.index(text)
    return stands_alone(data, start, start + len(text), Pattern(text, ()), is_address=is_address)


@pytest.mark.parametrize(
    ("data", "text", "answer"),
    [
        (b"dupont", b"dupont", True),
        (b"name=dupont&x", b"dupont", True),
        (b"dupontel", b"dupont", False),
        (b"xdupont", b"dupont", False),
        ("édupont".encode(), b"dupont", False),
        ("\u00a0dupont\u2019s".encode(), b"dupont", True),
        (b"%3Ddupont%26", b"dupont", True),
        (b"%253Ddupont", b"dupont", True),
        (b"%65dupont", b"dupont", False),
        (b"%u0065dupont", b"dupont", False),
        (b"dupont\\x65", b"dupont", False),
        (b"dupont&#x65;", b"dupont", False),
        (b"dupont&#x20;", b"dupont", True),
        (b"dupont%65", b"dupont", False),
        (b'\\u0022dupont\\u0022"', b"dupont", True),
        (b"\\ndupont\\n", b"dupont", True),
        (b"9175001447", b"75001", False),
        (b"id-75001-x", b"75001", True),
        (b"1990-01-02T00:00", b"1990-01-02", True),
        (b"1990-01-025", b"1990-01-02", False),
        (b"+33 6!", b"+33 6", True),
        (b"x+33 6", b"+33 6", True),
        (b"\x0a\x06dupont\x12", b"dupont", True),
        (b"\x12\x09dupont", b"dupont", True),
    ],
)
def test_a_word_within_a_word_is_another(data: bytes, text: bytes, answer: bool) -> None:
    assert stands(data, text) is answer


def test_a_length_before_a_text_is_no_letter() -> None:
    text = b"x" * 0x41
    assert stands(b"\x0a\x41" + text, text)
    assert not stands(b"aA" + text, text)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"marie@mail.test", True),
        (b"mailto:marie@mail.test?x", True),
        (b"anne.marie@mail.test", False),
        (b"anne-marie@mail.test", False),
        (b"annemarie@mail.test", False),
        (b"marie@mail.test.example", False),
        (b"marie@mail.test-shop.example", False),
        (b"I am marie@mail.test.", True),
        (b"marie@mail.testing", False),
        (b"marie@mail.testmarie@mail.test", True),
        (b"xmarie@mail.testmarie@mail.test", False),
    ],
)
def test_an_address_within_an_address_is_another(data: bytes, answer: bool) -> None:
    assert stands(data, b"marie@mail.test", is_address=True) is answer


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"marie", True),
        (b" marie ", True),
        (b"annemarie", False),
        (b"xxmarie", False),
        (b"marietta", False),
        (b"a marie, b", True),
    ],
)
def test_neighbours_are_read_within_base64(data: bytes, answer: bool) -> None:
    packed = b"q=" + base64.b64encode(data) + b"&r=1"
    for pattern in in_base64(b"marie"):
        start = packed.find(pattern.data)
        if start >= 0:
            end = start + len(pattern.data)
            assert stands_alone(packed, start, end, pattern, is_address=False) is answer
            return
    raise AssertionError


def test_broken_base64_is_given_the_benefit_of_the_doubt() -> None:
    pattern = next(pattern for pattern in in_base64(b"marie") if pattern.shift == 0)
    data = pattern.data + b"A&"
    assert stands_alone(b"b" + data, 1, 1 + len(pattern.data), pattern, is_address=False)
    other = Pattern(b"AAAA", ("base64",), is_exact=True, beside=Beside.BASE64, inner=b"marie")
    assert stands_alone(b"AAAA", 0, 4, other, is_address=False)
    assert stands_alone(b"AAAAA", 0, 5, other, is_address=False)


@pytest.mark.parametrize(
    ("data", "answer"), [(b"3d6d617269653b", True), (b"616d61726965", False), (b"xm6d61726965", True)]
)
def test_neighbours_are_read_within_hex(data: bytes, answer: bool) -> None:
    pattern = next(in_hex(b"marie"))
    start = data.index(pattern.data)
    assert stands_alone(data, start, start + len(pattern.data), pattern, is_address=False) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("marie", True),
        ("to:marie;", True),
        ("annemarie", False),
        ("mariette", False),
        ("é marie ß", True),
        ("émarie", False),
    ],
)
def test_neighbours_are_read_within_wide_text(text: str, answer: bool) -> None:
    for pattern in wide("marie"):
        data = b"\xff\xff\x01\x02" + text.encode(pattern.encoding[0]) + b"\xff\xff"
        start = data.index(pattern.data)
        assert stands_alone(data, start, start + len(pattern.data), pattern, is_address=False) is answer
