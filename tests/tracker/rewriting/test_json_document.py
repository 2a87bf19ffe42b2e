import json

import pytest

from tests.builders.edits import an_edit, body, found, held
from tracker.detection.place import Place
from tracker.rewriting import json_document
from tracker.rewriting.json_document import json_slots
from tracker.rewriting.slots import Wanted
from tracker.traffic import Location

PLACE = Place(Location.JSON)


def spans(text: str, *paths: str) -> list[tuple[str, str]] | None:
    slots = json_slots(text, Wanted(PLACE, set(paths)))
    return None if slots is None else [(slot.value, text[slot.start : slot.end]) for slot in slots]


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('{"a": {"b": [1, {"c": "x"}]}}', "a.b[1].c", [("x", "x")]),
        ('{"x": [[{"a": "]}"}], "\\"{"], "a": 1.0}', "a", [("1.0", "1.0")]),
        ('{"a\\u0041": true}', "aA", [("true", "true")]),
        ('{"a": 12345678901234567890123}', "a", [("1.2345678901234568e+22", "12345678901234567890123")]),
        ('{"a":1}{"a":2}', "[1].a", [("2", "2")]),
        ('for(;;);{"a":"x"}', "a", [("x", "x")]),
        ('{"a":1,"a":2}', "a", [("2", "2")]),
        ('{"a":{"b":1},"a":{"b":2}}', "a.b", [("2", "2")]),
        ("7", "$", [("7", "7")]),
        ("{}", "a", []),
        ("[]", "$", []),
        ("[" * 70 + "1" + "]" * 70, "[0]" * 70, []),
        ('{"a": "cut', "a", None),
        ('{"a": 1} and more', "a", None),
        ("marie", "$", None),
        ("[" * 5000, "a", None),
    ],
)
def test_leaves_are_found_where_they_stand(text: str, path: str, expected: list[tuple[str, str]] | None) -> None:
    assert spans(text, path) == expected


def test_a_document_with_too_much_to_look_at_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_document, "_ROOM", 1000)
    assert spans('{"a": 1, "b": 2}', "b") == [("2", "2")]
    assert spans(json.dumps({f"k{number}": 1 for number in range(100)}), "k99") is None


@pytest.mark.parametrize(
    ("text", "replacement", "expected"),
    [
        ('{"a": "x", "b": [109, 97, 114, 105, 101, 64]}', "anne b", '{"a": "x", "b": [97, 110, 110, 101, 32, 98]}'),
        (
            '{"b":{"0":109,"1":97,"2":114,"3":105,"4":101,"5":64}}',
            "abcdef",
            '{"b":{"0":97,"1":98,"2":99,"3":100,"4":101,"5":102}}',
        ),
        ('{"b": {"0": 109, "1": 97, "2": 114, "3": 105, "4": 101, "5": 64}, "c": 1}', None, '{"c": 1}'),
    ],
)
def test_a_text_that_is_a_list_of_bytes_is_rewritten_as_one(text: str, replacement: str | None, expected: str) -> None:
    request = body(text)
    assert (held(request, [an_edit(found(request, "b", "decimal"), replacement)]).body or b"").decode() == expected


@pytest.mark.parametrize(
    ("text", "replacement", "expected"),
    [
        ('{"a":1e5}', "7", '{"a":7}'),
        ('{"a":1e5}', "007", '{"a":"007"}'),
        ('{"a":1e5}', "1e999", '{"a":"1e999"}'),
        ('{"a":1e5}', "2.50", '{"a":"2.50"}'),
        ('{"a":NaN,"b":1}', "2.5", '{"a":2.5,"b":1}'),
        ('{"a":NaN,"b":1}', "x", '{"a":"x","b":1}'),
        ('{"a":"5"}', "6", '{"a":"6"}'),
    ],
)
def test_a_number_takes_a_numbers_place(text: str, replacement: str, expected: str) -> None:
    request = body(text)
    assert held(request, [an_edit(found(request, "a"), replacement)]).body == expected.encode()
