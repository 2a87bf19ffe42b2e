"""Each service is asked as its documentation says, and answers an address."""

from typing import Any

import pytest

from tests.builders.services import KEY, Told, a_service
from tracker.aliasing.services import KNOWN, checked_service, checked_url, provider_of
from tracker.control import AliasService
from tracker.errors import ConfigurationError, TrackerError

MADE = {
    "simplelogin": {"id": 1, "email": "word.x1@slmail.test", "note": "n"},
    "relay": {"id": 2, "full_address": "abc123@mozmail.test"},
    "addy": {"data": {"id": "x", "email": "q1@anonaddy.test"}},
}


@pytest.mark.parametrize(
    ("service", "path", "header", "document", "address"),
    [
        (
            AliasService("simplelogin", KEY),
            "/api/alias/random/new?hostname=www.shop.test",
            ("authentication", KEY),
            {"note": "Tracker: shop.test"},
            "word.x1@slmail.test",
        ),
        (
            AliasService("relay", KEY),
            "/api/v1/relayaddresses/",
            ("authorization", f"Token {KEY}"),
            {"enabled": True, "description": "Tracker: shop.test", "generated_for": "www.shop.test"},
            "abc123@mozmail.test",
        ),
        (
            AliasService("addy", KEY, domain="me.anonaddy.test"),
            "/api/v1/aliases",
            ("authorization", f"Bearer {KEY}"),
            {"domain": "me.anonaddy.test", "description": "Tracker: shop.test"},
            "q1@anonaddy.test",
        ),
    ],
    ids=list(MADE),
)
def test_a_service_is_asked_as_it_says(
    service: AliasService, path: str, header: tuple[str, str], document: dict[str, Any], address: str
) -> None:
    with a_service(Told(201, MADE[service.slug])) as (base, asked):
        provider = provider_of(service._replace(url=base))
        assert provider.made("Tracker: shop.test", "www.shop.test") == address
    (one,) = asked
    assert (one.method, one.path, one.headers[header[0]], one.document) == ("POST", path, header[1], document)
    assert provider.name == KNOWN[service.slug].name
    assert KEY not in repr(provider)


def test_without_a_site_none_is_told() -> None:
    with a_service(Told(201, MADE["simplelogin"])) as (base, asked):
        provider_of(AliasService("simplelogin", KEY, base)).made("n", "")
    assert asked[0].path == "/api/alias/random/new"


def test_addy_is_asked_for_its_domain_where_none_was_chosen() -> None:
    with a_service(Told(200, {"defaultAliasDomain": "anonaddy.test"}), Told(201, MADE["addy"])) as (base, asked):
        assert provider_of(AliasService("addy", KEY, base)).made("n", "") == "q1@anonaddy.test"
    assert [one.path for one in asked] == ["/api/v1/domain-options", "/api/v1/aliases"]
    assert asked[1].document["domain"] == "anonaddy.test"


@pytest.mark.parametrize(
    ("slug", "documents", "says"),
    [
        ("simplelogin", [{"id": 1}], "SimpleLogin answers without an address"),
        ("relay", [{"address": "abc"}], "Firefox Relay answers without an address"),
        ("addy", [{"defaultAliasDomain": None}], "addy.io names no domain for aliases"),
        ("addy", [{"defaultAliasDomain": "a.test"}, {"data": []}], "addy.io answers without an address"),
    ],
    ids=["simplelogin", "relay", "no domain", "addy"],
)
def test_an_answer_that_says_nothing_is_said(slug: str, documents: list[Any], says: str) -> None:
    with a_service(*(Told(201, document) for document in documents)) as (base, _):
        provider = provider_of(AliasService(slug, KEY, base))
        with pytest.raises(TrackerError, match=says):
            provider.made("n", "")


def test_without_a_service_that_is_said() -> None:
    with pytest.raises(ConfigurationError, match="no service makes aliases for you yet"):
        provider_of(AliasService())


def test_a_service_is_kept_as_it_was_said() -> None:
    kept = checked_service("simplelogin", f" {KEY}\n", "https://Sl.home.test/mail/")
    assert kept == AliasService("simplelogin", KEY, "https://Sl.home.test/mail")
    assert checked_service("addy", KEY, domain="Me.anonaddy.test").domain == "me.anonaddy.test"
    assert KEY not in repr(kept)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("duck", KEY), "no service is called 'duck'; there are simplelogin, relay, addy"),
        (("relay", ""), "this is no key"),
        (("relay", "two words"), "this is no key"),
        (("relay", "clé-secrète"), "this is no key"),
        (("relay", "x" * 1001), "this is no key"),
        (("relay", "abcd\r\nX: y"), "this is no key"),
        (("relay", KEY, "https://relay.home.test"), "at one address only"),
        (("relay", KEY, "", "a.test"), "chooses the domain"),
        (("simplelogin", KEY, "http://sl.home.test"), "no address of a service"),
        (("addy", KEY, "", "nothing"), "no domain for mail"),
    ],
    ids=[
        "unknown",
        "empty",
        "spaces",
        "letters",
        "long",
        "lines",
        "relay's address",
        "relay's domain",
        "http",
        "domain",
    ],
)
def test_what_can_be_none_is_refused_without_the_key(given: tuple[str, ...], says: str) -> None:
    with pytest.raises(ConfigurationError, match=says) as raised:
        checked_service(*given)
    assert given[1] not in str(raised.value) or not given[1]


@pytest.mark.parametrize(
    "url",
    ["http://a.test", "a.test", "https://", "https://me:pw@a.test", "https://a.test/?x", "https://a.test/#x",
     "https://a.test:99999", "https://[a", "https://a.test/\x1b", "ftp://a.test"],
)  # fmt: skip
def test_only_plain_https_addresses_are_taken(url: str) -> None:
    with pytest.raises(ConfigurationError, match="no address of a service"):
        checked_url(url)
