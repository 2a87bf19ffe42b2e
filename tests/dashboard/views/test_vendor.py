import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from flask.testing import FlaskClient

from dashboard.views import vendor as view
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.forms import token_of
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.aliases import Aliases
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category
from tracker.vendors import Facts, shipped


def test_what_a_company_has_is_told_with_reasons(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    assert "Adpix has 51 pieces of your data: advertising identifier, e-mail address, " in page
    assert "It hears from 4 sites and has identifiers of yours" in page
    assert "Advertising · part of <bdi>pixel-holding</bdi> · seat: United States" in page.replace("\n", "")


def test_each_datum_has_its_evidence_down_to_the_field(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    section = page.partition('aria-label="E-mail address"')[2].partition("</section>")[0]
    for words in (
        "m•••@m•••",
        "passed on by the page",
        "<bdi>px.adpix.test</bdi>",
        "while on <bdi>boutique.example</bdi>",
        "in the web address: <code><bdi>em</bdi></code>",
        "hashed (sha256): urlencode → sha256",
        "It is a value from your profile",
        "certain (100%)",
        "3 times",
    ):
        assert words in section, words


def test_the_most_sensitive_is_shown_first(client: FlaskClient) -> None:
    page = client.get("/vendors/boutique").text
    assert page.index('aria-label="Card number"') < page.index('aria-label="E-mail address"')
    assert page.index('aria-label="E-mail address"') < page.index('aria-label="Language"')


def test_what_says_least_of_the_person_is_folded_and_named(client: FlaskClient) -> None:
    page = client.get("/vendors/boutique").text
    folded = page.partition('<details class="folded">\n    <summary>')[2]
    said, _, kinds = folded.partition("</summary>")
    assert said == "4 more kinds: browser identifier, browser version, city and language"
    assert kinds.partition("</details>\n</section>")[0].count('class="panel kind"') == int(said.split()[0])
    assert 'aria-label="Card number"' not in kinds


def test_many_data_of_a_kind_are_cut_and_can_be_seen_alone(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    assert 'href="/vendors/adpix?category=page_visited">All 45 values</a>' in page
    assert "<summary>3 more values</summary>" in page
    only = client.get("/vendors/adpix?category=page_visited").text
    assert "more values</summary>" not in only
    assert only.count("<summary>Evidence</summary>") == 47  # of each page, and of two identifiers
    assert "as Adpix has it" in only
    assert "E-mail address</h3>" not in only


def test_more_than_a_page_can_hold_is_left_to_the_log(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.receipts._ALL", 1)
    found = [a_disclosure(value=f"marie{number}@mail.example") for number in range(3)]
    fill(ledger, [a_record(*found)])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/vendors/shop.example?category=email_address").text
    assert 'href="/log?category=email_address&amp;vendor=shop.example">2 more in the log</a>' in page


@pytest.fixture
def odd(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A company that heard of an unknown page, over plain HTTP."""
    code = a_disclosure(Category.CITY, "Lyon")
    fill(ledger, [a_record(code, site=None, scheme="http", host="odd.example")])
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def test_an_unknown_company_page_and_line_are_said(odd: FlaskClient) -> None:
    page = odd.get("/vendors/odd.example").text
    assert "Which company stands behind this domain is not known." in page
    assert "page unknown" in page
    assert "not encrypted" in page


def test_sites_and_hosts_lead_to_the_log(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    assert 'href="/log?vendor=adpix&amp;site=meteo.example"' in page
    assert 'href="/log?host=sync.adpix.test"' in page


def test_risk_depth_and_interest_stand_side_by_side(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    judged = page.partition('class="judged"')[2].partition("</ul>")[0]
    for heading in ("<h2>Risk</h2>", "<h2>Depth</h2>", "<h2>Interest</h2>", "not rated", "different values"):
        assert heading in judged
    (plain,) = re.findall(r"Nothing but what every browser tells\.", client.get("/vendors/letters.test").text)
    assert plain


def test_what_would_lower_the_risk_is_told_with_what_would_be_left(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    section = page.partition('class="remedies"')[2].partition("</ul>")[0]
    assert "If pages no longer passed your data on to it" in section
    assert "If it deleted your e-mail address" in section
    assert re.search(r"\d+ → <strong>\d+</strong>, (minimal|low|moderate|high)", section)
    assert "Not known, and so not counted: whether its users&#39; data got out before" in page


def test_an_interest_and_a_note_are_kept_and_shown(recorded: FlaskClient) -> None:
    page = recorded.get("/vendors/adpix").text
    form = {"csrf_token": token_of(page), "interest": "1", "note": "never asked\r\n<b>me</b>"}
    answer = recorded.post("/vendors/adpix", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/vendors/adpix#opinion-title")
    page = recorded.get("/vendors/adpix").text
    assert 'value="1" checked' in page
    assert "never asked\n&lt;b&gt;me&lt;/b&gt;</textarea>" in page
    assert '<strong>Nothing</strong> <span class="score">1/5</span>' in page
    assert 'value="" checked' not in page
    recorded.post("/vendors/adpix", data=form | {"interest": "", "note": ""})
    assert 'value="" checked' in recorded.get("/vendors/adpix").text


def test_an_opinion_without_the_forms_token_is_refused(recorded: FlaskClient) -> None:
    assert recorded.post("/vendors/adpix", data={"interest": "5"}).status_code == 400
    assert "not rated" in recorded.get("/vendors/adpix").text


@pytest.mark.parametrize(
    ("slug", "form", "status"),
    [
        ("adpix", {"interest": "6"}, 400),
        ("adpix", {"interest": "\u0661"}, 400),
        ("adpix", {"interest": "3", "note": "x" * 5000}, 400),
        ("adpix", {"interest": "3", "note": "x" * 2001}, 400),
        ("nobody", {"interest": "3"}, 404),
    ],
)
def test_what_is_no_opinion_is_refused(slug: str, form: dict[str, str], status: int, recorded: FlaskClient) -> None:
    token = token_of(recorded.get("/vendors/adpix").text)
    assert recorded.post(f"/vendors/{slug}", data=form | {"csrf_token": token}).status_code == status
    assert "not rated" in recorded.get("/vendors/adpix").text


def test_who_it_is_is_told_with_what_is_not_known(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    facts = page.partition('class="facts"')[2].partition("</dl>")[0]
    assert "United States: the EU has found its law adequate only for companies that take part in" in facts
    lacking = facts.partition('class="lacking"')[2]
    for heading in ("Legal name", "Website", "Privacy contact", "Deleting an account"):
        assert f"<li>{heading}</li>" in lacking


def test_links_lead_outside_without_telling_from_where(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Facts(
        website="https://adpix.test/",
        privacy_page="javascript:alert(1)",
        verified_on="2026-01-02",
        source="https://s.test/",
    )
    monkeypatch.setattr("tracker.upstream.dossier.builtin_facts", lambda: {"adpix": told})
    page = client.get("/vendors/adpix").text
    assert '<a href="https://adpix.test/" rel="noreferrer noopener external">' in page
    assert "<bdi>javascript:alert(1)</bdi>" in page
    assert 'href="javascript' not in page
    assert "Tracker&#39;s own list, read on 2 January 2026" in page


def test_a_host_that_hides_a_company_is_shown_with_the_chain(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(host="metrics.shop.example"), a_record(host="a.omtrdc.net")])
    hops = ("shop.eulerian.net", "<b>.test", "x.cloudfront.net")
    with ledger.session() as session:
        leads = [Aliases("metrics.shop.example", NOON, hops), Aliases("a.omtrdc.net", NOON, hops[2:])]
        note_aliases(session, leads, shipped())
    with a_dashboard(ledger, tmp_path) as app:
        browser = signed_in(app)
        page = browser.get("/vendors/eulerian-technologies").text
        plain = browser.get("/vendors/adobe-experience-cloud").text
    said = " ".join(re.sub(r"<[^>]+>", "", page.partition('id="leads-title"')[2].partition("</section>")[0]).split())
    assert "cloaked metrics.shop.example is an alias of shop.eulerian.net, of Eulerian: a third party that" in said
    assert (
        "metrics.shop.example → shop.eulerian.net → &lt;b&gt;.test → x.cloudfront.net · as name servers said:" in said
    )
    assert "cloaked" not in plain
    assert "a.omtrdc.net</bdi> is an alias: hosted on Amazon CloudFront." in plain


def test_a_company_whose_hosts_lead_nowhere_else_has_no_such_part(client: FlaskClient) -> None:
    assert "leads-title" not in client.get("/vendors/adpix").text


def test_how_it_got_there_is_told_with_kinds_and_sites(client: FlaskClient) -> None:
    page = client.get("/vendors/replay").text
    paths = page.partition('class="paths"')[2].partition("</section>")[0]
    early, relayed = paths.index("taken before you sent it"), paths.index("passed on by the page")
    assert early < relayed
    assert "boutique.example" in paths
    assert 'href="/log?vendor=replay&amp;manner=premature"' in paths


def test_what_a_period_brought_is_told_and_what_is_of_all(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix?since=2026-03-01&until=2026-03-10").text
    assert "Adpix received 17 pieces of your data in this time: advertising identifier" in page
    assert "Risk, depth, identifiers and who it is are of all that it holds." in page
    assert ">96 disclosures</a>" in page
    assert "Disclosures a day from 1 March 2026 to 10 March 2026" in page
    assert "20 March" not in page.partition('id="held-title"')[2].partition("plot-timeline")[0]
    assert "Only the latest" not in page


def test_of_too_much_in_a_period_only_the_latest_is_counted(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.queries.portions.MOST", 20)
    monkeypatch.setattr("dashboard.receipts.MOST", 20)
    page = client.get("/vendors/adpix?since=2026-02-01").text
    assert "Only the latest 20 entries of this period are counted." in page


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("since=2030-01-01", "Adpix received nothing like that in this time"),
        ("manner=submitted", "Adpix has nothing like that of you"),
        ("manner=relayed&category=email_address", "Adpix has 1 piece of your data: e-mail address"),
    ],
)
def test_filters_hold_here_too(query: str, headline: str, client: FlaskClient) -> None:
    page = client.get(f"/vendors/adpix?{query}").text
    assert headline in page
    assert ("Nothing like that was seen leaving." in page) == ("nothing" in headline)


def test_identifiers_are_told_with_who_else_has_them_and_the_proof(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    part = page.partition('id="known-title"')[2].partition("</section>")[0]
    assert "1 other company has the same" in part
    assert '<a href="/vendors/exchange-nord"><bdi>Exchange Nord</bdi></a>' in part
    assert re.search(r'href="/log\?vendor=exchange-nord&amp;datum=\d+">proof', part)
    assert "How long it stays is not known" in part
    assert "in a cookie <code><bdi>uid</bdi></code>" in part
    assert "known-title" not in client.get("/vendors/letters.test").text


def test_the_group_is_told_with_its_other_brands(client: FlaskClient) -> None:
    page = client.get("/vendors/metrica").text
    part = page.partition('class="brands"')[2].partition("</section>")[0]
    assert "Others of <bdi>northwind-data</bdi> that have data of you" in part
    assert '<a href="/vendors/tagdepot"><bdi>Tag Depot</bdi></a> <small>26 pieces of data</small>' in part
    assert "None that was met so far." in client.get("/vendors/adpix").text
    assert 'class="brands"' not in client.get("/vendors/replay").text


def test_deeds_hold_the_period(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix?period=30").text
    for address in ("/log", "/report", "/export"):
        assert f'href="{address}?period=30&amp;vendor=adpix"' in page
    assert 'href="/forget/adpix?period=30"' in page
    form = page.partition('class="opinion"')[2].partition("</form>")[0]
    assert '<input type="hidden" name="period" value="30">' in form


def test_a_company_says_how_much_of_its_own_hosts_was_not_seen(client: FlaskClient) -> None:
    assert (
        "Of what went to its own hosts: 29 requests to 1 host could not be read"
        in client.get("/vendors/nouvelles.example").text
    )


def test_the_days_are_kept_until_there_is_something_new(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Mock(wraps=view.__dict__["timeline"])
    monkeypatch.setattr(view, "timeline", told)
    fill(ledger, [a_record()])
    with a_dashboard(ledger, tmp_path) as app:
        browser = signed_in(app)
        for _ in range(2):
            assert browser.get("/vendors/shop.example").status_code == 200
        assert told.call_count == 1
        fill(ledger, [a_record(a_disclosure(Category.FULL_NAME, "Marie Dupont"))])
        assert '<td data-amount="2">' in browser.get("/vendors/shop.example").text
    assert told.call_count == 2
