from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.urlencoded import is_urlencoded, pair_fields, split_pairs
from tracker.detection.limits import MAX_VALUE
from tracker.detection.place import Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Location

FORM = Place(Location.FORM)


def pairs(text: str, charset: str = "cp1252") -> list[tuple[str, str]]:
    return [(field.path, field.value) for field in pair_fields(text, FORM, 100, charset).fields]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("email=marie%40mail.test&x=1", [("email", "marie@mail.test"), ("x", "1")]),
        ("a=b+c%20d", [("a", "b c d")]),
        ("a=&&b&=&c==d", [("c", "=d")]),
        ("a=1;b=2", [("a", "1"), ("b", "2")]),
        ("a=1;2", [("a", "1;2")]),
        ("ville=N%EEmes", [("ville", "Nîmes")]),
        ("%6eom=Andr%C3%A9", [("nom", "André")]),
        ("marie%40mail.test", [("$", "marie@mail.test")]),
        ("marie%40mail.test=&x=1", [("$", "marie@mail.test"), ("x", "1")]),
        ("marie@mail.test=", [("$", "marie@mail.test")]),
        ("a_name_without=&@=", []),
        ("a=%zz%4", [("a", "%zz%4")]),
        ("a=1&b=2\r\na=3&b=4\n", [("a", "1"), ("b", "2"), ("a", "3"), ("b", "4")]),
        ("a=1\nand more", [("a", "1\nand more")]),
    ],
)
def test_pairs_are_read_as_servers_read_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def test_escapes_are_read_in_the_declared_charset() -> None:
    assert pairs("x=%8F%AC", "shift_jis") == [("x", "小")]


def test_names_above_are_parents() -> None:
    (field,) = pair_fields("user[emails][0]=m%40x.test", FORM, 10).fields
    assert (field.path, field.name, field.parents) == ("user[emails][0]", "emails", ("user",))


def test_no_more_than_the_limit_is_read() -> None:
    parsed = pair_fields("&".join(f"f{n}={n}" for n in range(100)), FORM, 10)
    assert len(parsed.fields) == 10
    assert parsed.missed is Unseen.OVERSIZED


def test_a_value_is_cut_at_the_limit() -> None:
    parsed = pair_fields("message=" + "a" * MAX_VALUE + "b", FORM, 10)
    assert len(parsed.fields[0].value) == MAX_VALUE
    assert parsed.missed is Unseen.OVERSIZED


@pytest.mark.parametrize(
    "text", ["a=1&b=2", "v=2&em=marie@mail.test", "a=1", "user[name]=x&y", "%5Ba%5D=1&b=2", "a=1&b c"]
)
def test_queries_look_like_queries(text: str) -> None:
    assert is_urlencoded(text)


@pytest.mark.parametrize(
    "text", ["", "hello", "a =b", "YWJjZA==", '{"a":"b=c&d=e"}', "x = 1 & y = 2", "to be= or not & so", "=a&b=c"]
)
def test_other_text_does_not(text: str) -> None:
    assert not is_urlencoded(text)


def test_the_rest_stays_unsplit() -> None:
    assert split_pairs("a=1&b=2&c=3", 1) == ["a=1", "b=2&c=3"]


@given(
    st.dictionaries(st.text(min_size=1, max_size=20, alphabet="abcxyzé"), st.text(min_size=1), min_size=1, max_size=5)
)
def test_what_is_encoded_is_found(values: dict[str, str]) -> None:
    try:
        text = urlencode(values)
    except UnicodeEncodeError:
        return
    assert dict(pairs(text)) == values
