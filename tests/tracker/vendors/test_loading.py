"""The catalogue that comes with the program."""

import json
from importlib import resources
from typing import Any

import pytest

from tracker.vendors import Vendor, builtin, builtin_facts
from tracker.vendors.loading import catalogue_of

FOLDER = resources.files("tracker") / "data" / "vendors"


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("www.facebook.com", "facebook"),
        ("stats.g.doubleclick.net", "google-doubleclick-ads"),
        ("www.google.com", "google"),
        ("mail.google.com", "google"),
        ("web.whatsapp.com", "whatsapp"),
        ("bat.bing.com", "microsoft-advertising"),
        ("www.linkedin.com", "linkedin"),
        ("px.ads.linkedin.com", "linkedin-ads"),
        ("www.amazon.de", "amazon"),
        ("www.microsoft.com", "microsoft"),
        ("cdn.privacy-mgmt.com", "sourcepoint"),
        ("geo.captcha-delivery.com", "datadome"),
        ("api.fpjs.io", "fingerprint"),
        ("eu.umami.is", "umami"),
        ("x.activehosted.com", "activecampaign"),
        ("browser-intake-ddog-gov.com", "datadog"),
        ("r.lr-in.com", "logrocket"),
        ("web-sdk.smartlook.cloud", "smartlook"),
        ("client-api.arkoselabs.com", "arkose-labs"),
        ("cdn.signifyd.com", "signyfyd"),
        ("ml314.com", "bombora"),
        ("a.company-target.com", "demandbase"),
        ("www.lemonde.fr", "le-monde"),
        ("www.ameli.fr", "assurance-maladie"),
        ("impots.gouv.fr", "french-state"),
        ("www.gov.uk", "uk-government"),
        ("notgov.uk", None),
        ("somebody.gov.uk", None),
        ("zalando.de.unknown.example", None),
        ("notzalando.de", None),
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
        "shop-of-somebody.myshopify.com",
        "somebody.wixsite.com",
        "files.ams3.digitaloceanspaces.com",
        "bucket.storage.googleapis.com",
        "site.azurefd.net",
        "zone-1234.kxcdn.com",
        "pull-zone.b-cdn.net",
        "shop.example.edgekey.net",
        "bucket.s3.eu-west-3.amazonaws.com",
        "shop.global.ssl.fastly.net",
        "bucket.bj.bcebos.com",
    ],
)
def test_what_is_hosted_on_a_cloud_is_not_laid_at_its_door(host: str) -> None:
    vendor, via = builtin().attribute(host)
    assert vendor is None
    assert via is not None
    assert via.startswith("hosted on ")


@pytest.mark.parametrize(
    ("slug", "top"),
    [
        ("instagram", "meta"),
        ("whatsapp", "meta"),
        ("facebook", "meta"),
        ("youtube", "alphabet"),
        ("linkedin-ads", "microsoft"),
        ("tiktok", "bytedance-ltd"),
        ("sephora", "lvmh"),
        ("lidl", "schwarz-group"),
        ("leboncoin", "adevinta"),
        ("agoda", "booking-holdings"),
        ("index-exchange", "index-exchange"),
    ],
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
    return [row[0] for row in compiled["vendors"]] + [entry["slug"] for entry in own()["vendor"]]


def own() -> Any:
    return json.loads((FOLDER / "own.json").read_bytes())


def test_our_own_words_go_before_the_compiled_ones_and_hosting_between() -> None:
    compiled = {
        "source": "compiled 1",
        "owners": {"lone.test": "old"},
        "vendors": [
            ["old", "Old", "group", "other", ["*.old.test", "*.cloud.test", "px.old.test"]],
            ["group", "Group", None, None, []],
        ],
    }
    own = {
        "version": "2",
        "vendor": [{"slug": "old", "name": "New name", "country": "FR", "domains": ["*.mine.test"]}],
        "provider": [
            {"name": "Cloud", "domains": ["*.cloud.test", "api.cloudy.test"]},
            {"name": "Group", "vendor": "group", "domains": ["*.tenants.test"]},
        ],
    }
    catalogue = catalogue_of(compiled, own)
    new = Vendor("old", "New name", "group", "other", "FR")
    assert catalogue.version == "compiled 1, own 2"
    assert catalogue.attribute("px.old.test") == (new, "compiled 1: px.old.test")
    assert catalogue.attribute("a.mine.test") == (new, "Tracker's own list: *.mine.test")
    assert catalogue.attribute("a.cloud.test") == (None, "hosted on Cloud")
    assert catalogue.attribute("api.cloudy.test") == (None, "hosted on Cloud")
    assert catalogue.attribute("a.tenants.test") == (None, "hosted on Group")
    assert catalogue.attribute("tenants.test") == (Vendor("group", "Group"), "Tracker's own list: tenants.test")
    assert catalogue.attribute("www.lone.test") == (new, "compiled 1: all it knows under lone.test")


def test_an_empty_parent_takes_away_the_compiled_one() -> None:
    compiled = {
        "source": "compiled 1",
        "owners": {},
        "vendors": [["old", "Old", "group", "other", ["*.old.test"]], ["group", "Group", None, None, []]],
    }
    entry = {"slug": "old", "name": "Old", "parent": ""}
    catalogue = catalogue_of(compiled, {"version": "2", "vendor": [entry], "provider": []})
    assert catalogue.vendor("old") == Vendor("old", "Old", None, "other")


def test_what_else_is_known_of_a_vendor_is_told_with_its_source() -> None:
    facts = builtin_facts()["criteo"]
    assert (facts.legal_name, facts.website) == ("Criteo SA", "https://www.criteo.com/")
    assert (facts.privacy_page, facts.privacy_contact) == ("https://www.criteo.com/privacy/", "dpo@criteo.com")
    assert facts.source
    assert facts.privacy_source
    assert facts.verified_on
    assert builtin_facts()["24smi"].verified_on is None
    assert "nobody" not in builtin_facts()
