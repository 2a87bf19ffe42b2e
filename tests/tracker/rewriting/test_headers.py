import base64

import pytest

from tests.builders.edits import (
    OTHER,
    an_edit,
    found,
    held,
)
from tests.builders.requests import a_request


@pytest.mark.parametrize(
    ("cookies", "path", "replacement", "expected"),
    [
        ('a=1;  uid="marie@mail.test" ;b=2; uid=other', "uid", None, "a=1 ;b=2; uid=other"),
        ('a=1;  uid="marie@mail.test" ;b=2; uid=other', "uid", OTHER, f'a=1;  uid="{OTHER}" ;b=2; uid=other'),
        ("uid=marie@mail.test; a=b=c;; d", "uid", None, "a=b=c;; d"),
        ("uid=marie@mail.test", "uid", None, None),
    ],
)
def test_one_cookie_goes_and_the_others_keep_their_bytes(
    cookies: str, path: str, replacement: str | None, expected: str | None
) -> None:
    request = a_request(headers=[("X-A", "abc"), ("cookie", cookies)])
    done = held(request, [an_edit(found(request, path), replacement)])
    assert done.headers == (("X-A", "abc"), *([("cookie", expected)] if expected is not None else []))


def test_headers_go_with_their_line_or_keep_it() -> None:
    token = base64.b64encode(b"marie:secret").decode()
    request = a_request(
        headers=[
            ("Referer", "https://shop.test/?email=marie%40mail.test&b=1"),
            ("Authorization", f"Basic {token}"),
            ("X-Forwarded-For", "203.0.113.7, 10.0.0.1"),
            ("X-Id", ' "marie"'),
        ]
    )
    name = found(request, "authorization.username", "base64")
    edits = [
        an_edit(found(request, "referer.email", "urlencode")),
        an_edit(name, "anne"),
        an_edit(found(request, "x-id")),
    ]
    done = held(request, [*edits, an_edit(found(request, "x-forwarded-for"), "192.0.2.1")])
    assert done.headers == (
        ("Referer", "https://shop.test/?b=1"),
        ("Authorization", f"Basic {base64.b64encode(b'anne:secret').decode()}"),
        ("X-Forwarded-For", "192.0.2.1, 10.0.0.1"),
    )
    assert not held(request, [an_edit(name, "a:b")]).done
    password = found(request, "authorization.password", "base64")
    assert held(request, [an_edit(password)]).headers[1][1] == f"Basic {base64.b64encode(b'marie:').decode()}"
