import base64
import json

from tests.builders.edits import (
    DOCUMENT,
    OTHER,
    an_edit,
    body,
    found,
    held,
)
from tracker.rewriting import Reason


def test_a_signed_token_is_left_and_its_holder_takes_it_out() -> None:
    claims = base64.urlsafe_b64encode(DOCUMENT.encode()).decode().rstrip("=")
    request = body(json.dumps({"a": {"token": f"eyJhbGciOiJIUzI1NiJ9.{claims}.c2ln", "b": 1}}))
    (left,) = held(request, [an_edit(found(request, "a.token.email", "jwt"), OTHER)]).left
    assert left.reason is Reason.SIGNED
    assert left.holder
    assert held(request, [left.holder]).body == b'{"a": {"b": 1}}'
