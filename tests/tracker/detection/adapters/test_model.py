import re

import pytest

from tests.builders.requests import a_request
from tracker.detection.adapters.model import PARAMETER, Adapter, Datum, Endpoint
from tracker.taxonomy import Category
from tracker.traffic import Field, Location


@pytest.mark.parametrize(
    ("endpoint", "url", "answer"),
    [
        (Endpoint(("api.vendor.example",)), "https://api.vendor.example/x", True),
        (Endpoint(("api.vendor.example",)), "https://x.api.vendor.example/x", False),
        (Endpoint((".vendor.example",)), "https://vendor.example/x", True),
        (Endpoint((".vendor.example",)), "https://a.b.vendor.example/x", True),
        (Endpoint((".vendor.example",)), "https://othervendor.example/x", False),
        (Endpoint(("*",), ends="/matomo.php"), "https://shop.test/m/matomo.php?a=1", True),
        (Endpoint(("*",), ends="/matomo.php"), "https://shop.test/m/other.php?/matomo.php", False),
        (Endpoint(("*",), path="/v1/"), "https://shop.test/v2/", False),
        (Endpoint(("*",), methods=frozenset({"POST"})), "https://shop.test/", False),
        (Endpoint(("*",), methods=frozenset({"GET"})), "https://shop.test/", True),
        (Endpoint(("*",), pattern=re.compile("^/v[12]/")), "https://shop.test/v2/", True),
        (Endpoint(("*",), pattern=re.compile("^/v[12]/")), "https://shop.test/v3/", False),
    ],
)
def test_an_endpoint_accepts_by_host_path_and_method(endpoint: Endpoint, url: str, answer: bool) -> None:
    assert endpoint.accepts(a_request(url)) is answer


def a_datum(path: str, locations: frozenset[Location] = PARAMETER) -> Datum:
    return Datum(locations, (path,), Category.USER_ID, "It says so.", "https://x.example")


@pytest.mark.parametrize(
    ("pattern", "path", "answer"),
    [
        ("user.id", "user.id", True),
        ("user.id", "userXid", False),
        ("events[*].id", "events[12].id", True),
        ("events[*].id", "events[1].a.id", False),
        ("events[*].*", "events[1].a", True),
        ("**.id", "a.b[0].id", True),
        ("**.id", "a.b[0].ids", False),
        ("K_*", "K_80", True),
        ("ud[em]", "ud[em]", True),
    ],
)
def test_a_path_is_told_by_its_pattern(pattern: str, path: str, answer: bool) -> None:
    known = Adapter("x", "X", (), (a_datum(pattern),))
    assert bool(known.claims(Field(Location.JSON, path, "id", "1"))) is answer


@pytest.mark.parametrize("pattern", ["id", "*"])
def test_a_claim_is_for_its_locations_only(pattern: str) -> None:
    known = Adapter("x", "X", (), (a_datum(pattern, frozenset({Location.COOKIE})),))
    assert not known.claims(Field(Location.QUERY, "id", "id", "1"))
    assert known.claims(Field(Location.COOKIE, "id", "id", "1"))
