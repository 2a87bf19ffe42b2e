"""DNS messages, honest and hostile."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.name_servers import CNAME, TEXT, address, alias, chain, message, name_in, wire
from tracker.resolving.messages import Answer, BadMessageError, answer_to, is_name, question

NAME = "metrics.shop.test"
ASKED = question(7, NAME)


def read(data: bytes) -> Answer:
    return answer_to(7, NAME, data)


def raw(records: bytes, count: int = 1) -> bytes:
    """An answer whose records are these bytes. They begin at offset 35."""
    return struct.pack(">HHHHHH", 7, 0x8180, 1, count, 0, 0) + ASKED[12:] + records


def test_a_question_names_the_host_and_wants_its_address() -> None:
    assert name_in(ASKED) == NAME
    assert ASKED[:4] == b"\0\7\1\0"
    assert ASKED[-4:] == b"\0\1\0\1"


def test_an_answer_tells_every_hop_and_who_has_an_address() -> None:
    names = (NAME, "shop.adpix.test", "eu.adpix.test")
    found = read(message(ASKED, chain(*names, ttl=60)))
    assert found == Answer(0, False, {names[0]: names[1], names[1]: names[2]}, frozenset({names[2]}), 60)


def test_names_are_read_in_lower_case_and_other_records_are_passed_over() -> None:
    records = [(NAME, TEXT, 9, b"\x04text"), alias(NAME.upper(), "Shop.AdPix.TEST", 30)]
    assert read(message(question(7, NAME.upper()), records)).aliases == {NAME: "shop.adpix.test"}


def test_a_pointer_back_is_followed() -> None:
    record = b"\xc0\x0c" + struct.pack(">HHIH", CNAME, 1, 5, 6) + b"\x03www\xc0\x14"
    assert read(raw(record)).aliases == {NAME: "www.shop.test"}


@pytest.mark.parametrize(("given", "kept"), [(0, 0), (86400, 86400), (0x7FFFFFFF, 0x7FFFFFFF), (0x80000000, 0)])
def test_a_time_to_live_without_sense_counts_as_none(given: int, kept: int) -> None:
    assert read(message(ASKED, [address(NAME, given)])).ttl == kept


@pytest.mark.parametrize(("flags", "code"), [(0x8180, 0), (0x8183, 3), (0x8182, 2), (0x8185, 5)])
def test_the_code_is_told(flags: int, code: int) -> None:
    assert read(message(ASKED, flags=flags)).code == code


def test_of_a_cut_answer_nothing_is_read() -> None:
    assert read(message(ASKED, chain(NAME, "shop.adpix.test"), flags=0x8380)[:60]) == Answer(
        0, True, {}, frozenset(), 0
    )


LOOP = b"\xc0\x23" + struct.pack(">HHIH", CNAME, 1, 5, 2) + b"\xc0\x0c"
FORWARDS = b"\xc0\x30" + struct.pack(">HHIH", CNAME, 1, 5, 2) + b"\xc0\x0c"
TO_ITSELF = b"\x01a\xc0\x23" + struct.pack(">HHIH", CNAME, 1, 5, 2) + b"\xc0\x0c"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "too early"),
        (ASKED, "something else"),
        (message(ASKED, number=8), "something else"),
        (message(ASKED, flags=0x8980), "something else"),
        (struct.pack(">HHHHHH", 7, 0x8180, 0, 0, 0, 0), "something else"),
        (message(question(7, "other.test")), "another question"),
        (message(ASKED[:-1] + b"\3"), "another question"),
        (message(ASKED)[:-2], "too early"),
        (message(ASKED, [alias(NAME, "shop.adpix.test")])[:-3], "longer than the message"),
        (message(ASKED, [(NAME, CNAME, 5, b"")]), "too early"),
        (message(ASKED, [(NAME, CNAME, 5, b""), address(NAME)]), "an alias is broken"),
        (message(ASKED, [(NAME, CNAME, 5, wire("a.test") + b"x")]), "an alias is broken"),
        (message(ASKED, [alias(NAME, "a.test"), alias(NAME, "b.test")]), "an alias is broken"),
        (message(ASKED, [(NAME, CNAME, 5, b"\x03a b\x04test\x00")]), "a name is none"),
        (message(ASKED, [(NAME, CNAME, 5, b"\x03a\x1b[\x04test\x00")]), "a name is none"),
        (message(ASKED, [(NAME, CNAME, 5, b"\x42" + b"a" * 66 + b"\0")]), "a name is none"),
        (message(ASKED, [(NAME, CNAME, 5, (b"\x3f" + b"a" * 63) * 4 + b"\0")]), "a name is none"),
        (message(ASKED, [address(NAME)] * 101), "too much"),
        (raw(LOOP), "points forwards"),
        (raw(FORWARDS), "points forwards"),
        (raw(TO_ITSELF), "points forwards"),
    ],
    ids=range(21),
)
def test_what_is_no_right_answer_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadMessageError, match=reason):
        read(data)


START = 35 + len(wire(NAME)) + 10  # where the data of the first record lie


@pytest.mark.parametrize(
    ("step", "size"), [(b"\x01a", 4), (b"", 2)], ids=["each a label longer", "nothing but pointers"]
)
def test_a_bomb_of_pointers_is_refused(step: bytes, size: int) -> None:
    """Each name points to the one before it."""
    count = (0x3FFF - START) // size
    before = [12, *range(START, START + size * count, size)]
    ladder = b"".join(step + struct.pack(">H", 0xC000 | place) for place in before[:count])
    bomb = (NAME, CNAME, 5, struct.pack(">H", 0xC000 | before[count]))
    with pytest.raises(BadMessageError):
        read(message(ASKED, [(NAME, TEXT, 5, ladder), bomb]))


@given(st.binary(max_size=600))
def test_whatever_comes_is_an_answer_or_refused(data: bytes) -> None:
    for attempt in (data, raw(data, 3), message(ASKED, [(NAME, CNAME, 5, data)])):
        try:
            found = read(attempt)
        except BadMessageError:
            continue
        assert all(is_name(name) or not name for pair in found.aliases.items() for name in pair)


@pytest.mark.parametrize("name", ["shop.test", "a", "_dmarc.shop.test", "xn--mnchen-3ya.example", "a" * 63 + ".test"])
def test_a_name_can_be_asked_for(name: str) -> None:
    assert is_name(name)
    assert name_in(question(1, name)) == name


@pytest.mark.parametrize(
    "name", ["", ".", "a..b", "a.", ".a", "A.test", "a b", "-a.test", "ü.test", "a" * 64, "a." * 127 + "a", "a\n"]
)
def test_what_is_no_name_cannot(name: str) -> None:
    assert not is_name(name)
