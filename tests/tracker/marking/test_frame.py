"""Who is answered on the mark's own host, and how."""

from typing import Any

import orjson
import pytest

from tests.builders.marking import FRAMED, OPENED, OWN, a_view, got
from tracker.marking.element import data, source_of
from tracker.marking.frame import Answer, Asked, Desk, answer
from tracker.marking.telling import told
from tracker.marking.tickets import Ticket

TICKET = Ticket("v1", "https://www.boutique.test")


class Office:
    """A desk that notes what it was asked."""

    def __init__(self, *, knows: bool = True) -> None:
        self.done: list[str] = []
        self.knows = knows

    def desk(self) -> Desk:
        said = told(a_view(got("<script>.test")), "boutique.test", (), "")
        return Desk(
            lambda text: TICKET if text == "good" else None,
            lambda ticket: said if self.knows else None,
            lambda ticket: self.done.append(f"begun {ticket.view}"),
            lambda ticket: self.done.append(f"hidden {ticket.view}"),
            "fr",
        )

    def ask(self, path: str, headers: dict[str, str], method: str = "GET") -> Answer:
        return answer(Asked(method, path, headers), self.desk())


def test_a_frame_is_shown_by_its_own_page_alone() -> None:
    office = Office()
    shown = office.ask("/good/badge", FRAMED)
    assert shown.status == 200
    policy = shown.headers["Content-Security-Policy"]
    assert "frame-ancestors https://www.boutique.test" in policy.split("; ")
    assert policy.startswith("default-src 'none'")
    for name in ("frame.css", "frame.js"):
        assert source_of(data(name)) in policy
        assert data(name).encode() in shown.body
    assert b'lang="fr"' in shown.body
    assert shown.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert shown.headers["Cache-Control"] == "no-store"
    assert office.done == ["begun v1"]


def test_nothing_of_what_is_told_stands_in_the_document() -> None:
    office = Office()
    assert b"<script>.test" not in office.ask("/good/panel", FRAMED).body
    assert office.done == []


def test_a_frame_is_told_what_there_is() -> None:
    answered = Office().ask("/good/told", OWN)
    assert answered.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answered.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert orjson.loads(answered.body)["got_rows"] == [["<script>.test", "browser identifier", ""]]


def test_a_frame_may_have_its_site_left_alone() -> None:
    office = Office()
    assert office.ask("/good/hide", OWN, "POST").status == 204
    assert office.done == ["hidden v1"]


CROSS: dict[str, str] = {**OWN, "sec-fetch-site": "cross-site"}


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/good/told", CROSS),  # the page itself
        ("GET", "/good/told", {**OWN, "sec-fetch-site": "same-site"}),
        ("GET", "/good/told", {}),  # no browser
        ("GET", "/good/told", FRAMED),
        ("GET", "/good/told", OPENED),
        ("POST", "/good/told", OWN),
        ("GET", "/bad/told", OWN),
        ("POST", "/good/hide", CROSS),
        ("POST", "/good/hide", {**FRAMED, "sec-fetch-site": "cross-site"}),
        ("GET", "/good/hide", OWN),
        ("GET", "/good/badge", OPENED),  # as a page of its own
        ("GET", "/good/badge", CROSS),
        ("POST", "/good/badge", FRAMED),
        ("GET", "/good/other", FRAMED),
        ("GET", "/good", FRAMED),
        ("GET", "/", OPENED),
    ],
)
def test_nobody_else_is_told_anything(method: str, path: str, headers: dict[str, str]) -> None:
    office = Office()
    answered = office.ask(path, headers, method)
    assert (answered.status, answered.body, office.done) == (404, b"", [])


@pytest.mark.parametrize("path", ["/bad/badge", "/bad/panel", "/"])
def test_a_mark_of_another_time_is_an_empty_frame(path: str) -> None:
    answered = Office().ask(path, FRAMED)
    assert answered.status == 200
    assert b"script" not in answered.body


def test_a_page_that_is_forgotten_tells_nothing() -> None:
    assert Office(knows=False).ask("/good/told", OWN).status == 404


def test_no_header_comes_from_outside() -> None:
    found: set[Any] = {tuple(Office().ask("/good/panel", {**FRAMED, "x": y}).headers.items()) for y in ("a", "b\r\nc")}
    assert len(found) == 1
