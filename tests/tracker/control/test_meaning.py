from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.control.meaning import category_meant, choice_meant, company_meant, host_meant, site_meant, trade_meant
from tracker.disclosure import Manner
from tracker.errors import ConfigurationError
from tracker.rules import Action
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("criteo", "criteo"),
        ("Criteo", "criteo"),
        ("google Analytics", "google-analytics"),
        ("dis.criteo.com", "criteo"),
        ("https://dis.criteo.com/x?y=1", "criteo"),
        ("www.adpix.test", "adpix.test"),
        ("192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_company_is_meant_by_name_or_domain(text: str, slug: str) -> None:
    assert company_meant(text) == slug


@pytest.mark.parametrize("text", ["", "no such company", "nobodyhere", "x\ny.test", "a" * 300 + ".test", "shop..test"])
def test_a_company_that_there_is_not_is_said(text: str) -> None:
    with pytest.raises(ConfigurationError, match="no company is called"):
        company_meant(text)


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("shop.test", "shop.test"),
        ("WWW.Shop.test.", "shop.test"),
        ("https://account.shop.test:8443/login", "shop.test"),
        ("localhost", "localhost"),
        ("http://nas/", "nas"),
        ("bücher.test", "xn--bcher-kva.test"),
        ("192.0.2.7", "192.0.2.7"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("marie.github.io", "marie.github.io"),
    ],
)
def test_a_site_is_meant_by_any_address_of_it(text: str, site: str) -> None:
    assert site_meant(text) == site


@pytest.mark.parametrize("text", ["", "shop", "*.shop.test", "shop test", "..", "http://", "http://[::1", "-- --"])
def test_what_is_no_site_is_said(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"is no site or host; write it as in shop\.example"):
        site_meant(text)


def test_a_host_stays_whole() -> None:
    assert host_meant("Pay.Shop.test") == "pay.shop.test"


@given(st.text(max_size=60))
def test_no_text_at_all_is_more_than_refused(text: str) -> None:
    for meant in (site_meant, host_meant, company_meant, trade_meant, category_meant):
        with suppress(ConfigurationError):
            assert meant(text)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("email_address", Category.EMAIL_ADDRESS),
        ("E-mail_address".replace("-", ""), Category.EMAIL_ADDRESS),
        ("phone number", Category.PHONE_NUMBER),
    ],
)
def test_a_category_is_meant_by_its_slug(text: str, category: Category) -> None:
    assert category_meant(text) is category


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("email", "no category is called 'email', but there is email_address"),
        ("phone", "but there is phone_number"),
        ("zzzz", "docs/rules.md names them all"),
    ],
)
def test_what_was_nearly_meant_is_named(text: str, words: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        category_meant(text)
    assert words in str(caught.value)


def test_trades_and_choices_are_meant_by_their_slugs() -> None:
    assert trade_meant("Tag manager") == "tag-manager"
    assert choice_meant(Action, "mask") is Action.MASK
    assert choice_meant(Manner, "relayed") is Manner.RELAYED
    with pytest.raises(ConfigurationError, match="but there is advertising"):
        trade_meant("advertisement")
    with pytest.raises(ConfigurationError, match="there is no 'qqq'; there are allow, warn, mask"):
        choice_meant(Action, "qqq")
