"""What a page gets in place of an answer where a rule stops a request."""

import pytest

from addons.refusing import refused
from tests.builders.flows import a_flow
from tests.builders.guards import a_rule
from tracker.rules import Action
from tracker.taxonomy import Category

RULE = a_rule(Action.BLOCK, Category.EMAIL_ADDRESS, id="r7")
URL = "https://px.adreach.test/tr?em=marie%40mail.test"


def answer(*headers: tuple[bytes, bytes], method: str = "GET") -> tuple[int, str, bytes]:
    response = refused(a_flow(URL, method=method, headers=headers, body=None).request, RULE)
    return response.status_code, response.headers.get("content-type", ""), response.content or b""


@pytest.mark.parametrize(
    ("kind", "mode", "status", "media"),
    [
        (b"image", b"no-cors", 200, "image/gif"),
        (b"style", b"no-cors", 200, "text/css"),
        (b"script", b"no-cors", 403, "text/plain"),
        (b"font", b"cors", 403, "text/plain"),
        (b"empty", b"no-cors", 204, ""),
        (b"empty", b"cors", 403, "application/json"),
        (b"iframe", b"navigate", 403, "text/html"),
        (b"document", b"navigate", 403, "text/html"),
    ],
)
def test_each_kind_of_request_is_answered_as_it_expects(kind: bytes, mode: bytes, status: int, media: str) -> None:
    found = answer((b"Sec-Fetch-Dest", kind), (b"Sec-Fetch-Mode", mode))
    assert found[0] == status
    assert found[1].startswith(media)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (b"text/html,*/*;q=0.8", "text/html"),
        (b"*/*", "application/json"),
        (b"application/json", "application/json"),
    ],
)
def test_who_says_little_is_answered_by_what_it_accepts(accept: bytes, media: str) -> None:
    status, kind, _ = answer((b"Accept", accept))
    assert status == 403
    assert kind.startswith(media)


def test_a_page_says_which_rule_it_is_and_how_to_let_it_through_and_nothing_of_the_request() -> None:
    response = refused(a_flow(URL, headers=((b"Sec-Fetch-Dest", b"document"),), body=None).request, RULE)
    page = (response.content or b"").decode()
    assert "tracker rules off r7" in page
    assert "px.adreach.test" in page
    assert "marie" not in page
    assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [
        ((b"Sec-Fetch-Dest", b"document"),),
        ((b"Sec-Fetch-Dest", b"iframe"), (b"Origin", b"https://evil.test")),
        ((b"Accept", b"text/html"), (b"Origin", b"https://evil.test")),
        ((b"Accept", b"text/html"), (b"Origin", b"null")),
        ((b"Accept", b"*/*"), (b"Origin", b"https://evil.test")),
    ],
    ids=["navigation", "frame", "script without metadata", "opaque origin", "script"],
)
def test_no_site_learns_what_a_rule_says(headers: tuple[tuple[bytes, bytes], ...]) -> None:
    rule = RULE._replace(vendors=frozenset({"adreach"}), sites=frozenset({"clinic.test"}))
    response = refused(a_flow(URL, headers=headers, body=None).request, rule)
    page = (response.content or b"").decode()
    assert not any(words in page for words in ("clinic", "e-mail", "email_address"))
    if response.headers["content-type"].startswith("text/html"):
        assert "access-control-allow-origin" not in response.headers
        assert response.headers["content-security-policy"].startswith("sandbox;")
        assert response.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_name_of_a_rule_or_a_host_is_no_markup() -> None:
    request = a_flow(URL, headers=((b"Sec-Fetch-Dest", b"document"), (b"Host", b"<i>")), body=None).request
    page = (refused(request, RULE._replace(id="<b>", sites=frozenset({"<script>"}))).content or b"").decode()
    assert not any(tag in page for tag in ("<b>", "<script>", "<i>"))


def test_the_page_that_asks_may_read_the_answer() -> None:
    origin = (b"Origin", b"https://www.boutique.test")
    response = refused(a_flow(URL, headers=(origin,), body=None).request, RULE)
    assert response.headers["access-control-allow-origin"] == "https://www.boutique.test"
    assert response.headers["access-control-allow-credentials"] == "true"
    assert response.headers["vary"] == "Origin"


@pytest.mark.parametrize("asked", [(), ((b"Access-Control-Request-Headers", b"x-user"),)])
def test_a_page_that_asks_beforehand_is_told_as_well(asked: tuple[tuple[bytes, bytes], ...]) -> None:
    origin = ((b"Origin", b"https://www.boutique.test"), (b"Access-Control-Request-Method", b"PUT"))
    response = refused(a_flow(URL, method="OPTIONS", headers=(*origin, *asked), body=None).request, RULE)
    assert response.headers["access-control-allow-methods"] == "PUT"
    assert response.headers.get("access-control-allow-headers") == ("x-user" if asked else None)


def test_nobody_keeps_the_answer() -> None:
    assert refused(a_flow(URL).request, RULE).headers["cache-control"] == "no-store"


def test_a_page_is_in_the_readers_language() -> None:
    headers = ((b"Sec-Fetch-Dest", b"document"), (b"Accept-Language", b"fr-FR,fr;q=0.9,en;q=0.8"))
    response = refused(a_flow(URL, headers=headers, body=None).request, RULE)
    page = (response.content or b"").decode()
    assert 'lang="fr"' in page
    assert "Arrêté par une de vos règles" in page
