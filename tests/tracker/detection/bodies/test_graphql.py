import pytest

from tracker.detection.bodies.graphql import graphql_fields
from tracker.detection.place import Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Location

PLACE = Place(Location.JSON, "query", ("query",), ("graphql",))


def test_written_arguments_are_fields() -> None:
    parsed = graphql_fields('mutation { login(email: "marie@mail.test", age: 42, x: $x) { id } }', PLACE, 10)
    assert parsed is not None
    assert [(field.path, field.value) for field in parsed.fields] == [
        ("query.email", "marie@mail.test"),
        ("query.age", "42"),
    ]
    assert parsed.fields[0].encoding == ("graphql",)


@pytest.mark.parametrize("text", ["", "red shoes", "query { me { id } }", "shoes (red)", "query Q($id: ID!) { me }"])
def test_other_text_has_none(text: str) -> None:
    assert graphql_fields(text, PLACE, 10) is None


def test_no_more_than_the_limit_are_read() -> None:
    parsed = graphql_fields("{ a(" + 'x: "1" ' * 20 + ") }", PLACE, 5)
    assert parsed is not None
    assert (len(parsed.fields), parsed.missed) == (5, Unseen.OVERSIZED)
