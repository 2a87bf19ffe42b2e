import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.views import cookies as view
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tracker.aliases import Aliases
from tracker.disclosure import Disclosure, Manner, Party
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category
from tracker.traffic import Location
from tracker.vendors import shipped

SCRIPT = "<script>alert(1)</script>"


def a_cookie(name: str, value: str, words: str = "") -> Disclosure:
    found = an_evidence(name, Location.COOKIE, reasoning=f"The cookie {name} holds a random value{words}.")
    return a_disclosure(Category.CLIENT_ID, value, Manner.AMBIENT, found)


def names(page: str) -> list[str]:
    """The identifiers of a page's table, in their order."""
    return re.findall(r'<th scope="row">\s*<a [^>]*><code><bdi>([^<]*)</bdi>', page)


def companies(page: str) -> list[str]:
    """The companies in a page's table, in their order."""
    return re.findall(r'<li><a href="/vendors/([^"?]*)', page.partition("<tbody>")[2])


@pytest.fixture
def jar(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser on a ledger of cookies: known and unknown ones, for long and for a session, shared and not."""
    click = a_disclosure(Category.ADVERTISING_ID, "click", Manner.RELAYED, an_evidence("gclid", Location.QUERY))
    fill(
        ledger,
        [
            a_record(
                a_cookie("_ga", "one", " and lasts 390 days"), host="www.boutique.example", site="boutique.example"
            ),
            a_record(
                a_cookie("_ga", "one", " and lasts 390 days"), host="px.adpix.test", time=NOON + timedelta(hours=1)
            ),
            a_record(
                a_cookie("zz", "two", " for a session, and goes on"),
                host="collect.metrica.test",
                time=NOON - timedelta(hours=1),
            ),
            a_record(a_cookie("aa", "three", " and lasts 2 days"), host="px.adpix.test", time=NOON + timedelta(days=9)),
            a_record(a_cookie(SCRIPT, "four"), host="evil.test", time=NOON + timedelta(days=2)),
            a_record(click, host="px.adpix.test", time=NOON + timedelta(days=3)),
            a_record(),
        ],
    )
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def test_the_title_counts_who_can_tell_the_person(client: FlaskClient) -> None:
    assert "<h1>11 companies can tell you" in client.get("/identifiers").text


def test_the_title_is_the_answer(jar: FlaskClient) -> None:
    told = "4 companies can tell you from everybody else; 1 identifier is known to more than one company"
    assert f"<h1>{told}</h1>" in jar.get("/identifiers").text
    alone = jar.get("/identifiers?since=2026-03-10").text
    assert "<h1>1 company can tell you from everybody else</h1>" in alone


def test_each_is_told_with_its_purpose_and_how_long_it_lasts(jar: FlaskClient) -> None:
    page = jar.get("/identifiers").text
    row = page.partition("<bdi>_ga</bdi>")[2].partition("</tr>")[0]
    assert "ecognises a browser" in row
    assert "<bdi>Google</bdi>" in row
    assert "about 13 months" in row
    assert companies(f"<tbody>{row}") == ["boutique", "adpix"]
    assert "2 companies" in row
    unknown = page.partition("<bdi>&lt;script&gt;")[2].partition("</tr>")[0]
    assert unknown.count("not known") == 2
    assert SCRIPT not in page
    assert "until you close the browser" in page.partition("<bdi>zz</bdi>")[2].partition("</tr>")[0]


def test_who_hides_behind_a_site_s_own_name_is_a_third_party(ledger: Ledger, tmp_path: Path) -> None:
    host = "metrics.boutique.example"
    fill(ledger, [a_record(a_cookie("_et", "one"), host=host, site="boutique.example", party=Party.FIRST)])
    with a_dashboard(ledger, tmp_path) as app:
        plain = signed_in(app).get("/identifiers").text
    with ledger.session() as session:
        note_aliases(session, [Aliases(host, NOON, ("shop.eulerian.net",))], shipped())
    (tmp_path / "later").mkdir()
    with a_dashboard(ledger, tmp_path / "later") as app:
        page = signed_in(app).get("/identifiers").text
    assert "the site itself" in plain.partition("<tbody>")[2]
    assert "Eulerian" in page
    assert "the site itself" not in page.partition("<tbody>")[2]
    assert "third party" in page.partition("<tbody>")[2].partition("</tr>")[0]


def test_the_proof_is_one_click_away(jar: FlaskClient) -> None:
    page = jar.get("/identifiers").text
    (key,) = re.findall(r'href="/data/(\d+)"><code><bdi>_ga<', page)
    assert f'href="/log?datum={key}">Proof' in page
    assert "_ga" in jar.get(f"/log?datum={key}").text


@pytest.mark.parametrize(
    ("order", "first", "state"),
    [
        ("name", "&lt;script", "ascending"),
        ("lasts", "_ga", "descending"),
        ("companies", "_ga", "descending"),
        ("first", "zz", "ascending"),
        ("last", "aa", "descending"),
    ],
)
def test_identifiers_are_sorted_as_the_address_says(order: str, first: str, state: str, jar: FlaskClient) -> None:
    page = jar.get(f"/identifiers?sort={order}").text
    assert names(page)[0].startswith(first)
    assert page.count(f'aria-sort="{state}"') == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("only=shared", {"_ga"}),
        ("only=others", {"gclid"}),
        ("only=cookies", {"_ga", "zz", "aa", "&lt;script&gt;alert(1)&lt;/script&gt;"}),
        ("q=GCLID", {"gclid"}),
        ("q=adpix", {"_ga", "aa", "gclid"}),
        ("company=metrica", {"zz"}),
        ("company=adpix&only=others", {"gclid"}),
        ("company=nobody", set()),
        ("category=advertising_id", {"gclid"}),
        ("party=first", {"_ga"}),
        ("manner=relayed", {"gclid"}),
        ("since=2026-03-05&until=2026-03-06", {"gclid"}),
        ("period=today", set()),
    ],
)
def test_identifiers_are_narrowed_as_the_address_says(query: str, expected: set[str], jar: FlaskClient) -> None:
    page = jar.get(f"/identifiers?{query}").text
    assert set(names(page)) == expected
    assert ("before these days" in page) == ("until" in query)


def test_what_matches_nothing_is_said_with_what_was_not_seen(jar: FlaskClient) -> None:
    assert "No identifier matches. No blind spots" in jar.get("/identifiers?q=nothing+like+it").text
    assert "No identifier was seen leaving" in jar.get("/identifiers?period=today").text
    assert "Company: nobody" in jar.get("/identifiers?company=nobody").text
    assert "Company: Adpix" in jar.get("/identifiers?company=adpix").text


def test_what_was_chosen_holds_over_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_PAGE", 5)
    found: list[str] = []
    address, pages = "/identifiers?party=third&sort=last", 0
    while address:
        page = client.get(address).text
        found += re.findall(r'href="/data/(\d+)\?party=third"><code>', page)
        pages += 1
        (address,) = re.findall(r'rel="next" href="([^"]+)"', page) or [""]
        address = address.replace("&amp;", "&")
    assert len(found) == len(set(found)) == 6
    assert pages == 2
    assert 'rel="prev" href="/identifiers?party=third&amp;sort=last"' in page
    assert client.get("/identifiers?after=999999").text.count('rel="prev"') == 0


def test_an_empty_ledger_teaches(empty_client: FlaskClient) -> None:
    page = empty_client.get("/identifiers").text
    assert "<h1>Who can tell you from everybody else</h1>" in page
    assert "Nothing recorded yet" in page
