import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.charts import trail as trail_chart
from dashboard.charts.chart import Chart
from dashboard.views import datum
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.data import of_category
from tracker.ledger.queries.trail import Step
from tracker.taxonomy import Category


@pytest.fixture
def mail(world: Ledger) -> str:
    with world.reading() as session:
        return f"/data/{of_category(session, Category.EMAIL_ADDRESS)[0].id}"


def test_the_trail_is_told_in_the_order_of_time(client: FlaskClient, mail: str) -> None:
    page = client.get(mail).text
    assert "<h1>3 companies have your e-mail address; 1 got it before you sent it</h1>" in page
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


def test_the_plot_is_drawn_anew_where_something_left_since(
    plain: FlaskClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, chart = list[int](), trail_chart.chart

    def counted(key: int, steps: Sequence[Step]) -> Chart:
        drawn.append(len(steps))
        return chart(key, steps)

    monkeypatch.setattr(trail_chart, "chart", counted)
    assert not any("Metrica" in plain.get("/data/1").text for _ in range(2))
    assert len(drawn) == 1
    assert "Metrica" not in plain.get("/data/1", headers={"Accept-Language": "fr"}).text
    assert len(drawn) == 2
    fill(ledger, [a_record(host="collect.metrica.test")])
    assert "Metrica" in plain.get("/data/1").text.partition('id="plot-trail"')[2].partition("</figure>")[0]
    assert len(drawn) == 3


def test_a_long_trail_says_that_it_is_cut(plain: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.datum._MOST", 1)
    assert "The rest is in the log" in plain.get("/data/1").text


def test_who_has_it_is_told_with_how_and_in_what_form(client: FlaskClient, mail: str) -> None:
    page = client.get(mail).text
    rows = page.partition('class="cards holders"')[2].partition("</table>")[0].split("<tr>")[2:]
    assert [re.findall(r"<bdi>([^<]*)</bdi>", row)[0] for row in rows] == ["Replay Sessions", "Adpix", "La Boutique"]
    assert "taken before you sent it" in rows[0]
    assert "hashed (sha256)" in rows[1]
    assert "as it is" in rows[2]
    assert f'href="/log?datum={mail.rpartition("/")[2]}&amp;vendor=adpix">3 times' in rows[1]


def test_each_step_has_its_proof(client: FlaskClient, mail: str) -> None:
    trail = client.get(mail).text.partition('class="trail"')[2].partition("</ol>")[0]
    assert trail.count("<summary>Proof") == trail.count("<li") == 4
    assert "Your own e-mail address" in trail


def test_what_can_be_done_is_said(client: FlaskClient, mail: str, world: Ledger) -> None:
    page = client.get(mail).text
    assert "an alias" in page
    assert "tracker forget --vendor" in page
    assert "no contact known" in page
    for category, words in ((Category.PASSWORD, "Change it where"), (Category.CLIENT_ID, "Clear the cookies")):
        with world.reading() as session:
            key = of_category(session, category)[0].id
        assert words in client.get(f"/data/{key}").text


@pytest.mark.parametrize(
    ("query", "headline", "vendors"),
    [
        ("party=third", "2 companies have your e-mail address; 1 got it", {"replay", "adpix"}),
        ("party=first", "1 company has your e-mail address</h1>", {"boutique"}),
        ("manner=premature", "1 company has your e-mail address; 1 got it", {"replay"}),
        ("until=2026-01-01", "E-mail address went to nobody within", set()),
        ("since=2026-02-10&until=2026-02-20", "3 companies have", {"replay", "adpix", "boutique"}),
        ("category=health", "3 companies have", {"replay", "adpix", "boutique"}),
    ],
)
def test_a_datum_keeps_to_what_the_page_is_narrowed_to(
    query: str, headline: str, vendors: set[str], client: FlaskClient, mail: str
) -> None:
    page = client.get(f"{mail}?{query}").text
    assert f"<h1>{headline}" in page
    told = page.partition('class="cards holders"')[2].partition("</table>")[0]
    assert set(re.findall(r'href="/vendors/([a-z]+)', told)) == vendors
    assert ("Nothing like that was seen leaving." in page) == (not vendors)


def test_a_trail_that_is_cut_does_not_count_all(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.datum._MOST", 3)
    monkeypatch.setattr("dashboard.views.datum._COMPANIES", 2)
    page = client.get("/data/1").text
    assert "<h2>Where it went first: to 3 companies</h2>" in page
    assert "13 more companies have it." in page


def test_an_alias_says_for_whom_it_was_made(client: FlaskClient, mail: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "An alias made for" not in client.get(mail).text
    monkeypatch.setattr(datum, "made_for", lambda *_: "<b>shop.test")
    page = client.get(mail).text
    assert "An alias made for &lt;b&gt;shop.test alone; it reached " in page
    assert "Adpix" in page.partition("An alias made for")[2].partition("</p>")[0]
