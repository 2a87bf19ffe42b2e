from urllib.parse import parse_qsl, urlencode

import pytest

from tests.builders.edits import ADDRESS, DOCUMENT, OTHER, an_edit, body, edit_of, found, held, url
from tests.builders.requests import a_request
from tracker.rewriting import Edit, Reason, rewrite
from tracker.traffic import Location, Request

FORM = "application/x-www-form-urlencoded"

SIGNED = "v1=0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("request_", "edit", "reason", "holder"),
    [
        (body(DOCUMENT), edit_of("nowhere"), Reason.NOT_FOUND, None),
        (body('{"h": ["a1", "b2"]}'), edit_of("h[0]", encoding=("sha256",)), Reason.HASHED, "h[0]"),
        (url("/c?em=ab12&em=cd34"), Edit(Location.QUERY, "em", (), ADDRESS, OTHER), Reason.AMBIGUOUS, "em"),
        (body('{"marie@mail.test": "yes"}'), edit_of(ADDRESS), Reason.IN_NAME, ADDRESS),
        (
            url(f"/c?em=marie%40mail.test&sig={SIGNED}"),
            Edit(Location.QUERY, "em", (), ADDRESS, OTHER),
            Reason.SIGNED,
            None,
        ),
        (body(DOCUMENT, **{"X-Hub-Signature": "x"}), edit_of("email"), Reason.SIGNED, None),
        (url("/u/marie%40mail.test"), Edit(Location.PATH, "[1]", (), ADDRESS), Reason.SEGMENT, None),
        (body("\x00\x01\x02marie@mail.test\xff" * 9, "image/png"), edit_of("$"), Reason.NOT_FOUND, None),
        (body('{"email": "marie@mail.test", "b": "cut'), edit_of("email"), Reason.UNREADABLE, None),
        (
            a_request(headers={"Cookie": "a=marie"}),
            Edit(Location.COOKIE, "a", (), "marie", "b;c=d"),
            Reason.UNWRITABLE,
            None,
        ),
        (
            a_request(headers={"X-A": "marie"}),
            Edit(Location.HEADER, "x-a", (), "marie", "b\r\nX-B: c"),
            Reason.UNWRITABLE,
            "x-a",
        ),
    ],
)
def test_what_cannot_be_done_is_left_with_its_reason(
    request_: Request, edit: Edit, reason: Reason, holder: str | None
) -> None:
    (left,) = held(request_, [edit]).left
    assert (left.edit, left.reason, left.holder and left.holder.path) == (edit, reason, holder)


def test_a_hash_goes_where_it_is_to_go() -> None:
    request = url("/c?em=0123456789abcdef&b=1")
    assert held(request, [Edit(Location.QUERY, "em", ("sha256",), ADDRESS)]).target == "/c?b=1"


def test_very_many_edits_are_not_all_done() -> None:
    text = urlencode({f"f{number}": "marie" for number in range(300)})
    edits = [Edit(Location.FORM, f"f{number}", (), "marie", "anne") for number in range(300)]
    done = rewrite(body(text, FORM), edits)
    assert [left.reason for left in done.left] == [Reason.TOO_MANY] * 100
    assert parse_qsl((done.body or b"").decode())[0] == ("f0", "anne")


def test_the_same_twice_is_done_twice() -> None:
    request = url("/c?em=marie&em=marie&em=anne")
    assert held(request, [an_edit(found(request, "em"))]).target == "/c?em=anne"
