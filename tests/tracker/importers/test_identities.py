"""Ids that depend on content alone."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.requests import a_request
from tracker.importers.identities import Identities
from tracker.traffic import Request

REQUEST = a_request("https://shop.test/a?b=c", headers={"Accept": "*/*"}, body=b"x")


def identity(request: Request, key: bytes = b"key") -> str:
    return Identities(key).identity(request)


def test_equal_requests_have_equal_ids_in_every_file() -> None:
    assert identity(REQUEST) == identity(replace(REQUEST, id="another"))


def test_equal_requests_in_one_file_are_told_apart_in_their_order() -> None:
    identities = Identities(b"key")
    first = [identities.identity(REQUEST) for _ in range(3)]
    assert len(set(first)) == 3
    again = Identities(b"key")
    assert [again.identity(REQUEST) for _ in range(3)] == first


def test_every_part_counts() -> None:
    different = [
        REQUEST,
        replace(REQUEST, time=REQUEST.time + timedelta(milliseconds=1)),
        replace(REQUEST, method="PUT"),
        replace(REQUEST, scheme="http"),
        replace(REQUEST, host="b.test"),
        replace(REQUEST, port=8443),
        replace(REQUEST, target="/a?b=d"),
        replace(REQUEST, headers=(("Accept", "*"),)),
        replace(REQUEST, headers=(("Accept*", "/*"),)),
        replace(REQUEST, headers=()),
        replace(REQUEST, body=b"y"),
        replace(REQUEST, body=None),
        replace(REQUEST, is_websocket=True),
    ]
    assert len({identity(request) for request in different}) == len(different)


def test_without_the_key_an_id_says_nothing() -> None:
    assert identity(REQUEST, b"one key") != identity(REQUEST, b"another")


@given(st.text(), st.text())
def test_any_text_has_an_id(target: str, value: str) -> None:
    assert identity(replace(REQUEST, target=target, headers=(("X", value),)))
