import pytest

from tracker.control import Aliasing
from tracker.disclosure import Manner, Party
from tracker.guarding.aliasing import alias_of
from tracker.rules import Facts
from tracker.taxonomy import Category

SECRET = bytes(32)
KNOWN = (("adreach", "a1@relay.test"), ("forum.test", "f1@relay.test"))


def facts(host: str, *vendors: str) -> Facts:
    return Facts(Category.EMAIL_ADDRESS, Party.THIRD, Manner.RELAYED, host, "boutique.test", vendors)


@pytest.mark.parametrize(
    ("aliasing", "about", "expected"),
    [
        (Aliasing(), facts("px.adreach.test", "adreach"), None),
        (Aliasing("marie@mail.test"), facts("px.adreach.test", "adreach"), "marie+adreach@mail.test"),
        (Aliasing("marie@mail.test"), facts("www.Odd_Shop.test"), "marie+odd-shop-test@mail.test"),
        (Aliasing("marie"), facts("px.adreach.test", "adreach"), None),
        (Aliasing("marie@mail.test", known=KNOWN), facts("px.adreach.test", "adreach"), "a1@relay.test"),
        (Aliasing("marie@mail.test", known=KNOWN), facts("px.adreach.test", "px", "adreach"), "a1@relay.test"),
        (Aliasing("marie@mail.test", known=KNOWN), facts("www.forum.test"), "f1@relay.test"),
        (Aliasing(known=KNOWN), facts("www.shop.test", "shop"), None),
    ],
)
def test_a_company_gets_its_alias(aliasing: Aliasing, about: Facts, expected: str | None) -> None:
    assert alias_of(aliasing, about, SECRET) == expected


def test_of_a_domain_each_company_gets_one_that_others_cannot_guess() -> None:
    aliasing = Aliasing("marie@mail.test", "me.test")
    one = alias_of(aliasing, facts("px.adreach.test", "adreach"), SECRET)
    assert one
    assert one.startswith("adreach.")
    assert one.endswith("@me.test")
    assert one == alias_of(aliasing, facts("frame.adreach.test", "adreach"), SECRET)
    assert one != alias_of(aliasing, facts("px.adreach.test", "adreach"), bytes([1]) * 32)


def test_a_long_name_fits_into_an_address() -> None:
    found = alias_of(Aliasing("m@mail.test"), facts("x.test", "company" * 30), SECRET)
    assert found
    assert len(found.partition("@")[0]) <= 64
