import base64
from urllib.parse import quote

import pytest

from tests.builders.edits import (
    DOCUMENT,
    MASKED,
    OTHER,
    WITHOUT,
    an_edit,
    found,
    held,
    url,
)
from tracker.traffic import Request


@pytest.mark.parametrize(
    ("request_", "path", "encoding", "replacement", "target"),
    [
        (url("/c?v=1&em=marie%40mail.test&z=%zz+"), "em", (), OTHER, "/c?v=1&em=x%40example.invalid&z=%zz+"),
        (url("/c?v=1&em=marie%40mail.test&z=%zz+"), "em", (), None, "/c?v=1&z=%zz+"),
        (url("/c?em=marie@mail.test"), "em", (), OTHER, "/c?em=x@example.invalid"),
        (url("/c?em=marie@mail.test"), "em", (), None, "/c"),
        (url("/c?em=a+b%c3%a9&z=1"), "em", (), "d é", "/c?em=d+%c3%a9&z=1"),
        (url("/c?em=a%20b&z=1"), "em", (), "d é", "/c?em=d%20%C3%A9&z=1"),
        (url("/c?a=1;c=2&em=marie%40mail.test"), "em", (), None, "/c?a=1;c=2&em="),
        (url("/c?marie%40mail.test"), "$", (), OTHER, "/c?x%40example.invalid"),
        (url(f"/c?d={quote(DOCUMENT)}&x=1"), "d.email", ("json",), None, f"/c?d={quote(WITHOUT)}&x=1"),
        (
            url("/c?dl=https%3A%2F%2Fshop.test%2F%3Fa%3D1%26email%3Dmarie%2540mail.test%23top&c=2"),
            "dl.email",
            ("urlencode",),
            None,
            "/c?dl=https%3A%2F%2Fshop.test%2F%3Fa%3D1%23top&c=2",
        ),
        (
            url("/c?dl=https%3A%2F%2Fshop.test%2F%23a%3D1%26email%3Dmarie%2540mail.test"),
            "dl.email",
            ("urlencode",),
            OTHER,
            "/c?dl=https%3A%2F%2Fshop.test%2F%23a%3D1%26email%3Dx%2540example.invalid",
        ),
        (
            url(f"/c?d={base64.b64encode(DOCUMENT.encode()).decode()}&x=1"),
            "d.email",
            ("base64", "json"),
            OTHER,
            f"/c?d={base64.b64encode(MASKED.encode()).decode()}&x=1",
        ),
        (
            url(f"/c?d=v1.{base64.urlsafe_b64encode(DOCUMENT.encode()).decode().rstrip('=')}|9f3c"),
            "d.email",
            ("base64", "json"),
            None,
            f"/c?d=v1.{base64.urlsafe_b64encode(WITHOUT.encode()).decode().rstrip('=')}|9f3c",
        ),
        (
            url(f"/c?d={DOCUMENT.encode().hex().upper()}"),
            "d.email",
            ("hex", "json"),
            OTHER,
            f"/c?d={MASKED.encode().hex().upper()}",
        ),
        (url("/c?d=a%20marie%26%2364%3Bmail.test!"), "d", ("html",), "b", "/c?d=b"),
        (url("/c?d=say%20marie%5Cu0040mail.test!"), "d", ("json",), None, "/c"),
        (url("/c?d=%2522marie%2522"), "d", ("urlencode", "json"), "anne", "/c?d=%2522anne%2522"),
        (url("/u/marie%40mail.test/a"), "[1]", (), OTHER, "/u/x%40example.invalid/a"),
        (url("/x;src=12345;em=marie@mail.test/y"), "em", (), None, "/x;src=12345/y"),
        (url("/x:dpid=12345;em=marie@mail.test/y"), "x:dpid", (), "7", "/x:dpid=7;em=marie@mail.test/y"),
    ],
)
def test_a_target_is_rewritten_by_span(
    request_: Request, path: str, encoding: tuple[str, ...], replacement: str | None, target: str
) -> None:
    done = held(request_, [an_edit(found(request_, path, *encoding), replacement)])
    assert done.target == target
    assert not done.left
