"""What may be asked."""

from typing import Any

import pytest
from msgspec import Meta
from werkzeug.datastructures import MultiDict

from dashboard.api.parameters import Parameter, WrongParameter, asked
from tracker.disclosure import Party

NUMBER = Parameter("number", int, "A number.", Meta(ge=1, le=5), default=3)
PARTY = Parameter("party", Party, "A party.")
NEEDED = Parameter("needed", str, "A text.", Meta(min_length=1), is_required=True)
PLACE = Parameter("place", str, "A text.", Meta(pattern="^[a-z]+$"), place="path")
ALL: tuple[Parameter[Any], ...] = (NUMBER, PARTY, NEEDED, PLACE)


def test_what_is_asked_is_read_as_its_type_and_what_is_not_by_its_default() -> None:
    found = asked(ALL, {"place": "here"}, MultiDict({"party": "third", "needed": "x"}))
    assert (found.sure(NUMBER), found[PARTY], found[NEEDED], found.sure(PLACE)) == (3, Party.THIRD, "x", "here")
    assert found.given == {"party": "third", "needed": "x"}
    assert asked((PARTY,), {}, MultiDict())[PARTY] is None


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ([("needed", "x"), ("number", "0")], "number"),
        ([("needed", "x"), ("number", "6")], "number"),
        ([("needed", "x"), ("number", "")], "number"),
        ([("needed", "x"), ("number", "1; DROP TABLE vendor")], "number"),
        ([("needed", "x"), ("party", "fourth")], "party"),
        ([("needed", "x"), ("party", "null")], "party"),
        ([("needed", "x"), ("party", "first"), ("party", "third")], "party"),
        ([("needed", "x"), ("Party", "first")], "Party"),
        ([("needed", "x"), ("place", "elsewhere")], "place"),
        ([("needed", "")], "needed"),
        ([], "needed"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(query: list[tuple[str, str]], name: str) -> None:
    with pytest.raises(WrongParameter) as error:
        asked(ALL, {"place": "here"}, MultiDict(query))
    assert (error.value.parameter, error.value.code) == (name, 400)
    assert name in str(error.value.description)


def test_what_stands_in_the_path_is_checked_too() -> None:
    with pytest.raises(WrongParameter, match="place"):
        asked((PLACE,), {"place": "HERE"}, MultiDict())
