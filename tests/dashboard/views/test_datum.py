from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.data import of_category
from tracker.taxonomy import Category


@pytest.fixture
def mail(world: Ledger) -> str:
    with world.reading() as session:
        return f"/data/{of_category(session, Category.EMAIL_ADDRESS)[0].id}"


def test_the_trail_is_told_in_the_order_of_time(client: FlaskClient, mail: str) -> None:
    page = client.get(mail).text
    assert "<h1>3 companies have your e-mail address, from 1 site</h1>" in page
    trail = page.partition('class="trail"')[2].partition("</ol>")[0]
    assert trail.index("Replay Sessions") < trail.index("La Boutique") < trail.index("Adpix")
    assert "taken before you sent it" in trail
    assert "You gave it first to" in trail
    assert "after you gave it" in trail
    assert "hashed (sha256)" in trail
    assert "In the web address to <bdi>px.adpix.test</bdi>: <code><bdi>em</bdi></code>" in trail


def test_each_step_leads_to_the_log(client: FlaskClient, mail: str) -> None:
    key = mail.rpartition("/")[2]
    assert f'href="/log?datum={key}&amp;host=px.adpix.test">3 times</a>' in client.get(mail).text


@pytest.fixture
def plain(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    fill(ledger, [a_record(site=None, scheme="http"), a_record(host="px.adpix.test")])
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def test_an_unknown_page_and_an_open_line_are_said(plain: FlaskClient) -> None:
    page = plain.get("/data/1").text
    assert "on an unknown page" in page
    assert "not encrypted" in page


def test_a_long_trail_says_that_it_is_cut(plain: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.datum._MOST", 1)
    assert "The rest is in the log" in plain.get("/data/1").text
