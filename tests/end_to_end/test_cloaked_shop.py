"""The demonstration's shop lends a name to a company that hides behind it: what the dashboard makes of it."""

import json

import pytest
from playwright.sync_api import Page

from tests.builders.commands import done_program
from tests.builders.programs import soon
from tests.end_to_end.conftest import Demo
from tests.end_to_end.test_shopping import exported, text_of
from tracker.demo.names import BEHIND, CLOAKED

SLUG = "sideview-analytics"


@pytest.fixture(scope="module")
def uncovered(demo: Demo, shopping: Page) -> None:
    """What name servers said is in the ledger."""
    assert soon(lambda: any(row["aliases"] for row in exported(demo)))


def test_what_went_to_the_lent_name_went_to_the_company_behind_it(demo: Demo, uncovered: None) -> None:
    rows = [row for row in exported(demo) if row["host"] == CLOAKED]
    assert {(row["vendor"], tuple(row["aliases"]), row["party"]) for row in rows} == {(SLUG, (BEHIND,), "first")}
    assert "client_id" in {row["category"] for row in rows}
    assert {row["vendor"] for row in exported(demo) if row["host"] == "www.boutique.test"} == {None}


def test_the_page_of_the_company_shows_the_chain(demo: Demo, uncovered: None, dashboard: Page) -> None:
    said = text_of(dashboard, f"{demo.dashboard}/vendors/{SLUG}")
    assert f"cloaked {CLOAKED} is an alias of {BEHIND}, of Sideview Analytics: a third party that looks like" in said
    assert f"{CLOAKED} → {BEHIND} · as name servers said:" in said


def test_whois_tells_it_as_well(demo: Demo, uncovered: None) -> None:
    done = done_program(demo.ledger_home, "whois", CLOAKED, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["vendor"], told["aliases"]) == (SLUG, [BEHIND])
