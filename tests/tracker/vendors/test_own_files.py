"""The files that we write ourselves: their format, and what no entry may claim."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import phonenumbers
import pytest

from tracker.domains import is_address, registrable_domain
from tracker.vendors.compiling import CATEGORIES
from tracker.vendors.joining import FOLDER

FILES = sorted((FOLDER / "own").glob("*.toml"))
KEYS = ["slug", "name", "legal_name", "parent", "category", "country", "domains"]
KEYS += ["website", "privacy_page", "privacy_contact", "privacy_source", "verified_on", "source"]
WORDS = {
    *CATEGORIES.values(),
    *("payment", "e-commerce", "search", "mail", "finance", "telecoms", "travel", "health", "government"),
}
# All countries that have a telephone code: ISO 3166-1, as the numbering plans write it.
COUNTRIES = phonenumbers.SUPPORTED_REGIONS
# Public suffixes under which one company alone registers.
ONE_S_OWN = {"google", "goog", "googleapis.com", "withgoogle.com", "gc.ca"}
HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]*[a-z0-9]")


def entries(file: Path) -> Any:
    return tomllib.loads(file.read_text(encoding="utf-8"))["vendor"]


def providers() -> Any:
    return tomllib.loads((FOLDER / "hosting.toml").read_text(encoding="utf-8"))["provider"]


ENTRIES = [entry for file in FILES for entry in entries(file)]
COMPILED = json.loads((FOLDER / "third-party-web.json").read_bytes())["vendors"]


def test_at_least_three_hundred_companies_and_four_hundred_domains_are_written() -> None:
    assert len(ENTRIES) >= 300
    assert sum(len(entry.get("domains", ())) for entry in ENTRIES) >= 400


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_file_holds_one_category_in_the_order_of_the_slugs(file: Path) -> None:
    found = entries(file)
    assert {entry.get("category", "group") for entry in found} == {file.stem}
    assert file.stem in {*WORDS, "group"}
    assert [entry["slug"] for entry in found] == sorted(entry["slug"] for entry in found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_an_entry_has_the_known_keys_in_their_order(file: Path) -> None:
    for entry in entries(file):
        assert list(entry) == [key for key in KEYS if key in entry], entry["slug"]
        assert {"slug", "name", "source"} <= set(entry), entry["slug"]
        assert all(value for key, value in entry.items() if key != "parent"), (
            f"{entry['slug']}: leave out what is unknown"
        )


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_slugs_countries_and_addresses_are_well_formed(file: Path) -> None:
    for entry in entries(file):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["slug"]), entry["slug"]
        assert entry["name"] == entry["name"].strip(), entry["slug"]
        assert entry.get("country", "FR") in COUNTRIES, entry["slug"]
        for key in ("source", "website"):
            assert re.fullmatch(r"https://[a-z0-9.-]+/\S*", entry.get(key, "https://a/")), (entry["slug"], key)


def test_no_slug_is_written_twice_and_every_parent_is_known() -> None:
    slugs = [entry["slug"] for entry in ENTRIES]
    assert len(set(slugs)) == len(slugs)
    known = {*slugs, *(row[0] for row in COMPILED)}
    assert {entry["parent"] for entry in ENTRIES if entry.get("parent")} <= known


def test_an_empty_parent_corrects_a_compiled_one() -> None:
    given = {row[0] for row in COMPILED if row[2]}
    assert {entry["slug"] for entry in ENTRIES if entry.get("parent") == ""} <= given


def test_no_domain_is_given_to_two() -> None:
    domains = [domain for entry in ENTRIES for domain in entry.get("domains", ())]
    domains += [domain for provider in providers() for domain in provider["domains"]]
    twice = {domain for domain in domains if domains.count(domain) > 1} if len(set(domains)) < len(domains) else set()
    assert not twice


def test_no_vendor_claims_a_public_suffix_or_an_address() -> None:
    for entry in ENTRIES:
        for domain in entry.get("domains", ()):
            name = domain.removeprefix("*.")
            assert HOST.fullmatch(domain), domain
            assert not is_address(name), domain
            if domain.startswith("*.") and name not in ONE_S_OWN:
                assert registrable_domain(f"any.{name}") == registrable_domain(name), f"{domain} is a public suffix"


def test_providers_are_named_once_with_a_source() -> None:
    names = [provider["name"] for provider in providers()]
    assert len(set(names)) == len(names)
    known = {entry["slug"] for entry in ENTRIES}
    for provider in providers():
        assert provider.get("vendor", "google") in known, provider["name"]
        assert provider["source"].startswith("https://"), provider["name"]
        assert all(domain.startswith("*.") or "." in domain for domain in provider["domains"]), provider["name"]
