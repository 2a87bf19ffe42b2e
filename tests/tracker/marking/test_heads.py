"""Which answers may get a mark, by their heads."""

import pytest

from tests.builders.marking import PAGE, an_exchange
from tracker.marking.heads import coding_of, is_spared, may_be_marked
from tracker.vendors import builtin


@pytest.mark.parametrize(
    "answered",
    [
        [("content-type", "text/html")],
        [("content-type", "Text/HTML; Charset=UTF-8")],
        [("content-type", 'text/html;charset="windows-1252"')],
        [("content-type", "text/html; charset=Shift_JIS")],
        [PAGE, ("content-encoding", "br"), ("content-length", "100")],
        [PAGE, ("content-length", "20000")],
        [PAGE, ("content-disposition", "inline")],
        [PAGE, ("etag", '"abc"'), ("cache-control", "no-cache")],
    ],
)
def test_pages_may_be_marked(answered: list[tuple[str, str]]) -> None:
    assert may_be_marked(an_exchange(answered=answered), builtin())


@pytest.mark.parametrize(
    "answered",
    [
        [],
        [("content-type", "application/xhtml+xml")],
        [("content-type", "text/htmlx")],
        [("content-type", "application/pdf")],
        [("content-type", "text/html; charset=utf-16le")],
        [("content-type", "text/html; charset=iso-2022-jp")],
        [("content-type", "text/html; charset=utf-7")],
        [PAGE, ("content-disposition", " Attachment; filename=a.html")],
        [PAGE, ("content-encoding", "dcb")],
        [PAGE, ("content-encoding", "gzip, br")],
        [PAGE, ("content-length", "12")],
        [PAGE, ("content-length", "99999999")],
        [PAGE, ("content-digest", "sha-256=:AAAA:")],
        [PAGE, ("content-md5", "AAAA")],
        [PAGE, ("signature", "sig1=:AAAA:")],
        [PAGE, ("cache-control", "public, No-Transform")],
    ],
)
def test_other_answers_may_not(answered: list[tuple[str, str]]) -> None:
    assert not may_be_marked(an_exchange(answered=answered), builtin())


@pytest.mark.parametrize(
    "changes",
    [
        {"scheme": "http"},
        {"method": "HEAD"},
        {"method": "PUT"},
        {"status": 304},
        {"status": 206},
        {"status": 404},
        {"asked": {}},
        {"asked": {"sec-fetch-dest": "iframe", "sec-fetch-mode": "navigate"}},
        {"asked": {"sec-fetch-dest": "empty", "sec-fetch-mode": "cors"}},
        {"asked": {"sec-fetch-dest": "document", "sec-fetch-mode": "cors"}},
        {"host": "accounts.google.com"},
        {"host": "checkout.stripe.com"},
    ],
)
def test_only_what_a_person_opens_is_marked(changes: dict[str, object]) -> None:
    assert not may_be_marked(an_exchange(**changes), builtin())


def test_what_a_form_opens_is_marked() -> None:
    assert may_be_marked(an_exchange(method="POST"), builtin())


@pytest.mark.parametrize(
    ("host", "expected"),
    [("login.microsoftonline.com", True), ("www.paypal.com", True), ("www.boutique.test", False)],
)
def test_providers_of_log_ins_and_payments_are_spared(host: str, expected: bool) -> None:
    assert is_spared(host, builtin()) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", ""), ("identity", ""), ("GZIP", "gzip"), ("zstd", "zstd"), ("br, gzip", "?"), ("compress", "?")],
)
def test_the_coding_is_told(value: str, expected: str) -> None:
    assert coding_of([("content-encoding", value)]) == expected
