import base64
import json

from tests.builders.edits import DOCUMENT, OTHER, an_edit, body, found, held, url
from tracker.detection.fields import fields_of
from tracker.rewriting import Reason


def test_a_signed_token_is_left_and_its_holder_takes_it_out() -> None:
    claims = base64.urlsafe_b64encode(DOCUMENT.encode()).decode().rstrip("=")
    request = body(json.dumps({"a": {"token": f"eyJhbGciOiJIUzI1NiJ9.{claims}.c2ln", "b": 1}}))
    (left,) = held(request, [an_edit(found(request, "a.token.email", "jwt"), OTHER)]).left
    assert left.reason is Reason.SIGNED
    assert left.holder
    assert held(request, [left.holder]).body == b'{"a": {"b": 1}}'


def test_a_name_stays_where_the_rest_would_not_be_read_without_it() -> None:
    request = url("/c?d=a%3D1%26em%3Dmarie")
    assert held(request, [an_edit(found(request, "d.em", "urlencode"))]).target == "/c?d=a%3D1%26em%3D"


def test_what_would_be_read_otherwise_is_left() -> None:
    request = url("/c?d=%2522marie%2522")
    (left,) = held(request, [an_edit(found(request, "d", "urlencode", "json"), "a")]).left
    assert left.reason is Reason.UNWRITABLE


def test_what_lies_in_a_value_too_long_to_be_read_whole_is_left() -> None:
    text = json.dumps({"email": "marie@mail.test", "a": "x" * 70_000})
    request = body(json.dumps({"d": text}))
    fields = [field for field in fields_of(request).fields if field.path == "d.email"]
    assert all(held(request, [an_edit(field, OTHER)]).left for field in fields)
    assert fields


def test_an_address_that_is_signed_within_another_is_left() -> None:
    request = url("/c?dl=https%3A%2F%2Fs.test%2F%3Femail%3Dmarie%26sig%3D0123456789abcdef")
    (left,) = held(request, [an_edit(found(request, "dl.email", "urlencode"))]).left
    assert (left.reason, left.holder and left.holder.path) == (Reason.SIGNED, "dl")
