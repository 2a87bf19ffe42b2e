import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.aliases import Aliases
from tracker.disclosure import BlindSpot, Manner
from tracker.ledger import models as m
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.site import place
from tracker.taxonomy import Category
from tracker.vendors import shipped

MARCH = "since=2026-03-01&until=2026-03-20"


def section(page: str, key: str) -> str:
    """What stands under the heading of that id."""
    return page.partition(f'aria-labelledby="{key}"')[2].partition("</section>")[0]


def test_the_title_is_the_answer(client: FlaskClient) -> None:
    page = client.get("/sites/boutique.example").text
    assert "<h1><bdi>On boutique.example, 4 companies listened; 2 got your e-mail address</bdi></h1>" in page
    assert "2 of the 4 companies that listened got an identifier to know you again by" in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/sites/banque.example", "None of those who listened got an identifier to know you again by"),
        ("/sites/meteo.example", "All 3 companies that listened got an identifier to know you again by"),
        ("/sites/forum-sante.example?category=health", "1 company listens on forum-sante.example; 1 got data about"),
    ],
)
def test_the_picture_says_who_can_know_one_again(address: str, words: str, client: FlaskClient) -> None:
    assert words in client.get(address).text


def test_who_listens_is_told_with_what_each_got_and_how(client: FlaskClient) -> None:
    table = section(client.get("/sites/boutique.example").text, "ears-title")
    first, *_, last = table.partition("<tbody>")[2].split("</tr>")[:-1]
    assert "Adpix" in first
    assert "Advertising identifier, e-mail address, " in first
    assert 'href="/log?site=boutique.example&amp;vendor=adpix"' in first
    assert "passed on by the page" in first
    assert "La Boutique" in last
    assert "the site itself" in last


def test_what_was_taken_before_it_was_sent_is_pointed_out_with_its_proof(client: FlaskClient) -> None:
    early = section(client.get("/sites/boutique.example").text, "early-title")
    assert "Replay Sessions" in early
    assert "<summary>Evidence</summary>" in early
    assert "early-title" not in client.get("/sites/meteo.example").text
    assert "early-title" not in client.get("/sites/boutique.example?manner=submitted").text


def test_what_is_taken_early_meanwhile_is_shown_at_once(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(), a_record(host="px.adpix.test")])
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        assert "early-title" not in client.get("/sites/shop.example").text
        fill(ledger, [a_record(a_disclosure(manner=Manner.PREMATURE), host="rec.replay.test")])
        assert "Replay Sessions" in section(client.get("/sites/shop.example").text, "early-title")


def test_many_early_ones_are_left_to_the_log(ledger: Ledger, tmp_path: Path) -> None:
    early = [a_disclosure(Category.CITY, f"city {number}", Manner.PREMATURE) for number in range(5)]
    fill(ledger, [a_record(*early, host="rec.replay.test")])
    with a_dashboard(ledger, tmp_path) as app:
        found = section(signed_in(app).get("/sites/shop.example").text, "early-title")
    assert found.count('class="entry"') == 3
    assert 'href="/log?site=shop.example&amp;manner=premature"' in found


def test_what_was_given_and_by_what_one_is_known_is_told(client: FlaskClient) -> None:
    page = client.get("/sites/boutique.example").text
    assert section(page, "given-title").index("Card number") < section(page, "given-title").index("City")
    shared = section(client.get("/sites/nouvelles.example").text, "marks-title")
    assert "2 companies have it" in shared.partition("</li>")[0]
    assert "Exchange Nord" in shared.partition("</li>")[0]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"/sites/boutique.example?{MARCH}", "On boutique.example, 4 companies listened; 2 got your e-mail address"),
        ("/sites/boutique.example?category=city", "On boutique.example, nobody but the site itself was seen listening"),
        ("/sites/boutique.example?since=2020-01-01&until=2020-01-02", "nothing like that was seen leaving"),
        ("/sites/banque.example", "<bdi>On banque.example, 1 company listened</bdi>"),
        ("/sites/forum-sante.example?category=health", "1 company listened; 1 got "),
    ],
)
def test_the_answer_obeys_the_period_and_the_filters(address: str, words: str, client: FlaskClient) -> None:
    assert words in client.get(address).text


def test_links_to_the_log_carry_the_period(client: FlaskClient) -> None:
    page = client.get(f"/sites/boutique.example?{MARCH}").text
    assert 'href="/log?since=2026-03-01&amp;until=2026-03-20&amp;site=boutique.example"' in page


def test_a_site_that_nothing_left_from_is_no_page(client: FlaskClient) -> None:
    assert client.get("/sites/nobody.example").status_code == 404
    assert client.get("/sites/unknown").status_code == 404


def test_pages_that_are_unknown_have_a_page(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(site=None, host="px.adpix.test")])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/sites/unknown").text
    assert "On pages that are not known, 1 company listened; 1 got your e-mail address" in page
    assert 'href="/log?site=unknown&amp;vendor=adpix"' in page
    assert "it cannot be told from which page they came" in page


def test_who_hides_behind_the_sites_name_counts_as_somebody_else(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(), a_record(host="metrics.shop.example")])
    with ledger.session() as session:
        note_aliases(session, [Aliases("metrics.shop.example", NOON, ("shop.eulerian.net",))], shipped())
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        page, every = client.get("/sites/shop.example").text, client.get("/sites").text
        network = client.get("/network").text
    assert "On shop.example, 1 company listened" in page
    assert "metrics.shop.example</bdi> → <bdi>shop.eulerian.net" in section(page, "disguises-title")
    assert "a third party that looks like the first" in section(page, "ears-title")
    assert "uBlock Origin" in section(page, "advice-title")
    assert "On the only site that you visited, others listened, too" in every
    assert "Eulerian hears from the only site that feeds others" in network


@pytest.mark.parametrize(("strength", "digests", "advice"), [(0, "ab", "quickly guessed"), (3, "aa", "the same one")])
def test_a_weak_or_reused_password_is_told(
    strength: int, digests: str, advice: str, ledger: Ledger, tmp_path: Path
) -> None:
    given = [a_disclosure(Category.PASSWORD, "secret")]
    fill(ledger, [a_record(*given), a_record(*given, host="www.other.example", site="other.example")])
    with ledger.session() as session:
        for domain, digest in zip(("shop.example", "other.example"), digests, strict=True):
            found = place(session, domain)
            assert found
            session.add(
                m.PasswordUse(digest=digest, site_id=found.id, strength=strength, first=NOON, last=NOON, count=1)
            )
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/sites/shop.example").text
    assert advice in section(page, "advice-title")
    assert ('href="/sites/other.example"' in section(page, "password-title")) is (digests == "aa")


def test_what_could_not_be_read_of_its_hosts_is_told(client: FlaskClient) -> None:
    spots = section(client.get("/sites/nouvelles.example").text, "spots-title")
    assert "video.nouvelles.example</bdi>: more than is inspected, 29 times" in spots


def test_a_blind_spot_says_how_large_it_was_where_that_is_known(ledger: Ledger, tmp_path: Path) -> None:
    spots = (BlindSpot("oversized", 2_000_000),)
    fill(ledger, [a_record(), a_record(host="video.shop.example", blind_spots=spots)])
    with a_dashboard(ledger, tmp_path) as app:
        assert "(2.0 MB)" in section(signed_in(app).get("/sites/shop.example").text, "spots-title")


def test_more_than_a_page_can_hold_is_said(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.site._LISTENERS", 2)
    monkeypatch.setattr("dashboard.views.site._IDENTIFIERS", 2)
    monkeypatch.setattr("dashboard.views.site._GIVEN", 1)
    records = [
        a_record(a_disclosure(Category.CLIENT_ID, f"visitor-{number}", Manner.RELAYED), host=f"x{number}.test")
        for number in range(4)
    ]
    fill(ledger, [*records, a_record(a_disclosure(), a_disclosure(Category.CITY, "Lyon"))])
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        page = client.get("/sites/shop.example").text
        onward = '<a rel="next" href="/sites/shop.example?after=x1.test#ears-title">'
        second = client.get("/sites/shop.example?after=x1.test").text
        third = client.get("/sites/shop.example?after=x3.test").text
    assert onward in section(page, "ears-title")
    assert [len(re.findall('<th scope="row">', section(one, "ears-title"))) for one in (page, second, third)] == [
        2,
        2,
        1,
    ]
    assert "after=x3.test#ears-title" in second
    assert '<a rel="prev" href="/sites/shop.example#ears-title">' in second
    assert 'rel="next"' not in section(third, "ears-title")
    assert 'href="/log?site=shop.example&amp;manner=submitted"' in section(page, "given-title")
    assert "2 more identifiers are not listed." in page


def test_identifiers_of_one_kind_that_the_same_companies_got_are_told_once(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(*(a_disclosure(Category.CLIENT_ID, f"visitor-{number}") for number in range(3)))])
    fill(ledger, [a_record(a_disclosure(Category.CLIENT_ID, "other"), host="px.adpix.test")])
    with a_dashboard(ledger, tmp_path) as app:
        told = section(signed_in(app).get("/sites/shop.example").text, "marks-title")
    assert told.count("Browser identifier") == 2
    assert told.count("and 2 more of that kind") == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "Disclosures a week from 1 March 2026 to 18 September 2026"),
        ("since=2026-02-20&until=2026-03-03", "Disclosures a day from 20 February 2026 to 3 March 2026"),
        ("since=2026-09-10&until=2026-09-30", "Disclosures a day from 10 September 2026 to 30 September 2026"),
        ("until=2026-03-03", "Disclosures a day from 1 March 2026 to 3 March 2026"),
        ("since=1971-01-01&until=2026-09-18", "Disclosures a week from 17 September 2025 to 18 September 2026"),
    ],
    ids=["all time", "from before the first visit", "beyond the last visit", "open at the start", "strangely long"],
)
def test_the_timeline_is_of_all_time_or_of_the_period(ledger: Ledger, tmp_path: Path, asked: str, told: str) -> None:
    fill(ledger, [a_record(), a_record(host="px.adpix.test", time=NOON + timedelta(days=200))])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get(f"/sites/shop.example?{asked}").text
    assert told in page


def test_the_timeline_follows_what_leaves(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record()])
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        assert "The busiest day was 2 March 2026: 1 disclosure" in client.get("/sites/shop.example").text
        fill(ledger, [a_record(host="px.adpix.test")])
        assert "The busiest day was 2 March 2026: 2 disclosures" in client.get("/sites/shop.example").text
