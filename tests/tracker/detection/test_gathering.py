import json

from tracker.detection.gathering import Gathering
from tracker.detection.limits import MAX_FIELDS, MAX_NESTED_TEXT
from tracker.detection.unseen import Unseen
from tracker.disclosure import BlindSpot
from tracker.traffic import Field, Location


def a_field(value: str) -> Field:
    return Field(Location.JSON, "a", "a", value)


def test_fields_are_followed_by_what_is_nested_in_them() -> None:
    gathering = Gathering()
    gathering.unfold([a_field('{"b":"1"}'), a_field("x")])
    assert [field.path for field in gathering.fields] == ["a", "a.b", "a"]
    assert gathering.left == MAX_FIELDS - 3


def test_more_fields_than_the_limit_are_a_blind_spot() -> None:
    gathering = Gathering()
    gathering.add([a_field("x")] * (MAX_FIELDS + 1))
    gathering.add([a_field("x")])
    assert len(gathering.fields) == MAX_FIELDS
    assert gathering.blind_spots == [BlindSpot("oversized")]


def test_where_not_all_has_room_what_lies_open_goes_before_what_is_nested() -> None:
    gathering = Gathering()
    gathering.unfold([a_field('{"b":"1"}')] * (MAX_FIELDS - 10))
    assert sum(not field.encoding for field in gathering.fields) == MAX_FIELDS - 10
    assert len(gathering.fields) == MAX_FIELDS
    assert [spot.reason for spot in gathering.blind_spots] == ["oversized"]


def test_nested_text_is_bounded() -> None:
    gathering = Gathering()
    gathering.unfold([a_field(json.dumps({"b": json.dumps({"c": "x" * 30_000})}))] * 100)
    nested = sum(len(field.value) for field in gathering.fields if field.encoding)
    assert nested <= MAX_NESTED_TEXT


def test_each_reason_is_given_once_with_all_that_is_missing() -> None:
    gathering = Gathering()
    for spot in (
        Unseen.FILE.spot(10),
        Unseen.BINARY.spot(),
        Unseen.FILE.spot(5),
        Unseen.FILE.spot(),
        Unseen.BINARY.spot(),
    ):
        gathering.miss(spot)
    assert gathering.blind_spots == [BlindSpot("file", 15), BlindSpot("binary", None)]


def test_what_little_room_there_was_is_not_remembered_of_a_field() -> None:
    field = Field(Location.JSON, "little", "little", '{"b":"marie@mail.test"}')
    full = Gathering()
    full.room = 3
    full.unfold([field])
    gathering = Gathering()
    gathering.unfold([field])
    assert [found.path for found in gathering.fields] == ["little", "little.b"]


def test_what_is_remembered_takes_its_room_in_each_request() -> None:
    fields = [Field(Location.JSON, name, name, f'{{"b":"{name * 60}"}}') for name in "xyz"]
    Gathering().unfold(fields)
    gathering = Gathering()
    gathering.room = 100
    gathering.unfold(fields)
    assert [found.path for found in gathering.fields] == ["x", "x.b", "y", "y.b", "z"]


def test_without_room_a_new_field_is_not_unfolded() -> None:
    full = Gathering()
    full.room = 0
    full.unfold([Field(Location.JSON, "new", "new", '{"mail":"marie@mail.test"}')])
    assert [found.path for found in full.fields] == ["new"]
