from tests.builders.edits import DOCUMENT, OTHER, an_edit, body, found, held, written
from tests.builders.requests import a_request
from tracker.detection.limits import MAX_FIELDS
from tracker.rewriting import Edit, rewrite
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


def test_an_edit_that_can_be_done_in_one_place_only_is_left() -> None:
    request = a_request(headers=[("X-A", "say marie"), ("X-A", "marie")])
    done = held(request, [Edit(Location.HEADER, "x-a", (), "marie", "anne")])
    assert [value for _, value in done.headers] == ["say marie", "anne"]


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
