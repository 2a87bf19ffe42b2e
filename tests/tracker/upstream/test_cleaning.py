"""Single values of strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.terminal import printable
from tracker.upstream import cleaning


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("AdPix", "AdPix"),
        ("  Ad\nPix\t AB ", "Ad Pix AB"),
        ("Ad\x1b[31mPix", "Ad [31mPix"),
        ("evil\u202etxt", "evil txt"),
        ("a" * 300, "a" * 200),
        ("\x00\x01", None),
        ("", None),
        (7, None),
        (None, None),
        (["AdPix"], None),
    ],
)
def test_texts_are_one_line_of_what_can_be_seen(value: object, kept: str | None) -> None:
    assert cleaning.text(value) == kept


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("PX.AdPix.test.", "px.adpix.test"),
        ("bücher.test", "xn--bcher-kva.test"),
        ("_dmarc.adpix.test", "_dmarc.adpix.test"),
        ("localhost", None),
        ("192.0.2.1", None),
        ("a..test", None),
        ("-a.test", None),
        ("a b.test", None),
        ("ad\x00pix.test", None),
        ("\u2024.\u2024" * 30, None),
        ("a." * 130 + "test", None),
        ("x" * 300, None),
        (["adpix.test"], None),
        ({}, None),
        (None, None),
    ],
)
def test_hosts_are_kept_in_the_spelling_that_travels(value: object, kept: str | None) -> None:
    assert cleaning.host(value) == kept


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("adpix.test", "adpix.test"),
        ("shop.github.io", "shop.github.io"),
        ("github.io", None),
        ("co.uk", None),
        ("com", None),
    ],
)
def test_a_public_suffix_is_nobody_s_domain(value: str, kept: str | None) -> None:
    assert cleaning.domain(value) == kept


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("https://adpix.test/privacy?a=b#c", "https://adpix.test/privacy?a=b#c"),
        (" http://adpix.test ", "http://adpix.test"),
        ("javascript:alert(1)", None),
        ("JavaScript://adpix.test/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("https://user:password@adpix.test/", None),
        ("https://ad pix.test/", None),
        ("https://adpix.test/\x1b[0m", None),
        ("https://adpix.test/a b", None),
        ("https://[::1", None),
        ("//adpix.test", None),
        ("https://adpix.test/" + "a" * 1000, None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_kept(value: object, kept: str | None) -> None:
    assert cleaning.url(value) == kept


def test_the_host_of_an_address_is_kept_where_the_address_is() -> None:
    assert cleaning.host_of_url("https://www.adpix.test/x") == "www.adpix.test"
    assert cleaning.host_of_url("javascript:x") is None


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("dpo@adpix.test", "dpo@adpix.test"),
        ("mailto:dpo@adpix.test", "dpo@adpix.test"),
        ("dpo@adpix", None),
        ("dpo@adpix.test\nBcc: x@y.test", None),
        ("dpo", None),
        (None, None),
    ],
)
def test_only_addresses_of_mail_are_kept(value: object, kept: str | None) -> None:
    assert cleaning.email(value) == kept


@pytest.mark.parametrize(("value", "kept"), [("fr", "FR"), ("FRA", None), ("F1", None), (3, None)])
def test_countries_are_two_letters(value: object, kept: str | None) -> None:
    assert cleaning.country(value) == kept


@given(st.one_of(st.text(), st.integers(), st.none(), st.binary(), st.lists(st.text(), max_size=2)))
def test_nothing_makes_them_raise(value: object) -> None:
    for clean in (cleaning.text, cleaning.host, cleaning.domain, cleaning.url, cleaning.email, cleaning.country):
        found = clean(value)
        assert found is None or printable(found) == found
