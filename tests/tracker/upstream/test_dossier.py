"""What is known of a company, and who says so."""

from pathlib import Path
from typing import Any

import pytest

from tests.tracker.upstream.test_facts import PROVENANCE, put
from tracker.upstream import dossier as module
from tracker.upstream.dossier import (
    Breach,
    Contact,
    Deletion,
    Dossier,
    Repute,
    contact_of,
    dossier,
    folder,
    judged_by,
    own_domains,
    repute,
)
from tracker.vendors import Catalogue, Facts, Vendor
from tracker.vendors.catalogue import Rule

BREACH = {"title": "Adpix", "date": "2024-05-06", "accounts": 1234, "data": ["Email addresses"], "is_verified": True}
CONTACT = {
    "slug": "adpix", "countries": ["all"], "email": "privacy@adpix.test", "webform": None, "address": "Storgatan 1",
    "asks_for_id": True, "is_verified": False,
}  # fmt: skip
SERVICE = {"name": "Adpix", "difficulty": "hard", "url": "https://adpix.test/bye", "email": None, "notes": "Call them."}
TOLD = Facts("Adpix AB", "https://www.adpix.test/", "https://adpix.test/privacy", verified_on="2026-01-02")


VENDORS = (
    Vendor("adpix-cdn", "Adpix CDN", "adpix-hosts"),
    Vendor("adpix-hosts", "Adpix Hosts", "adpix"),
    Vendor("adpix", "Adpix", "holding", None, "SE"),
    Vendor("holding", "Holding"),
    Vendor("orphan", "Orphan", "unheard-of"),
)
HOSTS = ("adpix.test", "px.adpix.test", "cdn-adpix.test", "px.shop.test")
RULES = {host: Rule("adpix", f"list: {host}") for host in HOSTS}
KNOWN = Catalogue("1", {vendor.slug: vendor for vendor in VENDORS}, RULES, {}, {})
"""A company that measures on a shop's host, and two services below it."""


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "builtin", lambda: KNOWN)
    monkeypatch.setattr(module, "shipped", lambda: KNOWN)
    monkeypatch.setattr(module, "builtin_facts", lambda: {"adpix": TOLD})


@pytest.fixture
def fetched(tmp_path: Path) -> Path:
    doubtful: dict[str, Any] = BREACH | {"title": "Rumour", "is_verified": False, "accounts": None}
    breaches = {"adpix.test": [BREACH, doubtful], "shop.test": [BREACH, BREACH]}
    put(tmp_path, "haveibeenpwned", {"breaches": breaches})
    put(tmp_path, "justdeleteme", {"services": [SERVICE], "domains": {"adpix.test": 0, "other.test": 0}})
    put(tmp_path, "datenanfragen", {"contacts": {"adpix.test": [CONTACT]}})
    return tmp_path


@pytest.mark.parametrize(
    ("slug", "is_known", "domains", "own"),
    [
        ("adpix", True, ["shop.test", "adpix.test"], ["adpix.test"]),  # on the shop's host, but not the shop
        ("adpix", True, ["cdn-adpix.test"], ["adpix.test", "cdn-adpix.test"]),
        ("nobody.test", False, ["nobody.test"], ["nobody.test"]),
        ("silent", True, ["adpix.test"], []),
    ],
)
def test_only_a_companys_own_domains_say_something_of_it(
    slug: str, is_known: bool, domains: list[str], own: list[str]
) -> None:
    assert list(own_domains(slug, is_known, domains)) == own


def test_verified_breaches_and_deletion_count(fetched: Path) -> None:
    assert repute(fetched, "adpix", True, ["adpix.test", "shop.test"]) == Repute(1, "hard")
    assert repute(fetched, "other.test", False, ["other.test"]) == Repute(0, "hard")
    assert repute(fetched, "shop.test", False, ["shop.test"]) == Repute(2, None)


def test_without_lists_nothing_is_known(tmp_path: Path) -> None:
    assert repute(tmp_path, "adpix", True, ["adpix.test"]) == Repute(None, None)
    assert repute(None, "adpix", True, ["adpix.test"]) == Repute(None, None)


def test_a_list_of_deletions_alone_knows_no_breaches(tmp_path: Path) -> None:
    put(tmp_path, "justdeleteme", {"services": [SERVICE], "domains": {"adpix.test": 0}})
    assert repute(tmp_path, "adpix", True, ["adpix.test"]) == Repute(None, "hard")


def test_a_dossier_has_each_fact_with_its_source(fetched: Path) -> None:
    found = dossier(fetched, "adpix", True, ["adpix.test"], ["px.adpix.test", "px.shop.test", "x.test"])
    assert found.rules == ("list: px.adpix.test", "list: px.shop.test")
    assert (found.facts, found.country) == (TOLD, "SE")
    assert found.contact == Contact("privacy@adpix.test", None, "Storgatan 1", True, False, PROVENANCE)
    assert found.breaches
    assert found.breaches[0] == Breach("Adpix", "2024-05-06", 1234, ("Email addresses",), True)
    assert [breach.is_verified for breach in found.breaches] == [True, False]
    assert found.breaches_source == PROVENANCE
    assert found.deletion == Deletion("hard", "https://adpix.test/bye", None, "Call them.", PROVENANCE)


@pytest.mark.parametrize(("slug", "domains"), [("adpix", ["shop.test"]), ("nobody", ["adpix.test"])])
def test_a_contact_is_that_of_the_companys_own_domains(fetched: Path, slug: str, domains: list[str]) -> None:
    told = contact_of(fetched, slug, domains)
    assert (told.email if told else None) == ("privacy@adpix.test" if slug == "adpix" else None)
    assert contact_of(None, slug, domains) is None


def test_where_nothing_was_fetched_or_is_known_it_is_empty(tmp_path: Path) -> None:
    for where in (tmp_path, None):
        found = dossier(where, "silent", False, ["silent.test"], ["www.silent.test"])
        assert found == Dossier()


def test_a_list_without_the_company_says_so(fetched: Path) -> None:
    found = dossier(fetched, "quiet.test", False, ["quiet.test"], [])
    assert (found.breaches, found.deletion) == ((), None)


def test_the_next_company_above_with_a_way_to_it_is_named(tmp_path: Path) -> None:
    found = dossier(tmp_path, "adpix-cdn", True, [], [])
    assert (found.parent_name, found.parent_facts) == ("Adpix", TOLD)
    assert dossier(tmp_path, "adpix", True, [], []).parent_name is None
    assert dossier(tmp_path, "orphan", True, [], []).parent_name is None


def test_the_folder_is_under_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    assert folder() == tmp_path / "catalogue"
    (tmp_path / "settings.toml").write_text("nonsense = 1")
    assert folder() is None


def test_companies_are_judged_by_what_was_fetched_of_breaches_or_deleting(fetched: Path, tmp_path: Path) -> None:
    other = tmp_path / "contacts"
    other.mkdir()
    put(other, "datenanfragen", {"contacts": {"adpix.test": [CONTACT]}})
    assert judged_by(fetched) == fetched
    assert judged_by(other) is None
    assert judged_by(None) is None
