"""Names and fields come from strangers: they do no harm on any page."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tracker.disclosure import BlindSpot, Manner, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import write
from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
ADDRESSES = ["/", "/vendors", "/vendors/evil", "/data", "/data/1", "/data?category=email_address", "/sites", "/log"]
ADDRESSES += ["/log?vendor=evil", "/blind-spots", f"/log?q={SCRIPT}", f"/vendors?q={SCRIPT}", f"/log?vendor={SCRIPT}"]
ADDRESSES += [f"/sites/{quote(SCRIPT, safe='')}", "/network", f"/network?focus=site:{SCRIPT}", f"/sites?q={SCRIPT}"]


def hostile_records() -> list[Record]:
    evidence = an_evidence(FORMULA, reasoning=f"{SCRIPT} {{{{ 7*7 }}}}", encoding=(SCRIPT, "sha256"))
    found = a_disclosure(manner=Manner.RELAYED, evidence=evidence)
    spot = BlindSpot('"><img src=x onerror=alert(1)>', 5)
    now = datetime.now(UTC)
    return [
        a_record(found, host="evil.test", site=SCRIPT, time=time, method=SCRIPT, scheme="http", blind_spots=(spot,))
        for time in (NOON, now)
    ]


def hostile_catalogue() -> Catalogue:
    vendor = Vendor("evil", SCRIPT, SCRIPT, '"><b>', "<i>")
    return Catalogue("evil", {"evil": vendor}, {}, {}, {"evil.test": Rule("evil", "made up")})


@pytest.fixture
def hostile(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    with ledger.session() as session:
        write(session, hostile_records(), hostile_catalogue(), collapse=True)
    with a_dashboard(ledger, tmp_path, [SCRIPT]) as app:
        yield signed_in(app)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_of_a_strangers_becomes_markup(address: str, hostile: FlaskClient) -> None:
    page = hostile.get(address).text
    for markup in ("<script>alert", "<img src=x", "<b>", "<i>"):
        assert markup not in page
    assert "{{ 7*7 }}" in page or "7*7" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("address", ["/log", "/vendors/evil"])
def test_a_formula_is_shown_as_it_came(address: str, hostile: FlaskClient) -> None:
    assert "=cmd|&#39; /C calc&#39;!A0" in hostile.get(address).text


@pytest.mark.parametrize("address", ["/", "/vendors/evil", "/data/1"])
def test_no_figure_holds_markup(address: str, hostile: FlaskClient) -> None:
    figures = re.findall(r"data-figure>(.*?)</script>", hostile.get(address).text, re.DOTALL)
    assert figures
    for figure in figures:
        texts = json.dumps(json.loads(figure)["data"]) + json.dumps(json.loads(figure)["layout"])
        assert "<script" not in texts.replace("<br>", "").replace("<extra></extra>", "")


def test_every_name_is_kept_from_turning_the_text_around_it(hostile: FlaskClient) -> None:
    page = hostile.get("/log").text
    assert f"<bdi>{SCRIPT}</bdi>".replace("<script>", "&lt;script&gt;").replace("</script>", "&lt;/script&gt;") in page
