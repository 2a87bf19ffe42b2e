import pytest

from tests.builders.edits import DOCUMENT, OTHER, an_edit, body, found, held, url, written
from tests.builders.requests import a_request
from tracker.detection.limits import MAX_FIELDS
from tracker.rewriting import Edit, Reason, rewrite
from tracker.traffic import Location

FORM = "application/x-www-form-urlencoded"


def test_several_edits_are_done_together_or_each_by_itself() -> None:
    request = body(DOCUMENT)
    paths = ("email", "u.tel", "u.n", "l[0]")
    done = held(request, [an_edit(found(request, path)) for path in paths])
    assert done.body == b'{"n": 1.50, "u": {}, "l": [null, 2]}'
    cookies = a_request(headers={"Cookie": "a=marie; b=anne"})
    done = held(cookies, [an_edit(found(cookies, "a"), "x;y=1"), an_edit(found(cookies, "b"), "eve")])
    assert (done.headers[0][1], len(done.left)) == ("a=marie; b=eve", 1)


def test_one_value_in_two_lines_goes_from_both() -> None:
    request = a_request(headers=[("X-A", "say marie"), ("X-A", "marie")])
    done = held(request, [Edit(Location.HEADER, "x-a", (), "marie", "anne")])
    assert [value for _, value in done.headers] == ["say marie", "anne"]


ADDRESSES = "dl=https%3A%2F%2Fs.test%2F%3Femail%3Dmarie%26sig%3D0123456789abcdef&dl=https%3A%2F%2Fs.test%2F%3Femail%3D"


def test_what_can_be_done_in_one_of_two_places_is_left_in_both() -> None:
    request = url(f"/c?{ADDRESSES}marie&em=anne")
    edit = Edit(Location.QUERY, "dl.email", ("urlencode",), "marie")
    done = held(request, [edit, an_edit(found(request, "em"))])
    assert [(left.edit, left.reason) for left in done.left] == [(edit, Reason.SIGNED)]
    assert done.target == f"/c?{ADDRESSES}marie"
    assert held(request, [edit]).target == request.target


@pytest.mark.parametrize(("rounds", "rest"), [(1, "&em=anne"), (4, "")])
def test_an_edit_that_can_be_done_in_part_only_is_left(rounds: int, rest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.rewriting.request._MOST_ROUNDS", rounds)
    request = url(f"/c?{ADDRESSES}mario&em=anne")
    edit = Edit(Location.QUERY, "dl.email", ("urlencode",), "mari", "x")
    done = held(request, [edit, an_edit(found(request, "em"))])
    assert edit in [left.edit for left in done.left]
    assert done.target == f"/c?{ADDRESSES}mario{rest}"


def test_what_is_nested_may_be_told_last() -> None:
    pairs = [f"f{number}=%7B%22email%22%3A%22marie%22%7D" for number in range(1500)]
    request = body("&".join(pairs), "application/x-www-form-urlencoded")
    done = rewrite(request, [Edit(Location.FORM, "f0", (), '{"email":"marie"}')])
    assert done.body == "&".join(pairs[1:]).encode() or done.left


def test_what_overlaps_is_done_one_by_one() -> None:
    request = a_request(headers={"Authorization": "Basic bWFyaWU6c2VjcmV0"})
    edits = [an_edit(found(request, f"authorization.{name}", "base64"), "abc") for name in ("username", "password")]
    assert rewrite(request, edits).headers[0][1] == "Basic YWJjOmFiYw=="
    segment = url("/u/marie@mail.test;12345")
    values = [Edit(Location.PATH, "[1]", (), value, OTHER) for value in ("marie@mail.test", "marie@mail.test;12345")]
    assert rewrite(segment, values).target.startswith(f"/u/{OTHER}")


def test_without_edits_nothing_happens() -> None:
    request = body(DOCUMENT)
    assert rewrite(request, []) == (request.target, request.headers, request.body, (), ())


def test_of_very_many_fields_one_can_go() -> None:
    text = "em=marie&" + "&".join(f"f{number}={number}" for number in range(MAX_FIELDS + 10))
    done = rewrite(body(text, FORM), [Edit(Location.FORM, "em", (), "marie")])
    assert done.body == text.removeprefix("em=marie&").encode()


def test_what_was_rewritten_is_read_as_written() -> None:
    request = body(DOCUMENT)
    assert found(written(request, held(request, [an_edit(found(request, "email"), OTHER)])), "email").value == OTHER


@pytest.mark.parametrize(("padding", "least"), [(10, 19), (70_000, 15)])
def test_one_edit_that_cannot_be_done_spoils_few_others(padding: int, least: int) -> None:
    cookies = "; ".join(f"c{number}=marie" for number in range(20))
    request = a_request(headers={"Cookie": cookies}, body="x" * padding)
    edits = [Edit(Location.COOKIE, f"c{number}", (), "marie", "anne") for number in range(20)]
    done = held(request, [edits[0]._replace(replacement="a;b=c"), *edits[1:]])
    assert len(done.done) >= least
    assert {left.reason for left in done.left} <= {Reason.UNWRITABLE, Reason.TOO_MANY}
