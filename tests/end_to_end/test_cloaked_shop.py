"""The demonstration's shop lends a name to a company that hides behind it: what dashboard and study make of that."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.builders.captures import a_har_file, an_entry
from tests.builders.commands import done_program
from tests.builders.programs import soon
from tests.end_to_end.conftest import Demo
from tests.end_to_end.test_shopping import exported, text_of
from tracker import open_ledger
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
    assert "a third party that looks like the first" in said.partition("Risk")[0]
    assert "the site itself" not in said.partition("Risk")[0]


def test_whois_tells_it_as_well(demo: Demo, uncovered: None) -> None:
    done = done_program(demo.ledger_home, "whois", CLOAKED, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["vendor"], told["aliases"]) == (SLUG, [BEHIND])


BINARY = {"mimeType": "application/octet-stream", "text": "/wD+AP8A", "encoding": "base64"}


def counts(home: Path) -> dict[str, Any]:
    """What a paper would count: by company, category, manner and site, of what was not read, and by label."""
    with open_ledger(home) as ledger:
        ways: Counter[object] = Counter()
        for row in ledger.disclosures():
            ways[row.host, row.aliases, row.encoding, row.method, str(row.labels)] += row.count
        seen = ledger.coverage()
        return {
            "vendors": sorted(vendor[:10] for vendor in ledger.vendors()),
            "flows": [flow[:7] for flow in ledger.flows()],
            "ways": ways,
            "captures": [(capture.labels, capture.entries) for capture in ledger.captures()],
            "blind spots": sorted(spot[:6] for spot in ledger.blind_spots()),
            "requests": (seen.requests, seen.unseen[:2]),
        }


def done(home: Path, *arguments: str) -> str:
    result = done_program(home, *arguments)
    assert result.returncode == 0, result.stderr
    return result.stderr


def test_a_study_of_it_has_equal_counts_in_another_ledger(
    demo: Demo, uncovered: None, shopping: Page, tmp_path: Path
) -> None:
    shopping.evaluate("fetch('/join', {method: 'POST', body: new Uint8Array([255, 0, 254, 0, 255])})")
    shopping.goto("about:blank")
    form = an_entry("https://www.shop.example/join", "POST", body="email=ada%40mail.example&city=Lyon")
    capture = a_har_file(tmp_path / "a.har", form, an_entry("https://up.shop.example/", "POST", post=BINARY))
    done(demo.ledger_home, "import", str(capture), "--label", "country=fr", "--label", "run=3")
    bundle = tmp_path / "study.zip"

    def is_still() -> bool:
        before = counts(demo.ledger_home)
        done(demo.ledger_home, "export", "--study", "The shop", "-o", str(bundle))
        return counts(demo.ledger_home) == before

    assert soon(is_still)
    done(tmp_path / "lab", "import", str(bundle))
    there, here = counts(tmp_path / "lab"), counts(demo.ledger_home)
    for question, answer in here.items():
        assert there[question] == answer, question
        assert answer, question
    assert (CLOAKED, (BEHIND,)) in {way[:2] for way in there["ways"]}
    assert {SLUG, "boutique.test"} <= {vendor[0] for vendor in there["vendors"]}
    assert len(there["blind spots"]) == 2
