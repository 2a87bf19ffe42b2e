"""Which rule says whose a host is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.vendors import Attribution, Catalogue, Vendor
from tracker.vendors.catalogue import Rule, lineage

ADPIX = Vendor("adpix", "AdPix", "nordgroup", "advertising", "SE")
LABS = Vendor("adpix-labs", "AdPix Labs", "adpix", "analytics", None)
SHOP = Vendor("shop", "Shop")
CATALOGUE = Catalogue(
    "1",
    {vendor.slug: vendor for vendor in (ADPIX, LABS, SHOP)},
    {
        "labs.adpix.test": Rule("adpix-labs", "host"),
        "d1.cloud.test": Rule("shop", "host"),
        "10.0.0.1": Rule("shop", "ip"),
    },
    {
        "adpix.test": Rule("adpix", "suffix"),
        "beta.adpix.test": Rule("adpix-labs", "longer suffix"),
        "cloud.test": Rule(None, "hosted on Cloud"),
    },
    {"shop.test": Rule("shop", "owner")},
)


@pytest.mark.parametrize(
    ("host", "vendor", "via"),
    [
        ("adpix.test", ADPIX, "suffix"),
        ("px.adpix.test", ADPIX, "suffix"),
        ("a.b.px.adpix.test", ADPIX, "suffix"),
        ("PX.AdPix.test.", ADPIX, "suffix"),
        ("labs.adpix.test", LABS, "host"),
        ("x.labs.adpix.test", ADPIX, "suffix"),
        ("x.beta.adpix.test", LABS, "longer suffix"),
        ("notadpix.test", None, None),
        ("d1.cloud.test", SHOP, "host"),
        ("d2.cloud.test", None, "hosted on Cloud"),
        ("www.shop.test", SHOP, "owner"),
        ("shop.test", SHOP, "owner"),
        ("unknown.example", None, None),
        ("10.0.0.1", SHOP, "ip"),
        ("10.0.0.2", None, None),
        ("[::1]", None, None),
        ("", None, None),
        ("localhost", None, None),
    ],
)
def test_the_most_exact_rule_answers(host: str, vendor: Vendor | None, via: str | None) -> None:
    assert CATALOGUE.attribute(host) == Attribution(vendor, via)


@given(st.text(max_size=40))
def test_no_host_makes_it_raise(host: str) -> None:
    found = CATALOGUE.attribute(host)
    assert found.vendor is None or found.via


def test_vendors_are_found_by_their_slug() -> None:
    assert CATALOGUE.vendor("adpix") is ADPIX
    assert CATALOGUE.vendor("nobody") is None
    assert (CATALOGUE.name_of("adpix"), CATALOGUE.name_of("nobody.test")) == ("AdPix", "nobody.test")
    assert len(CATALOGUE) == 3


@pytest.mark.parametrize(
    ("name", "vendor"), [("AdPix", ADPIX), ("adpix LABS", LABS), ("adpix-labs", None), ("", None), ("Twin", None)]
)
def test_vendors_are_found_by_a_name_of_their_own(name: str, vendor: Vendor | None) -> None:
    twins = {slug: Vendor(slug, "Twin") for slug in ("twin", "twin-2")}
    assert Catalogue("1", {one.slug: one for one in (ADPIX, LABS)} | twins, {}, {}, {}).named(name) == vendor


@pytest.mark.parametrize(
    ("slug", "slugs"),
    [
        ("adpix-labs", ["adpix-labs", "adpix", "nordgroup"]),  # what is above a company that is not known, nobody knows
        ("shop", ["shop"]),
        ("nobody", ["nobody"]),
    ],
)
def test_those_above_a_company_come_the_next_first(slug: str, slugs: list[str]) -> None:
    assert list(CATALOGUE.lineage(slug)) == slugs


@pytest.mark.parametrize(
    ("parents", "slugs"),
    [
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "c", "c": "b"}, ["a", "b", "c"]),
    ],
    ids=["a circle", "itself", "a circle above"],
)
def test_a_circle_ends(parents: dict[str, str], slugs: list[str]) -> None:
    assert list(lineage("a", parents.get)) == slugs


def test_only_so_many_generations_are_told() -> None:
    assert list(lineage("0", lambda slug: str(int(slug) + 1))) == [str(number) for number in range(9)]
