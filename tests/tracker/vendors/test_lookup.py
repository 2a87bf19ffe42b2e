"""What `tracker whois` answers."""

import pytest

from tests.builders.catalogues import a_catalogue
from tracker.vendors.catalogue import Facts
from tracker.vendors.lookup import Answer, answer, host_of


def test_a_known_host_is_told_with_all_that_is_known() -> None:
    query = "https://px.adpix.test/i?u=1"
    company = ("adpix", "AdPix", "nordgroup", "SE", "advertising")
    assert answer(query, a_catalogue()) == Answer(query, "px.adpix.test", "adpix.test", *company, "test")


def test_what_else_is_known_of_the_company_is_told() -> None:
    said = Facts("AdPix AB", "https://adpix.test/", privacy_contact="dpo@adpix.test", verified_on="2026-01-31")
    found = answer("px.adpix.test", a_catalogue(), facts={"adpix": said})
    assert (found.legal_name, found.privacy_page, found.privacy_contact) == ("AdPix AB", None, "dpo@adpix.test")
    assert found.verified_on == "2026-01-31"
    assert answer("nobody.test", a_catalogue(), facts={"adpix": said}).legal_name is None


def test_an_unknown_host_is_told_as_unknown() -> None:
    assert answer("Shop.Example", a_catalogue()) == Answer(
        "Shop.Example", "shop.example", "shop.example", None, None, None, None, None, None
    )


def test_what_is_no_host_gets_no_host() -> None:
    assert answer("two words", a_catalogue()).host is None


@pytest.mark.parametrize(
    ("query", "host"),
    [
        ("shop.test", "shop.test"),
        (" SHOP.test. ", "shop.test"),
        ("shop.test:8443/path", "shop.test"),
        ("https://user:secret@shop.test/a?b#c", "shop.test"),
        ("//shop.test/x", "shop.test"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("http://münchen.example/", "xn--mnchen-3ya.example"),
        ("", None),
        ("https://", None),
        ("http://[::1", None),
        ("a b", None),
        ("ü" * 80, None),
    ],
)
def test_the_host_is_taken_out_of_addresses(query: str, host: str | None) -> None:
    assert host_of(query) == host


def test_a_host_whose_name_leads_to_a_listener_is_the_listeners() -> None:
    aliases = {"metrics.shop.example": ("shop.adpix.test",), "www.shop.example": ()}
    found = answer("https://metrics.shop.example/x", a_catalogue(), aliases)
    assert (found.vendor, found.aliases) == ("adpix", ("shop.adpix.test",))
    assert found.via == "metrics.shop.example is an alias of shop.adpix.test (test)"
    assert answer("www.shop.example", a_catalogue(), aliases).aliases == ()
    assert answer("other.shop.example", a_catalogue(), aliases).aliases is None
