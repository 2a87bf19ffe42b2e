import pytest

from tests.builders.edits import OTHER, an_edit, body, found, held
from tests.builders.requests import a_request
from tracker.detection.place import Place
from tracker.rewriting.pairs import pair_slots, separated_slots, url_slots
from tracker.rewriting.slots import Slot, Wanted
from tracker.traffic import Location

WANTED = Wanted(Place(Location.FORM), {"a", "b", "$"})


def spans(text: str, slots: list[Slot]) -> list[tuple[str, str]]:
    return [(slot.path, text[slot.start : slot.end]) for slot in slots]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a=1&b=2&c=3", [("a", "1"), ("b", "2")]),
        ("a=1;b=2", [("a", "1"), ("b", "2")]),
        ("a=1;2&b=", [("a", "1;2")]),
        ("a=1\nb=2&&a", [("a", "1"), ("b", "2")]),
        ("marie%40mail.test", [("$", "marie%40mail.test")]),
        ("a=1&marie%40mail.test=", [("a", "1"), ("$", "marie%40mail.test")]),
        ("", []),
    ],
)
def test_values_of_pairs_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert spans(text, pair_slots(text, WANTED)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a=1; b=2", [("a", "1"), ("b", "2")]),
        ("a=1|+b=2+|x=3", [("a", "1"), ("b", "2")]),
        ("a=1&b=2", []),
        ("hello", []),
        ("x=1;;b= ", []),
    ],
)
def test_values_with_other_separators_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert spans(text, separated_slots(text, WANTED)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://s.test/?a=1#b=2", [("a", "1"), ("b", "2")]),
        ("https://s.test/#/p?b=2", [("b", "2")]),
        ("https://s.test/#top", []),
    ],
)
def test_values_in_an_address_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert spans(text, url_slots(text, WANTED)) == expected


def test_what_is_packed_as_pairs_in_a_cookie_is_rewritten() -> None:
    request = a_request(headers={"Cookie": "c=a=1|email=marie@mail.test|b=22; d=1"})
    email = found(request, "c.email", "pairs")
    assert held(request, [an_edit(email)]).headers[0][1] == "c=a=1|b=22; d=1"
    assert held(request, [an_edit(email, OTHER)]).headers[0][1] == f"c=a=1|email={OTHER}|b=22; d=1"


def test_a_charset_of_old_is_kept_but_for_what_is_new() -> None:
    request = body("a=caf%E9+marie&b=%E9", "application/x-www-form-urlencoded; charset=iso-8859-1")
    done = held(request, [an_edit(found(request, "a"), "anne", "marie")])
    assert done.body == b"a=caf%C3%A9+anne&b=%E9"
