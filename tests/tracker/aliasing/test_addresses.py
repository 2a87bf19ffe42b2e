import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.aliasing import alias_of, checked_address, checked_domain
from tracker.aliasing.addresses import brand_of
from tracker.control import Aliasing
from tracker.errors import ConfigurationError

MAILBOX = Aliasing(address="marie@mail.example")
CATCHING = Aliasing(address="marie@mail.example", domain="marie.example")


@pytest.mark.parametrize(
    ("aliasing", "companies", "alias"),
    [
        (MAILBOX, ("adpix", "bigads"), "marie+adpix@mail.example"),
        (CATCHING, ("adpix",), "adpix@marie.example"),
        (MAILBOX, ("shop.test",), "marie+shop.test@mail.example"),
        (MAILBOX, (), "marie+shop.test@mail.example"),
        (MAILBOX._replace(address="marie+old@mail.example"), ("adpix",), "marie+adpix@mail.example"),
        (MAILBOX._replace(known=(("bigads", "x1@relay.example"),)), ("adpix", "bigads"), "x1@relay.example"),
        (CATCHING._replace(known=(("shop.test", "x1@relay.example"),)), ("adpix",), "x1@relay.example"),
        (MAILBOX._replace(known=(("other", "x1@relay.example"),)), ("adpix",), "marie+adpix@mail.example"),
        (Aliasing(), ("adpix",), None),
        (Aliasing(known=(("adpix", "x1@relay.example"),)), ("adpix",), "x1@relay.example"),
        (Aliasing(domain=".".join(["m" * 61] * 4)), ("adpix",), None),
        (Aliasing(address="m" * 60 + "@mail.example"), ("adpix",), None),
    ],
)
def test_a_company_gets_its_alias(aliasing: Aliasing, companies: tuple[str, ...], alias: str | None) -> None:
    assert alias_of(aliasing, companies, "shop.test") == alias


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("adpix", "adpix"),
        ("shop.test", "shop.test"),
        ("shop.test.", "shop.test"),
        ("2001:db8::1", "2001-db8-1-[0-9a-f]{8}"),
        ("Big Ads & Co", "big-ads-co-[0-9a-f]{8}"),
        ("+++", "[0-9a-f]{8}"),
        ("", "[0-9a-f]{8}"),
        ("a" * 50, "a{31}-[0-9a-f]{8}"),
    ],
)
def test_a_name_is_cleaned_to_stand_in_an_address(name: str, brand: str) -> None:
    assert re.fullmatch(brand, brand_of(name))


@given(st.text(max_size=80), st.sampled_from([MAILBOX, CATCHING, Aliasing(address="m" * 50 + "@mail.example")]))
def test_every_alias_is_an_address_and_the_same_each_time(name: str, aliasing: Aliasing) -> None:
    alias = alias_of(aliasing, (name,), "shop.test")
    assert alias is not None
    assert checked_address(alias) == alias == alias_of(aliasing, (name,), "other.test")


@given(st.lists(st.text(max_size=60), unique_by=lambda name: name.lower().rstrip("."), min_size=2, max_size=2))
def test_two_companies_never_share_an_alias(names: list[str]) -> None:
    one, other = (alias_of(MAILBOX, (name,), "shop.test") for name in names)
    assert one != other


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("marie@mail.example", "marie@mail.example"),
        (" Marie.D@Mail.Example ", "Marie.D@mail.example"),
        ("marie+x@mail.example", "marie+x@mail.example"),
        ("marie@bücher.example", "marie@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_taken(text: str, address: str) -> None:
    assert checked_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "marie", "@mail.example", "marie@", "a b@mail.example", "a..b@mail.example", "a@b@mail.example", "marie@mail",
     "m" * 65 + "@mail.example", "marie@-x.example", "marie@mail.example\nBcc: x@y.example", "marie@1.2.3.4"],
)  # fmt: skip
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"is no (e-mail address|domain for mail)"):
        checked_address(text)


@pytest.mark.parametrize(
    "text", ["", "marie", "a b.example", "x..example", ".example", "a" * 64 + ".example", "é" * 70]
)
def test_what_is_no_domain_is_said(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"write one as mail\.example"):
        checked_domain(text)


def test_a_domain_is_taken_with_its_sign() -> None:
    assert checked_domain("@Marie.Example.") == "marie.example"
