"""Names that strangers chose to do harm, from a form in a real browser through the real proxy to every page there is.

Companies are called so by the person's own corrections of the catalogue, fields by the page that has the form.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import APIResponse, Page, Playwright

from tests.builders.browsers import plain_browser, proxied_browser
from tests.builders.commands import done_program
from tests.builders.programs import soon
from tests.builders.windows import PATIENCE, Watched
from tests.dashboard.api import test_app as api
from tests.dashboard.test_pages import ADDRESSES
from tests.end_to_end.conftest import SHOP, Demo, running_demo
from tracker.demo.person import MARIE
from tracker.taxonomy import Category
from tracker.vendors.compiling import slug_of

SCRIPT, FORMULA, IMAGE = "<script>alert(1)</script>", "=cmd|' /C calc'!A0", '"><img src=x onerror=alert(1)>'
TEMPLATE = "{{ 7*7 }} <b>La Boutique</b>"
COMPANIES = {"adreach.test": SCRIPT, "measurely.test": IMAGE, "replayer.test": FORMULA, "boutique.test": TEMPLATE}
FIELDS = {
    FORMULA: "marie.dupont@courriel.test",
    SCRIPT: "+33 6 39 98 12 34",
    IMAGE: "12 rue des Lilas",
    "@SUM(1+1)": "4242424242424242",
    "full_name": IMAGE,
    "-2+3": next(value.value for value in MARIE.values if value.category is Category.BIRTH_DATE),
    "q": f"{SCRIPT} {FORMULA}",
}
_SENDING = """([action, method, fields]) => {
  const form = Object.assign(document.createElement("form"), { action, method });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { name, value }));
  }
  document.body.append(form);
  form.submit();
}"""
FOR = {"adpix": slug_of(SCRIPT), "metrica": slug_of(IMAGE), "boutique.example": "boutique.test"}
"""What stands for the companies and sites of the made-up ledger, in the addresses that are tested with it."""
OWN = ["/vendors/" + slug_of(name) for name in COMPANIES.values()]
OWN += [f"{page}?q={quote(SCRIPT)}" for page in ("/log", "/vendors", "/data", "/sites")]
MARKUP = "img[src='x'], h1 b, script:not([src]):not([type='application/json'])"
NAMED = {"/", "/vendors", "/data", "/data/1", "/identifiers", "/sites/boutique.test", "/network", "/log", "/report"}
"""Pages on which the company's name must stand as it is written."""


def here(address: str) -> str:
    for there, name in FOR.items():
        address = address.replace(there, name)
    return address


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    home = tmp_path_factory.mktemp("hostile")
    for domain, name in COMPANIES.items():
        done = done_program(home / "demo", "catalog", "correct", domain, name)
        assert done.returncode == 0, done.stderr
    with running_demo(home) as demo:
        yield demo


@pytest.fixture(scope="module")
def window(demo: Demo, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The dashboard in a browser of the person's own, after the forms were sent and recorded."""
    with proxied_browser(playwright, demo.proxy, demo.authority, tmp_path_factory.mktemp("profile")) as context:
        for host in ("www.boutique.test", "px.adreach.test", "stats.measurely.test", "rec.replayer.test"):
            for method in ("post", "get"):
                send(context.pages[0], f"https://{host}/newsletter", method)
    assert soon(lambda: len({row["vendor"] for row in exported(demo) if row["path"] == FORMULA}) == len(COMPANIES))
    with plain_browser(playwright) as context:
        opened = Watched(context, demo.dashboard)
        opened.page.goto(demo.entrance)
        yield opened


def send(page: Page, action: str, method: str) -> None:
    page.goto(SHOP)
    with page.expect_navigation(timeout=PATIENCE):
        page.evaluate(_SENDING, [action, method, FIELDS])


def exported(demo: Demo) -> list[dict[str, Any]]:
    done = done_program(demo.ledger_home, "export", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def downloaded(window: Watched, path: str) -> APIResponse:
    answer = window.context.request.get(window.address + path)
    assert answer.status == 200, path
    assert answer.headers["x-content-type-options"] == "nosniff"
    return answer


@pytest.mark.parametrize("path", dict.fromkeys([*map(here, ADDRESSES), *OWN]))
def test_no_page_runs_what_strangers_wrote(path: str, window: Watched) -> None:
    answer = window.page.goto(window.address + path)
    assert answer
    window.await_charts()
    said = window.unfold().locator("body").inner_text()
    assert (answer.status, window.complaints, window.strangers) == (200, [], [])
    assert SCRIPT in said or path not in NAMED
    assert window.page.locator(MARKUP).count() == 0


@pytest.mark.parametrize("name", COMPANIES.values())
def test_the_page_of_a_company_names_it_and_the_fields_as_they_are_written(name: str, window: Watched) -> None:
    said = window.open(f"/vendors/{slug_of(name)}").locator("h1").inner_text()
    assert said.startswith(f"{name} has ")
    said = window.unfold().locator("main").inner_text()
    assert [field for field in (FORMULA, SCRIPT, IMAGE) if field not in said] == []


@pytest.mark.parametrize("path", ["/report/html", f"/report/html?vendor={slug_of(SCRIPT)}"])
def test_a_report_runs_nothing_either(path: str, window: Watched, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(downloaded(window, path).body())
    assert window.context.browser
    page = Watched(window.context.browser.new_context(), tmp_path.as_uri())
    said = page.open("/report.html").locator("body").inner_text()
    assert [text for text in (SCRIPT, FORMULA) if text not in said] == []
    assert page.page.locator(MARKUP).count() == 0
    assert (page.complaints, page.strangers) == ([], [])
    page.context.close()


def test_no_cell_of_a_table_is_a_formula(window: Watched) -> None:
    head, *rows = csv.reader(io.StringIO(downloaded(window, "/export/csv").text(), newline=""))
    place = head.index("path")
    assert {f"'{FORMULA}", "'@SUM(1+1)", "'-2+3", SCRIPT} <= {row[place] for row in rows}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_for_programs_the_names_stay_as_they_are(window: Watched, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in downloaded(window, "/export/jsonl").text().splitlines()]
    assert FIELDS.keys() <= {row["path"] for row in lines} | {"full_name", "q"}
    (tmp_path / "out.db").write_bytes(downloaded(window, "/export/sqlite").body())
    with sqlite3.connect(tmp_path / "out.db") as opened:
        paths = {path for (path,) in opened.execute("SELECT path FROM disclosures")}
    opened.close()
    assert paths == {row["path"] for row in lines}


def test_the_api_tells_the_names_as_json_alone(demo: Demo, window: Watched) -> None:
    token = done_program(demo.ledger_home, "api-token", "new").stdout.strip()
    said = ""
    for path in map(here, api.ADDRESSES):
        headers = {"Authorization": f"Bearer {token}"}
        answer = window.context.request.get(f"{demo.dashboard}/api/v1{path}", headers=headers)
        assert (answer.status, answer.headers["content-type"]) == (200, "application/json"), path
        assert answer.headers["x-content-type-options"] == "nosniff"
        said += json.dumps(answer.json())
    assert [name for name in COMPANIES.values() if json.dumps(name)[1:-1] not in said] == []
