"""The addresses of resources."""

import pytest
from werkzeug.datastructures import MultiDict

from dashboard.api.cursors import PAGING
from dashboard.api.links import link, onward
from dashboard.api.parameters import asked


@pytest.mark.parametrize(
    ("parts", "arguments", "address"),
    [
        ((), {}, "/api/v1"),
        (("log",), {"vendor": "a b", "datum": None}, "/api/v1/log?vendor=a+b"),
        (("vendors", "../x?y#z"), {}, "/api/v1/vendors/..%2Fx%3Fy%23z"),
        (("data", 7), {}, "/api/v1/data/7"),
    ],
)
def test_an_address_is_quoted(parts: tuple[object, ...], arguments: dict[str, object], address: str) -> None:
    assert link(*parts, **arguments) == address


def test_the_next_part_is_asked_for_as_this_one_was() -> None:
    wanted = asked(PAGING, {}, MultiDict({"limit": "2", "cursor": "old"}))
    assert onward(wanted, "new", "log") == "/api/v1/log?limit=2&cursor=new"
    assert onward(wanted, None, "log") is None
