"""Whose a host is whose name leads elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.vendors import Attribution, Catalogue, Vendor, shipped
from tracker.vendors.aliases import (
    LISTENING,
    Uncovered,
    attribution_of,
    is_of_site,
    is_worth_asking,
    uncovered,
)
from tracker.vendors.catalogue import Fetched, Overlay, Rule

ADPIX = Vendor("adpix", "AdPix", "nordgroup", "advertising")
COUNTER = Vendor("counter", "Counter", None, "analytics")
NORDSHOP = Vendor("nordshop", "Nordshop", "nordgroup", "e-commerce")
PLATFORM = Vendor("platform", "Platform", None, "e-commerce")
CLOUD = Vendor("cloud", "Cloud", None, "hosting")
NORDGROUP = Vendor("nordgroup", "Nordgroup", "circle")
CIRCLE = Vendor("circle", "Circle", "nordgroup")
MINE = Vendor("mine", "The person's own word")
VENDORS = (ADPIX, COUNTER, NORDSHOP, PLATFORM, CLOUD, NORDGROUP, CIRCLE, MINE)
CATALOGUE = Catalogue(
    "1",
    {vendor.slug: vendor for vendor in VENDORS},
    {},
    {
        "adpix.test": Rule("adpix", "a list: *.adpix.test"),
        "counter.test": Rule("counter", "a list: *.counter.test"),
        "nordshop.test": Rule("nordshop", "a list: *.nordshop.test"),
        "platform.test": Rule("platform", "a list: *.platform.test"),
        "cloud.test": Rule("cloud", "a list: *.cloud.test"),
        "edge.test": Rule(None, "hosted on Edge"),
    },
    {},
)
HOST = "metrics.shop.test"


@pytest.mark.parametrize(
    ("hops", "vendor", "name"),
    [
        (["shop.adpix.test"], ADPIX, "shop.adpix.test"),
        (["shop.adpix.test", "x.edge.test"], ADPIX, "shop.adpix.test"),
        (["x.unknown.test", "shop.adpix.test", "y.cloud.test"], ADPIX, "shop.adpix.test"),
        (["shop.adpix.test", "eu.adpix.test"], ADPIX, "eu.adpix.test"),
        (["shop.adpix.test", "shop.counter.test"], COUNTER, "shop.counter.test"),
        (["lb.shop.test", "shop.adpix.test"], ADPIX, "shop.adpix.test"),
        (["shop.adpix.test", "x.platform.test"], ADPIX, "shop.adpix.test"),
    ],
)
def test_the_last_listener_among_the_hops_is_uncovered(hops: list[str], vendor: Vendor, name: str) -> None:
    via = f"a list: *.{name.partition('.')[2]}"
    assert uncovered(CATALOGUE, HOST, hops) == Uncovered(vendor, name, via)
    assert attribution_of(CATALOGUE, HOST, hops) == Attribution(vendor, f"{HOST} is an alias of {name} ({via})")


@pytest.mark.parametrize(
    ("host", "hops"),
    [
        (HOST, []),
        (HOST, ["x.edge.test"]),
        (HOST, ["x.cloud.test"]),
        (HOST, ["x.platform.test"]),
        (HOST, ["x.unknown.test"]),
        (HOST, ["lb.shop.test"]),
        (HOST, ["shop.adpix.test", "origin.shop.test"]),
        ("shop.test", ["shop.adpix.test"]),
        ("www.shop.test", ["shop.adpix.test"]),
        ("px.adpix.test", ["shop.counter.test"]),
        ("metrics.nordshop.test", ["shop.adpix.test"]),
        ("metrics.nordshop.test", ["shop.counter.test", "x.adpix.test"]),
        ("192.0.2.1", ["shop.adpix.test"]),
        ("", ["shop.adpix.test"]),
    ],
)
def test_nobody_is_accused_of_hiding_who_does_not(host: str, hops: list[str]) -> None:
    """Clouds, platforms, the unknown; its own names; a site's front; a listener's own host; the same group."""
    assert uncovered(CATALOGUE, host, hops) is None
    assert attribution_of(CATALOGUE, host, hops) == CATALOGUE.attribute(host)


@pytest.mark.parametrize(
    "hops",
    [
        ["1234567.group12.sites.hubspot.net", "group12.sites.hscoscdn00.net"],
        ["shop.mktoweb.com"],
        ["shop.qualtrics.com"],
        ["blog.shop.test.00d000000000000eaa.live.siteforce.com"],
        ["shop.my.salesforce-sites.com"],
        ["stats.uptimerobot.com"],
        ["shop.zendesk.com", "shop.zendesk.com.cdn.cloudflare.net"],
        ["shop.freshdesk.com"],
        ["cname.canny.io"],
        ["shops.myshopify.com"],
    ],
)
def test_a_company_with_whom_a_sites_own_pages_lie_does_not_hide(hops: list[str]) -> None:
    assert uncovered(shipped(), "blog.shop.test", hops) is None
    assert attribution_of(shipped(), "blog.shop.test", hops).vendor is None


@pytest.mark.parametrize(
    ("hop", "slug"),
    [
        ("shop.eulerian.net", "eulerian-technologies"),
        ("shop.sc.omtrdc.net", "adobe-experience-cloud"),
        ("go.pardot.com", "pardot"),
        ("js.hs-analytics.net", "hubspot"),
    ],
)
def test_what_such_companies_measure_with_still_counts(hop: str, slug: str) -> None:
    found = uncovered(shipped(), "metrics.shop.test", [hop])
    assert found
    assert found.vendor.slug == slug


def test_another_company_of_no_group_is_told_apart_by_its_own_shop() -> None:
    found = uncovered(CATALOGUE, "metrics.nordshop.test", ["shop.counter.test"])
    assert found
    assert found.vendor == COUNTER


def corrected(domain: str) -> Catalogue:
    return CATALOGUE.under(Overlay({domain: Rule("mine", f"your own correction: {domain}")}, (), {}, "x"))


@pytest.mark.parametrize("domain", [HOST, "shop.test"])
def test_what_the_person_says_of_the_host_wins(domain: str) -> None:
    assert attribution_of(corrected(domain), HOST, ["shop.adpix.test"]).vendor == MINE
    assert uncovered(corrected(domain), HOST, ["shop.adpix.test"]) is None


def test_what_the_person_says_of_a_hop_counts_whatever_its_trade() -> None:
    found = uncovered(corrected("unknown.test"), HOST, ["shop.adpix.test", "x.unknown.test"])
    assert found == Uncovered(MINE, "x.unknown.test", "your own correction: unknown.test")


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_only_listeners_are_ever_uncovered(host: str, hops: list[str]) -> None:
    found = uncovered(CATALOGUE, host, hops)
    assert found is None or found.vendor.category in LISTENING


@pytest.mark.parametrize(
    ("slug", "site", "expected"),
    [
        ("nordshop", "nordshop.test", True),
        ("adpix", "nordshop.test", True),
        ("counter", "nordshop.test", False),
        ("adpix", "shop.test", False),
        ("nobody", "nordshop.test", False),
        ("nordshop", "", False),
    ],
)
def test_a_site_is_of_its_company_and_of_that_company_s_group(slug: str, site: str, expected: bool) -> None:
    assert is_of_site(CATALOGUE, slug, site) is expected


@pytest.mark.parametrize(
    ("listed", "found"),
    [({"nordgroup2", "cloud"}, None), ({"newcomer"}, "newcomer")],
    ids=["others are listed", "it is listed"],
)
def test_who_is_on_the_list_of_those_to_whom_names_are_lent_listens(listed: set[str], found: str | None) -> None:
    """It says so of companies of unknown trade alone: a cloud that somebody put there stays a cloud."""
    newcomer = Vendor("newcomer", "Newcomer")
    places = {"newcomer.test": 0, "cloud.test": 1}
    source = Fetched("a fetched list", [newcomer, CLOUD], places, {})
    overlay = Overlay({}, [source], {"newcomer": newcomer}, "x", None, frozenset(listed))
    catalogue = CATALOGUE.under(overlay)
    told = uncovered(catalogue, HOST, ["x.newcomer.test", "y.cloud.test"])
    assert (told.vendor.slug if told else None) == found
    assert is_worth_asking(catalogue, "x.newcomer.test") is (found is None)
