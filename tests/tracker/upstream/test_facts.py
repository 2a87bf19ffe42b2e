"""What converted sources say of a domain."""

import os
from pathlib import Path
from typing import Any

import pytest

from tracker.upstream import facts, tables

PROVENANCE = "Said (CC0, 2026-01-02)"


def put(folder: Path, source: str, body: dict[str, Any]) -> None:
    header = tables.Header(
        source, "Said", "contacts", "CC0", "https://cc0.test", "", [], "2026-01-02T03:04:05Z", None, 1,
        is_noncommercial=False,
    )  # fmt: skip
    tables.write(folder, tables.Table(header, body))


def record(slug: str, *countries: str) -> dict[str, Any]:
    return {"slug": slug, "countries": list(countries)}


@pytest.mark.parametrize(
    ("domain", "country", "slug", "meant"),
    [
        ("adpix.test", "FR", "adpix-fr", ": FR"),
        ("www.adpix.test", "fr", "adpix-fr", ": FR"),
        ("adpix.test", "DE", "adpix", ""),
        ("adpix.test", None, "adpix", ""),
        ("german.test", "FR", "german", ": DE, AT"),
        ("unsaid.test", "FR", "unsaid", ""),
        ("unknown.test", "FR", None, ""),
    ],
)
def test_a_contact_is_chosen_by_country_and_says_for_whom_it_is(
    tmp_path: Path, domain: str, country: str | None, slug: str | None, meant: str
) -> None:
    contacts = {
        "adpix.test": [record("adpix-fr", "fr"), record("adpix", "all")],
        "german.test": [record("german", "de", "at")],
        "unsaid.test": [record("unsaid")],
    }
    put(tmp_path, "datenanfragen", {"contacts": contacts})
    found = facts.privacy_contact(tmp_path, domain, country)
    assert (found.said["slug"] if found else None) == slug
    assert found is None or found.provenance == PROVENANCE + meant


def test_breaches_come_with_their_source(tmp_path: Path) -> None:
    put(tmp_path, "haveibeenpwned", {"breaches": {"adpix.test": [{"title": "AdPix"}]}})
    assert facts.breaches(tmp_path, "www.adpix.test") == [facts.Fact({"title": "AdPix"}, PROVENANCE)]
    assert facts.breaches(tmp_path, "other.test") == []


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("adpix.test", "AdPix"),
        ("Www.AdPix.test.", "AdPix"),
        ("shop.adpix.test", "Shop"),
        ("www.shop.adpix.test", "Shop"),
        ("github.io", "Pages"),
        ("somebody.github.io", None),
        ("www.somebody.github.io", None),
        ("other.test", None),
        ("", None),
    ],
)
def test_deletion_is_found_by_the_longest_domain(tmp_path: Path, host: str, name: str | None) -> None:
    domains = {"adpix.test": 0, "shop.adpix.test": 1, "github.io": 2}
    body = {"services": [{"name": "AdPix"}, {"name": "Shop"}, {"name": "Pages"}], "domains": domains}
    put(tmp_path, "justdeleteme", body)
    found = facts.deletion(tmp_path, host)
    assert (found.said["name"] if found else None) == name


@pytest.mark.parametrize(
    ("name", "platform"),
    [("_px", "exact"), ("_px_1", "short"), ("_px_long_1", "long"), ("_p", None), ("_pxx", None)],
)
def test_a_cookie_is_found_by_its_name_before_its_beginning(tmp_path: Path, name: str, platform: str | None) -> None:
    rows = [["_px_", True, "short"], ["_px_long", True, "long"], ["_px", False, "exact"]]
    put(tmp_path, "open-cookie-database", {"columns": ["name", "is_prefix", "platform"], "cookies": rows})
    found = facts.cookie(tmp_path, name)
    assert (found.said["platform"] if found else None) == platform


def test_where_nothing_was_fetched_nothing_is_said(tmp_path: Path) -> None:
    assert facts.privacy_contact(tmp_path, "adpix.test") is None
    assert facts.breaches(tmp_path, "adpix.test") == []
    assert facts.deletion(tmp_path, "adpix.test") is None
    assert facts.cookie(tmp_path, "_px") is None


def test_a_broken_file_says_nothing(tmp_path: Path) -> None:
    tables.path_of(tmp_path, "haveibeenpwned").write_bytes(b"{")
    assert facts.breaches(tmp_path, "adpix.test") == []


def test_a_file_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    put(tmp_path, "haveibeenpwned", {"breaches": {}})
    assert facts.breaches(tmp_path, "adpix.test") == []
    put(tmp_path, "haveibeenpwned", {"breaches": {"adpix.test": [{"title": "AdPix"}]}})
    os.utime(tables.path_of(tmp_path, "haveibeenpwned"), ns=(1, 1))
    assert len(facts.breaches(tmp_path, "adpix.test")) == 1


def test_what_was_fetched_is_told_from_what_was_not(tmp_path: Path) -> None:
    put(tmp_path, "haveibeenpwned", {"breaches": {}})
    assert facts.is_fetched(tmp_path, "haveibeenpwned")
    assert not facts.is_fetched(tmp_path, "justdeleteme")
