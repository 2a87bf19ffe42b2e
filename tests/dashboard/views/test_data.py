import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.views import data as view
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger


def test_kinds_are_grouped_with_their_values_masked(client: FlaskClient) -> None:
    page = client.get("/data").text
    assert page.index("Contact") < page.index("E-mail address") < page.index("Who you are")
    assert "m•••@m•••" in page
    assert "marie" not in page.lower()


def test_what_is_sensitive_is_marked(client: FlaskClient) -> None:
    page = client.get("/data").text
    row = page.partition(">Health</a>")[2].partition("</th>")[0]
    assert "sensitive" in row
    assert "sensitive" not in page.partition(">Language</a>")[2].partition("</th>")[0]


def test_the_rest_of_a_kind_is_one_step_away(client: FlaskClient) -> None:
    page = client.get("/data").text
    assert 'href="/data?category=page_visited">54 more</a>' in page
    assert 'href="/vendors?category=email_address&amp;party=third">2</a>' in page


def test_one_kind_is_shown_page_by_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_PAGE", 20)
    seen: list[str] = []
    address = "/data?category=page_visited"
    while address:
        page = client.get(address).text
        seen += re.findall(r'<th scope="row"><a href="(/data/\d+)\?category=page_visited">', page)
        (address,) = re.findall(r'rel="next" href="([^"]+)"', page) or [""]
        address = address.replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 57


def test_a_kind_that_never_left_is_said_with_what_was_not_seen(client: FlaskClient) -> None:
    assert "Nothing of this kind was seen leaving. 29 requests" in client.get("/data?category=religion").text


def test_a_kind_names_who_has_it_with_the_proof_of_what_was_taken_early(client: FlaskClient) -> None:
    page = client.get("/data?category=email_address").text
    part = page.partition('id="havers-title"')[2].partition("</section>")[0]
    assert part.index("Replay Sessions") < part.index("Adpix") < part.index("La Boutique")
    assert part.count("before you sent it") == 1
    assert 'href="/log?category=email_address&amp;vendor=replay&amp;manner=premature"' in part
    assert ">What else they have</a>" in part


def test_those_that_are_not_named_are_counted(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_NAMED", 2)
    assert ">1 more company, and what they all have</a>" in client.get("/data?category=email_address").text


def test_an_empty_kind_teaches_only_while_nothing_is_recorded(client: FlaskClient, empty_client: FlaskClient) -> None:
    assert "tracker browse" in empty_client.get("/data?category=religion").text
    assert "tracker browse" not in client.get("/data?category=religion").text


def test_half_a_place_is_the_beginning(client: FlaskClient) -> None:
    def rows(address: str) -> list[str]:
        return re.findall(r'href="(/data/\d+)"', client.get(address).text)

    assert rows("/data?category=page_visited&after=3") == rows("/data?category=page_visited")


def kinds(page: str) -> list[str]:
    """The kinds of a page's table, in their order."""
    return re.findall(r'<th scope="row"><a href="/data\?[^"]*">([^<]*)</a>', page)


def test_the_title_is_the_answer(client: FlaskClient) -> None:
    told = "3 companies have your e-mail address; 1 got it before you sent it"
    assert f"<h1>{told}</h1>" in client.get("/data").text
    assert f"<h1>{told}</h1>" in client.get("/data?category=email_address").text
    assert (
        "<h1>2 companies have your e-mail address; 1 got" in client.get("/data?category=email_address&party=third").text
    )


def test_the_most_telling_lead_to_their_values(client: FlaskClient) -> None:
    tiles = client.get("/data").text.partition('class="tiles"')[2].partition("</ul>")[0]
    assert 'href="/data?category=email_address"><strong>3</strong> companies have your e-mail address' in tiles
    assert "1 before you sent it" in tiles
    assert "browser" not in tiles


@pytest.mark.parametrize(
    ("query", "some", "none"),
    [
        ("q=mail", {"E-mail address"}, {"Health", "City"}),
        ("q=wh%C3%B3+you", {"Full name"}, {"City"}),
        ("company=replay", {"E-mail address", "Screen size"}, {"City", "Health"}),
        ("company=replay&q=screen", {"Screen size"}, {"E-mail address"}),
        ("party=third", {"E-mail address", "Health"}, {"City", "Password"}),
        ("manner=premature", {"E-mail address"}, {"Language"}),
        ("until=2026-02-01", {"Language"}, {"E-mail address", "Health"}),
        ("since=2026-02-10&until=2026-02-20", {"E-mail address"}, {"Health"}),
    ],
)
def test_data_are_narrowed_as_the_address_says(query: str, some: set[str], none: set[str], client: FlaskClient) -> None:
    page = client.get(f"/data?{query}").text
    assert some <= set(kinds(page))
    assert not none & set(kinds(page))
    assert ("before these days" in page) == ("since" in query)


def test_a_search_finds_companies_too(client: FlaskClient) -> None:
    page = client.get("/data?q=adpix").text
    assert 'href="/data?company=adpix"><bdi>Adpix</bdi>' in page
    assert kinds(page) == []
    assert "No kind of data and no company is called like that. 29 requests" in client.get("/data?q=zzz").text


def test_what_one_company_has_is_told_with_its_name(client: FlaskClient) -> None:
    page = client.get("/data?company=replay").text
    assert "<h1>Your data that Replay Sessions has</h1>" in page
    assert "Company: Replay Sessions" in page
    assert 'href="/vendors/replay">How this one got it' in page
    assert 'href="/data?category=page_visited&amp;company=replay"' in page
    few = client.get("/data?category=page_visited&company=replay").text
    assert "boutique.example/" in few
    assert "nouvelles.example/" not in few
    assert "Nothing like that was seen leaving. 29 requests" in client.get("/data?company=nobody").text


def test_the_whole_is_drawn_as_a_flow(client: FlaskClient) -> None:
    page = client.get("/data").text
    assert "<h2>Your data went from 5 sites to 6 companies</h2>" in page
    assert "Left out are identifiers" in page
    assert "over all time" in client.get("/data?until=2026-03-20").text
    assert "data-plot" not in client.get("/data?q=mail").text
    assert "data-plot" not in client.get("/data?manner=ambient").text


def test_a_flow_without_known_pages_tells_companies_alone(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(site=None)])
    with a_dashboard(ledger, tmp_path) as app:
        assert "<h2>Your data went to 1 company</h2>" in signed_in(app).get("/data").text


def test_a_flow_that_is_cut_does_not_count(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST", 1)
    page = client.get("/data").text
    assert "Your data went from" not in page
    assert "More ways are in the log." in page
