"""The catalogue that comes with the program."""

import json
import tomllib
from importlib import resources
from typing import Any

import pytest

from tracker.vendors import Vendor, builtin
from tracker.vendors.compiling import CATEGORIES
from tracker.vendors.loading import catalogue_of

FOLDER = resources.files("tracker") / "data" / "vendors"
WORDS = {
    *CATEGORIES.values(),
    *("payment", "e-commerce", "search", "mail", "finance", "telecoms", "travel", "health", "government"),
}


def document(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("www.facebook.com", "facebook"),
        ("stats.g.doubleclick.net", "google-doubleclick-ads"),
        ("www.google.com", "google"),
        ("mail.google.com", "google"),
        ("web.whatsapp.com", "whatsapp"),
        ("bat.bing.com", "bing-ads"),
        ("www.linkedin.com", "linkedin"),
        ("px.ads.linkedin.com", "linkedin-ads"),
        ("www.amazon.de", "amazon"),
        ("www.microsoft.com", "microsoft"),
        ("limelight.unknown.example", None),
    ],
)
def test_well_known_hosts_have_their_vendor(host: str, slug: str | None) -> None:
    vendor = builtin().attribute(host).vendor
    assert (vendor.slug if vendor else None) == slug


@pytest.mark.parametrize(
    "host",
    [
        "dx9z7.cloudfront.net",
        "some-bucket.s3.amazonaws.com",
        "x.azurewebsites.net",
        "marie.github.io",
        "x.herokuapp.com",
    ],
)
def test_what_is_hosted_on_a_cloud_is_not_laid_at_its_door(host: str) -> None:
    vendor, via = builtin().attribute(host)
    assert vendor is None
    assert via is not None
    assert via.startswith("hosted on ")


@pytest.mark.parametrize(
    ("slug", "top"),
    [("instagram", "meta"), ("youtube", "alphabet"), ("linkedin-ads", "microsoft"), ("tiktok", "bytedance-ltd")],
)
def test_parents_lead_to_the_top(slug: str, top: str) -> None:
    vendor = builtin().vendor(slug)
    while vendor and vendor.parent:
        vendor = builtin().vendor(vendor.parent)
    assert vendor is not None
    assert vendor.slug == top


def test_every_parent_is_in_the_catalogue_and_no_vendor_is_its_own_ancestor() -> None:
    for slug in slugs():
        seen = {slug}
        vendor = builtin().vendor(slug)
        while vendor and vendor.parent:
            assert vendor.parent not in seen
            seen.add(vendor.parent)
            vendor = builtin().vendor(vendor.parent)
            assert vendor is not None, seen


def slugs() -> list[str]:
    compiled = json.loads((FOLDER / "third-party-web.json").read_bytes())
    return [row[0] for row in compiled["vendors"]] + [entry["slug"] for entry in document("own.toml")["vendor"]]


def test_every_entry_of_ours_has_a_source_and_words_that_are_known() -> None:
    entries = document("own.toml")["vendor"]
    assert len({entry["slug"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry["source"].startswith("https://"), entry["slug"]
        assert entry.get("category") in {None, *WORDS}, entry["slug"]
        assert len(entry.get("country", "XX")) == 2, entry["slug"]
        assert set(entry) <= {"slug", "name", "parent", "category", "country", "domains", "source"}, entry["slug"]


def test_no_domain_is_given_to_two() -> None:
    domains = [domain for entry in document("own.toml")["vendor"] for domain in entry.get("domains", ())]
    domains += [domain for entry in document("hosting.toml")["provider"] for domain in entry["domains"]]
    assert len(set(domains)) == len(domains)
    assert all(domain == domain.lower().strip() for domain in domains)


def test_every_provider_has_a_source() -> None:
    assert all(entry["source"].startswith("https://") for entry in document("hosting.toml")["provider"])


def test_our_own_words_go_before_the_compiled_ones_and_hosting_between() -> None:
    compiled = {
        "source": "compiled 1",
        "owners": {"lone.test": "old"},
        "vendors": [
            ["old", "Old", "group", "other", ["*.old.test", "*.cloud.test", "px.old.test"]],
            ["group", "Group", None, None, []],
        ],
    }
    own = {"version": "2", "vendor": [{"slug": "old", "name": "New name", "country": "FR", "domains": ["*.mine.test"]}]}
    hosting = {"provider": [{"name": "Cloud", "domains": ["*.cloud.test", "api.cloudy.test"]}]}
    catalogue = catalogue_of(compiled, own, hosting)
    new = Vendor("old", "New name", "group", "other", "FR")
    assert catalogue.version == "compiled 1, own 2"
    assert catalogue.attribute("px.old.test") == (new, "compiled 1: px.old.test")
    assert catalogue.attribute("a.mine.test") == (new, "Tracker's own list: *.mine.test")
    assert catalogue.attribute("a.cloud.test") == (None, "hosted on Cloud")
    assert catalogue.attribute("api.cloudy.test") == (None, "hosted on Cloud")
    assert catalogue.attribute("www.lone.test") == (new, "compiled 1: all it knows under lone.test")
