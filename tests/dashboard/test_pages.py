import itertools
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import meta
from jinja2.nodes import FromImport, Macro

from dashboard import views
from dashboard.pages import Page, unseen_note
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.blind_spots import Unseen

PAGES = {page.__name__: page for page in Page.__subclasses__()}.values()  # slots make a class twice
ADDRESSES = {
    "/": 23,
    "/attention": 13,
    "/vendors": 14,
    "/vendors/adpix": 24,
    "/vendors/adpix?since=2026-03-01": 22,
    "/vendors?by=groups&since=2026-03-01": 23,
    "/forget/adpix": 13,
    "/data": 13,
    "/data?category=page_visited": 6,
    "/data?q=adpix&company=metrica": 7,
    "/identifiers": 10,
    "/identifiers?only=shared&sort=last": 10,
    "/data/1": 10,
    "/sites": 10,
    "/sites/boutique.example": 19,
    "/network": 13,
    "/passwords": 5,
    "/log": 10,
    "/log?vendor=adpix&q=em": 5,
    "/blind-spots": 6,
    "/blind-spots?sort=size&reason=oversized": 6,
    "/rules": 5,
    "/rules/done?rule=r1": 3,
    "/rules/new": 2,
    "/rules/try?action=strip&whom=third&data=email_address": 8,
    "/rules/try?preset=no-identifiers": 9,
    "/rules/release?company=criteo": 2,
    "/profile": 6,
    "/settings": 8,
    "/settings/retention?days=30": 7,
    "/report": 4,
    "/export": 4,
    "/help": 2,
}


def named(app: Flask, template: str) -> set[str]:
    """The names that a template and those it extends and includes take from their context."""
    tree = app.jinja_env.parse((Path(views.__file__).parent.parent / "templates" / template).read_text())
    imported = {name for node in tree.find_all(FromImport) for name in node.names}
    own = {macro.name for macro in tree.find_all(Macro)} | {"_trans"}  # the last is jinja2's own
    found = meta.find_undeclared_variables(tree) - set(app.jinja_env.globals) - imported - own
    others = [name for name in meta.find_referenced_templates(tree) if name and name != "macros.html"]
    return found.union(*(named(app, other) for other in others))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_takes_exactly_what_its_context_has(page: type[Page], app: Flask) -> None:
    given = {field.name for field in fields(page)} | {"frame"}
    assert named(app, page.template) == given


def test_macros_take_nothing_but_what_they_are_given(app: Flask) -> None:
    assert named(app, "macros.html") == set()


@pytest.mark.parametrize(("address", "most"), ADDRESSES.items())
def test_a_page_asks_a_fixed_number_of_questions(
    address: str, most: int, client: FlaskClient, empty_client: FlaskClient, statements: list[str]
) -> None:
    statements.clear()
    assert client.get(address).status_code == 200
    assert len(asked(statements)) == most
    statements.clear()
    empty_client.get(address)
    assert len(asked(statements)) <= most


def asked(statements: list[str]) -> list[str]:
    """What a page asks; that somebody looked is noted after it was answered, with a lock of its own."""
    own = itertools.takewhile(lambda statement: statement != "BEGIN IMMEDIATE", statements)
    return [statement for statement in own if statement != "BEGIN"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_faults_stand_on_every_page(address: str, world: Ledger, tmp_path: Path) -> None:
    with a_dashboard(world, tmp_path, ["the ledger cannot be written <b>"]) as app:
        page = signed_in(app).get(address).text
    assert "Something is wrong with recording." in page
    assert "the ledger cannot be written &lt;b&gt;" in page
    assert "tracker doctor" in page


def test_what_a_clock_recorded_that_was_ahead_breaks_no_page_and_stands_there_with_its_time(
    recorded: FlaskClient, ledger: Ledger
) -> None:
    """The last moment of the calendar: nothing can be drawn, or looked for, beyond it."""
    ahead = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    fill(ledger, [a_record(a_disclosure(manner=Manner.RELAYED), host="px.adpix.test", time=ahead)])
    for address in (*ADDRESSES, "/?period=today", "/?period=all", "/vendors?period=7", "/sites?period=today"):
        answer = recorded.get(address)
        assert answer.status_code == 200, address
        assert len(answer.data) < 1_000_000, address
    assert "31 December 9999" in recorded.get("/log").text


@pytest.mark.parametrize("address", ["/", "/vendors", "/data", "/sites", "/network", "/log"])
def test_an_empty_page_teaches_and_says_what_was_not_seen(address: str, empty_client: FlaskClient) -> None:
    page = empty_client.get(address).text
    assert "Nothing recorded yet" in page
    assert "tracker browse" in page
    assert "could be read" in page


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        (Unseen(0, 0, 0), "No blind spots so far: what went through the proxy could be read."),
        (Unseen(1, 1, 0), "1 request to 1 host could not be read, wholly or in part."),
        (Unseen(29, 2, 5000), "29 requests to 2 hosts could not be read, wholly or in part (5.0 kB)."),
    ],
)
def test_what_was_not_seen_is_told_in_a_sentence(hidden: Unseen, words: str) -> None:
    assert unseen_note(hidden) == words


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_that_is_open_is_marked_in_the_navigation(address: str, client: FlaskClient) -> None:
    page = client.get(address).text
    assert page.count('aria-current="page"') == 2  # beside the page, and in the menu of narrow screens
    assert page.count("<h1>") == 1
