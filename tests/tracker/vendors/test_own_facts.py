"""What is said of companies in the files that we write ourselves, as laws over all of them."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from tracker.vendors import Vendor, builtin_facts, shipped
from tracker.vendors.joining import FOLDER

ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "own.json").read_bytes())["vendor"]
READ = [entry for entry in ENTRIES if "verified_on" in entry]
COMPLETE = ("legal_name", "category", "country", "website", "privacy_page", "privacy_contact", "privacy_source")
EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
# Companies whose trade is to keep others' forms and papers.
KEEPERS = {"consent", "customer-service", "hosting", "marketing"}


def companies() -> Iterator[Vendor]:
    catalogue = shipped()
    compiled = json.loads((FOLDER / "third-party-web.json").read_bytes())["vendors"]
    for slug in sorted({*(entry["slug"] for entry in ENTRIES), *(row[0] for row in compiled)}):
        vendor = catalogue.vendor(slug)
        assert vendor is not None, slug
        yield vendor


def lineage(slug: str) -> list[str]:
    """The company and all above it, itself first; a circle is followed until it closes."""
    found: list[str] = []
    above: str | None = slug
    while above and above not in found:
        found.append(above)
        vendor = shipped().vendor(above)
        above = vendor.parent if vendor else None
    return [*found, above] if above else found


def is_of_another(host: str, slug: str) -> bool:
    vendor = shipped().attribute(host).vendor
    return (
        vendor is not None
        and vendor.category not in KEEPERS
        and not {*lineage(vendor.slug)} & {*lineage(slug)}
    )  # fmt: skip


def test_of_three_hundred_companies_with_four_hundred_domains_everything_is_said() -> None:
    complete = [entry for entry in READ if all(key in entry for key in COMPLETE)]
    assert len(complete) >= 300
    assert sum(len(entry.get("domains", ())) for entry in complete) >= 400


def test_who_says_how_to_reach_a_company_says_where_and_when_it_was_read() -> None:
    for entry in ENTRIES:
        says = {"privacy_page", "privacy_contact"} & set(entry)
        read = {"privacy_source", "verified_on"} & set(entry)
        assert len(read) == (2 if says else 0), entry["slug"]


def test_nothing_was_read_in_the_future() -> None:
    today = datetime.now(UTC).date()
    for entry in READ:
        assert date(2025, 1, 1) < date.fromisoformat(entry["verified_on"]) <= today, entry["slug"]


def test_pages_and_sources_are_https_addresses() -> None:
    for entry in READ:
        for key in ("website", "privacy_page", "privacy_source", "source"):
            address = urlsplit(entry.get(key, "https://a.test/"))
            assert (address.scheme, address.username, address.port) == ("https", None, None), (entry["slug"], key)
            assert re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", address.netloc), (entry["slug"], key)


def test_a_contact_is_a_mail_address_or_a_form() -> None:
    for entry in READ:
        contact = entry.get("privacy_contact", "https://a.test/")
        assert EMAIL.fullmatch(contact) or re.fullmatch(r"https://[a-z0-9.-]+/\S*", contact), contact


def test_no_page_and_no_contact_belongs_to_another_company() -> None:
    for entry in READ:
        page = urlsplit(entry.get("privacy_page", "")).hostname
        contact = entry.get("privacy_contact", "")
        host = contact.rpartition("@")[2].lower() if EMAIL.fullmatch(contact) else urlsplit(contact).hostname
        for name in filter(None, (page, host)):
            assert not is_of_another(name, entry["slug"]), (entry["slug"], name)


def test_no_company_stands_above_itself_and_every_parent_is_known() -> None:
    for vendor in companies():
        line = lineage(vendor.slug)
        assert len(set(line)) == len(line) <= 5, line
        assert all(shipped().vendor(slug) for slug in line), line


@pytest.mark.parametrize(
    "category",
    [
        *("advertising", "analytics", "tag-manager", "consent", "social", "cdn", "hosting", "video"),
        *("customer-service", "payment", "e-commerce", "search", "mail", "media", "finance", "telecoms"),
        *("travel", "health", "government", "marketing", "other"),
    ],
)
def test_a_category_has_its_companies(category: str) -> None:
    assert sum(vendor.category == category for vendor in companies()) >= 15


@pytest.mark.parametrize(
    ("host", "slug", "category"),
    [
        ("fonts.gstatic.com", "google-fonts", "cdn"),
        ("maps.googleapis.com", "google-maps", "other"),
        ("pagead2.googlesyndication.com", "google-doubleclick-ads", "advertising"),
        ("stats.g.doubleclick.net", "google-doubleclick-ads", "advertising"),
        ("region1.google-analytics.com", "google-analytics", "analytics"),
        ("www.googletagmanager.com", "google-tag-manager", "tag-manager"),
        ("ajax.googleapis.com", "google-cdn", "cdn"),
        ("i.ytimg.com", "youtube", "video"),
    ],
)
def test_the_services_of_google_are_told_apart_and_are_googles(host: str, slug: str, category: str) -> None:
    vendor = shipped().attribute(host).vendor
    assert vendor is not None
    assert (vendor.slug, vendor.category, lineage(slug)[1:]) == (slug, category, ["google", "alphabet"])
    assert builtin_facts()[slug].privacy_page == builtin_facts()["google"].privacy_page


@pytest.mark.parametrize(
    ("top", "below"),
    [
        ("meta", ["facebook", "instagram", "whatsapp", "threads"]),
        ("alphabet", ["google", "youtube", "waze", "fitbit"]),
        ("microsoft", ["linkedin", "github", "bing-ads", "skype"]),
        ("amazon", ["amazon-web-services", "twitch", "audible", "imdb"]),
    ],
)
def test_siblings_belong_to_one_company(top: str, below: list[str]) -> None:
    assert [lineage(slug)[-1] for slug in below] == [top] * len(below)


@pytest.mark.parametrize(
    ("host", "provider"),
    [
        ("vps-1.vps.ovh.net", "OVHcloud"),
        ("li1-2.members.linode.com", "Linode"),
        ("raw.githubusercontent.com", "GitHub"),
        ("ada.wordpress.com", "WordPress.com"),
        ("ada.over-blog.com", "Over-Blog"),
    ],
)
def test_a_tenant_s_page_is_not_laid_at_the_provider_s_door(host: str, provider: str) -> None:
    assert shipped().attribute(host) == (None, f"hosted on {provider}")


@pytest.mark.parametrize("host", ["wordpress.com", "public-api.wordpress.com", "pixel.wordpress.com"])
def test_what_is_the_provider_s_own_is_the_provider_s(host: str) -> None:
    vendor = shipped().attribute(host).vendor
    assert vendor is not None
    assert vendor.slug == "wordpress"


@pytest.mark.parametrize(
    ("host", "category"), [("bat.bing.com", "advertising"), ("www.bing.com", "search"), ("www.clarity.ms", "analytics")]
)
def test_the_services_of_microsoft_are_told_apart(host: str, category: str) -> None:
    vendor = shipped().attribute(host).vendor
    assert vendor is not None
    assert (vendor.category, vendor.parent) == (category, "microsoft")
