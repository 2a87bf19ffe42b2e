import json
from urllib.parse import quote

import pytest

from tests.builders.edits import OTHER, an_edit, found, held, url
from tracker.rewriting import Reason


def test_json_in_json_is_rewritten_in_both() -> None:
    inner = json.dumps({"email": "marie@mail.test", "id": 1})
    request = url(f"/c?d={quote(json.dumps({'e': inner, 'b': 2}))}")
    done = held(request, [an_edit(found(request, "d.e.email", "json", "json"), OTHER)])
    assert done.target == f"/c?d={quote(json.dumps({'e': inner.replace('marie@mail.test', OTHER), 'b': 2}))}"


@pytest.mark.parametrize(
    ("value", "encoding", "replacement", "expected"),
    [
        ("say marie\\u0040mail.test\\u0021 b", ("json",), "marie", "say anne\\u0040mail.test\\u0021 b"),
        ("say marie&#64;mail.test b", ("html",), "marie", "say anne&#64;mail.test b"),
        ("say%20marie%40mail.test%21", ("urlencode",), "marie", "say%20anne%40mail.test%21"),
        ("a marie\\u0040mail.test", ("json",), "a marie@mail.test", "anne"),
    ],
)
def test_a_part_of_an_escaped_value_is_replaced_there(
    value: str, encoding: tuple[str, ...], replacement: str, expected: str
) -> None:
    request = url(f"/c?d={quote(value, safe='')}")
    done = held(request, [an_edit(found(request, "d", *encoding), "anne", replacement)])
    assert done.target == f"/c?d={quote(expected, safe='')}"


def test_what_cannot_be_packed_again_is_left_with_its_holder() -> None:
    request = url("/c?b=1&d=EQCwlgBA9AZBIFMA2SD2BCYAoCheDcHB7QA%3D")
    (left,) = held(request, [an_edit(found(request, "d", "lzstring"), "x")]).left
    assert (left.reason, left.holder and left.holder.path) == (Reason.UNREADABLE, "d")


def test_two_blobs_in_one_value_are_told_apart() -> None:
    one, other = ("eyJlbWFpbCI6Im1hcmllQG1haWwudGVzdCJ9", "eyJlbWFpbCI6ImFubmVAbWFpbC50ZXN0In0")
    request = url(f"/c?d=v1|{one}|{other}|x")
    field = next(f for f in (found(request, "d.email", "base64", "json"),) if f.value == "marie@mail.test")
    done = held(request, [an_edit(field)])
    assert done.target == f"/c?d=v1|e30|{other}|x" or done.left[0].reason is Reason.UNWRITABLE


def test_a_blob_that_is_the_whole_value_is_no_part_of_it() -> None:
    request = url("/c?d=eyJlbWFpbCI6Im1hcmllQG1haWwudGVzdCJ9eyJlbWFpbCI6Im1hcmllQG1haWwudGVzdCJ9")
    field = found(request, "d")
    assert held(request, [an_edit(field)]).target == "/c"
