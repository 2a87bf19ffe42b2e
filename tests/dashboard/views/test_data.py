import re

import pytest
from flask.testing import FlaskClient

from dashboard.views import data as view


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


def test_half_a_place_is_the_beginning(client: FlaskClient) -> None:
    def rows(address: str) -> list[str]:
        return re.findall(r'href="(/data/\d+)"', client.get(address).text)

    assert rows("/data?category=page_visited&after=3") == rows("/data?category=page_visited")
