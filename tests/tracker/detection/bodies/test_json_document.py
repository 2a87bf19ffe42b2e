import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.json_document import json_fields, value_fields
from tracker.detection.limits import MAX_DEPTH, MAX_NAME, MAX_VALUE
from tracker.detection.place import Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Location

PLACE = Place(Location.JSON)


def paths(text: str, place: Place = PLACE) -> dict[str, str]:
    parsed = json_fields(text, place, 1000)
    assert parsed is not None
    return {field.path: field.value for field in parsed.fields}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"email":"marie@mail.test"}', {"email": "marie@mail.test"}),
        ('{"user":{"address":[{"zip":"75002"}]}}', {"user.address[0].zip": "75002"}),
        ('[1,[true,null,""],"x"]', {"[0]": "1", "[1][0]": "true", "[2]": "x"}),
        ('{"a":false,"b":1.5,"c":-2}', {"a": "false", "b": "1.5", "c": "-2"}),
        ('"marie"', {"$": "marie"}),
        ("12", {"$": "12"}),
        ("{}", {}),
        ('{"a":1}\n{"a":2}', {"[0].a": "1", "[1].a": "2"}),
        ('{"a":1}{"a":2}', {"[0].a": "1", "[1].a": "2"}),
        (")]}',\n" + '{"a":1}', {"a": "1"}),
        ("for (;;);" + '{"a":1}', {"a": "1"}),
        ('42["say",{"a":1}]', {"[0]": "say", "[1].a": "1"}),
        ('{"a":NaN,"b":99999999999999999999999999999999}x', {"a": "NaN", "b": "9" * 32}),
        ('{"a":"\\ud800"}', {"a": "\ud800"}),
        (json.dumps({"d": list(b"marie@mail.test")}), {"d": "marie@mail.test"}),
        (json.dumps(list(b"marie@mail.test")), {"$": "marie@mail.test"}),
        (json.dumps({"d": {str(n): byte for n, byte in enumerate(b"marie@mail.test")}}), {"d": "marie@mail.test"}),
        ('{"0": 109, "2": 97}', {"0": "109", "2": "97"}),
        ('{"0": "a", "1": "b"}', {"0": "a", "1": "b"}),
        ("[109,97]", {"[0]": "109", "[1]": "97"}),
        ("[35,36,37,38,40,41]", {f"[{n}]": str(35 + n + (n > 3)) for n in range(6)}),
        ("[97,98,900,97,98,99]", {f"[{n}]": str(v) for n, v in enumerate((97, 98, 900, 97, 98, 99))}),
        ("[97,98,200,97,98,99]", {f"[{n}]": str(v) for n, v in enumerate((97, 98, 200, 97, 98, 99))}),
        ('[97,98,"c",97,98,99]', {f"[{n}]": str(v) for n, v in enumerate((97, 98, "c", 97, 98, 99))}),
    ],
)
def test_documents_become_paths(text: str, expected: dict[str, str]) -> None:
    assert paths(text) == expected


def test_a_list_of_bytes_says_so() -> None:
    parsed = json_fields(json.dumps({"user": {"mail": list(b"marie@mail.test")}}), PLACE, 10)
    assert parsed is not None
    [field] = parsed.fields
    assert (field.name, field.parents, field.encoding) == ("mail", ("user",), ("decimal",))


def test_a_document_of_another_format_has_the_same_paths() -> None:
    document = {"user": [{"email": "marie@mail.test"}]}
    assert [field.path for field in value_fields(document, PLACE, 10).fields] == ["user[0].email"]


def test_names_above_are_parents() -> None:
    parsed = json_fields('{"user":{"emails":["m@x.test"],"address":{"zip":1}}}', PLACE, 10)
    assert parsed is not None
    assert [(field.name, field.parents) for field in parsed.fields] == [
        ("emails", ("user",)),
        ("zip", ("user", "address")),
    ]


def test_a_pair_of_name_and_value_is_called_by_the_name() -> None:
    parsed = json_fields('[{"name":"email","value":"m@x.test"},{"id":7,"value":"8"}]', PLACE, 10)
    assert parsed is not None
    assert [field.name for field in parsed.fields] == ["name", "email", "id", "value"]


def test_what_lies_in_another_field_has_its_path() -> None:
    place = Place(Location.QUERY, "j", ("j",), ("json",))
    parsed = json_fields('{"a":[1]}', place, 10)
    assert parsed is not None
    (field,) = parsed.fields
    assert (field.path, field.name, field.parents, field.encoding) == ("j.a[0]", "a", ("j",), ("json",))
    assert paths('"x"', place) == {"j": "x"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"email":"marie@mail.test","x":{"y":"cut o', {"email": "marie@mail.test"}),
        ('{"a":"x\\u00e9\\"y", "n": 12, b}', {"a": 'xé"y', "n": "12"}),
        ('{"a":"\\x", "b":1,}', {"a": "\\x", "b": "1"}),
    ],
)
def test_of_a_broken_document_the_pairs_are_saved(text: str, expected: dict[str, str]) -> None:
    parsed = json_fields(text, PLACE, 100)
    assert parsed is not None
    assert {field.path: field.value for field in parsed.fields} == expected
    assert parsed.missed is Unseen.UNDECODABLE


def test_saving_stops_at_the_limit() -> None:
    parsed = json_fields("{" + '"a":1,' * 50, PLACE, 10)
    assert parsed is not None
    assert len(parsed.fields) == 10


@pytest.mark.parametrize("text", ["", "email", "<a>", "a=1&b=2", "{", "[1,", "nul", "-"])
def test_other_text_is_no_json(text: str) -> None:
    assert json_fields(text, PLACE, 10) is None


def test_no_more_leaves_than_the_limit_are_read() -> None:
    parsed = json_fields(json.dumps(list(range(100))), PLACE, 10)
    assert parsed is not None
    assert len(parsed.fields) == 10
    assert parsed.missed is Unseen.OVERSIZED


def test_of_too_many_leaves_those_near_the_root_and_the_first_of_each_list_are_read() -> None:
    frames = [{"file": f"main{number}.js", "line": {"number": number}} for number in range(100)]
    document = {"events": [{"threads": [{"trace": frames}, {"trace": frames}], "session": {"id": "7f3c"}}], "n": 1}
    parsed = json_fields(json.dumps(document), PLACE, 40)
    assert parsed is not None
    assert parsed.missed == "oversized"
    paths = [field.path for field in parsed.fields]
    assert paths[:2] == ["n", "events[0].session.id"]
    assert "events[0].threads[1].trace[0].file" in paths
    assert len(paths) == len(set(paths)) == 40


def test_what_nothing_has_room_for_is_not_walked_at_length() -> None:
    parsed = json_fields(json.dumps({f"k{number}": {"a": {"b": number}} for number in range(1000)}), PLACE, 5)
    assert parsed is not None
    assert len(parsed.fields) == 5


def test_depth_length_and_names_are_bounded() -> None:
    deep = json_fields("[" * (MAX_DEPTH + 1) + "1" + "]" * (MAX_DEPTH + 1), PLACE, 10)
    long = json_fields(json.dumps({"a" * 1000: "b" * (MAX_VALUE + 1)}), PLACE, 10)
    assert deep is not None
    assert (deep.fields, deep.missed) == ([], Unseen.OVERSIZED)
    assert long is not None
    assert long.missed is Unseen.OVERSIZED
    assert (len(long.fields[0].path), len(long.fields[0].value)) == (MAX_NAME, MAX_VALUE)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"' + '\\"' * 500_000, '{"a":"\\"' * 250_000])
def test_hostile_documents_are_soon_done(text: str) -> None:
    begin = time.perf_counter()
    json_fields(text, PLACE, 3000)
    assert time.perf_counter() - begin < 1


documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(min_size=1),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)


@given(documents)
def test_every_leaf_is_found(document: Any) -> None:
    parsed = json_fields(json.dumps(document), PLACE, 1000)
    assert parsed is not None
    assert sorted(field.value for field in parsed.fields) == sorted(leaves(document))


def leaves(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [leaf for item in node.values() for leaf in leaves(item)]
    if isinstance(node, list):
        return [leaf for item in node for leaf in leaves(item)]
    return [] if node is None else [str(node).lower() if isinstance(node, bool) else str(node)]


@given(st.text(alphabet='{}[]":,\\ab1 \n', max_size=60))
def test_reading_never_raises(text: str) -> None:
    parsed = json_fields(text, PLACE, 10)
    assert parsed is None or len(parsed.fields) <= 10
