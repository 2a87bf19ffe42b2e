"""Names that strangers chose to do harm, from a form in a real browser through the real proxy to every page there is.

Companies are called so by the person's own corrections of the catalogue, fields by the page that has the form.
"""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import APIResponse, Frame, Page, Playwright, expect

from tests.builders.browsers import plain_browser, proxied_browser
from tests.builders.commands import done_program
from tests.builders.desktops import HAS_BUS, ADesktop, a_bus, a_desktop
from tests.builders.hostile_names import (
    COMPANIES,
    FIELDS,
    FORMULA,
    HOSTS,
    IMAGE,
    PASSING_ON,
    RULES,
    SCRIPT,
    SENDING,
    SHOWN,
    STEERING,
    TEMPLATE,
    named_so,
)
from tests.builders.programs import soon
from tests.builders.services import Told, a_service
from tests.builders.windows import PATIENCE, Watched
from tests.dashboard.api import test_app as api
from tests.dashboard.test_pages import ADDRESSES
from tests.end_to_end.conftest import SHOP, Demo, running_demo
from tests.end_to_end.test_mark import unfold
from tracker.vendors.compiling import slug_of

FOR = {"adpix": slug_of(SCRIPT), "metrica": slug_of(IMAGE), "boutique.example": "boutique.test"}
"""What stands for the companies and sites of the made-up ledger, in the addresses that are tested with it."""
OWN = ["/vendors/" + slug_of(name) for name in COMPANIES.values()]
OWN += [f"{page}?q={quote(SCRIPT)}" for page in ("/log", "/vendors", "/data", "/sites")]
OWN += [f"/rules/done?vendor={slug_of(IMAGE)}", f"/rules/release?company={slug_of(SCRIPT)}", "/rules/done?rule=r5"]
OWN += [f"/rules/{page}?action=mask&company={slug_of(SCRIPT)}&name={quote(SCRIPT)}" for page in ("try", "new")]
MARKUP = "img[src='x'], h1 b, script:not([src]):not([type='application/json'])"
NAMED = {"/", "/vendors", "/data", "/data/1", "/identifiers", "/sites/boutique.test", "/network", "/log", "/report"}
NAMED |= {"/rules", *OWN[-5:-3], "/attention"}
"""Pages on which the company's name must stand as it is written."""


def here(address: str) -> str:
    for there, name in FOR.items():
        address = address.replace(there, name)
    return address


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ADesktop | None]:
    """The desktop that is notified, where this machine can have one."""
    if not HAS_BUS:
        yield None
        return
    with a_bus(tmp_path_factory.mktemp("bus")) as address, a_desktop(address) as made:
        yield made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, screen: ADesktop | None) -> Iterator[Demo]:
    """With rules, the mark, notifications, and a service for aliases that refuses in words of its own."""
    home = tmp_path_factory.mktemp("hostile")
    refusing = Told(400, {"error": f"{SCRIPT} {FORMULA} {STEERING}"})
    with a_service(refusing) as (service, _), pytest.MonkeyPatch.context() as patched:
        named_so(home / "demo", service)
        patched.setenv("DBUS_SESSION_BUS_ADDRESS", screen.address if screen else "unix:path=/nowhere")
        with running_demo(home) as demo:
            yield demo


@pytest.fixture(scope="module")
def shop(demo: Demo, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The browser behind the proxy, after the forms were sent, and passed on by a page on which rules hold."""
    with proxied_browser(playwright, demo.proxy, demo.authority, tmp_path_factory.mktemp("profile")) as context:
        opened = Watched(context, SHOP)
        for host in HOSTS:
            for method in ("post", "get"):
                send(opened.page, f"https://{host}/newsletter", method)
        opened.page.goto("https://match.datapool.test/")
        opened.page.evaluate(PASSING_ON, [HOSTS, FIELDS])
        yield opened


@pytest.fixture(scope="module")
def window(demo: Demo, shop: Watched, playwright: Playwright) -> Iterator[Watched]:
    """The dashboard in a browser of the person's own, once all of it was recorded."""
    assert soon(lambda: len({row["vendor"] for row in exported(demo) if row["path"] == FORMULA}) == len(COMPANIES))
    assert soon(lambda: {row["rule"] for row in ruled(demo)} == {rule.id for rule in RULES})
    with plain_browser(playwright) as context:
        opened = Watched(context, demo.dashboard)
        opened.page.goto(demo.entrance)
        yield opened


def send(page: Page, action: str, method: str) -> None:
    page.goto(SHOP)
    with page.expect_navigation(timeout=PATIENCE):
        page.evaluate(SENDING, [action, method, FIELDS])


def said(demo: Demo, *command: str) -> str:
    done = done_program(demo.ledger_home, *command)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def exported(demo: Demo, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(demo, "export", *options, "--format", "jsonl").splitlines()]


def ruled(demo: Demo) -> list[dict[str, Any]]:
    return exported(demo, "--rulings")


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
    text = window.unfold().locator("body").inner_text()
    assert (answer.status, window.complaints, window.strangers) == (200, [], [])
    assert SCRIPT in text or path not in NAMED
    assert window.page.locator(MARKUP).count() == 0


@pytest.mark.parametrize("name", COMPANIES.values())
def test_the_page_of_a_company_names_it_and_the_fields_as_they_are_written(name: str, window: Watched) -> None:
    title = window.open(f"/vendors/{slug_of(name)}").locator("h1").inner_text()
    assert title.startswith(f"{name} has ")
    text = window.unfold().locator("main").inner_text()
    assert [field for field in (FORMULA, SCRIPT, IMAGE) if field not in text] == []


@pytest.mark.parametrize("path", ["/report/html", f"/report/html?vendor={slug_of(SCRIPT)}"])
def test_a_report_runs_nothing_either(path: str, window: Watched, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(downloaded(window, path).body())
    assert window.context.browser
    page = Watched(window.context.browser.new_context(), tmp_path.as_uri())
    text = page.open("/report.html").locator("body").inner_text()
    assert [name for name in (SCRIPT, FORMULA) if name not in text] == []
    assert page.page.locator(MARKUP).count() == 0
    assert (page.complaints, page.strangers) == ([], [])
    page.context.close()


def test_no_cell_of_a_table_is_a_formula(window: Watched) -> None:
    head, *rows = csv.reader(io.StringIO(downloaded(window, "/export/csv").text(), newline=""))
    place = head.index("path")
    assert {f"'{FORMULA}", "'@SUM(1+1)", "'-2+3", SCRIPT} <= {row[place] for row in rows}
    assert formulas(rows) == []


def formulas(rows: list[list[str]]) -> list[str]:
    """What a spreadsheet would take for formulas."""
    return [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_nor_is_one_of_what_rules_did(demo: Demo, window: Watched) -> None:
    head, *rows = csv.reader(io.StringIO(said(demo, "export", "--rulings", "--format", "csv"), newline=""))
    assert {f"'{FORMULA}", "'@SUM(1+1)", "'-2+3", SCRIPT} <= {row[head.index("path")] for row in rows}
    assert formulas(rows) == []
    assert {FORMULA, "@SUM(1+1)", "-2+3", SCRIPT} <= {row["path"] for row in ruled(demo)}


def test_for_programs_the_names_stay_as_they_are(window: Watched, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in downloaded(window, "/export/jsonl").text().splitlines()]
    assert FIELDS.keys() - {"full_name", "q", STEERING} | {SHOWN} <= {row["path"] for row in lines}
    (tmp_path / "out.db").write_bytes(downloaded(window, "/export/sqlite").body())
    with sqlite3.connect(tmp_path / "out.db") as opened:
        paths = {path for (path,) in opened.execute("SELECT path FROM disclosures")}
    opened.close()
    assert paths == {row["path"] for row in lines}


def test_the_api_tells_the_names_as_json_alone(demo: Demo, window: Watched) -> None:
    token = done_program(demo.ledger_home, "api-token", "new").stdout.strip()
    told = ""
    for path in map(here, api.ADDRESSES):
        headers = {"Authorization": f"Bearer {token}"}
        answer = window.context.request.get(f"{demo.dashboard}/api/v1{path}", headers=headers)
        assert (answer.status, answer.headers["content-type"]) == (200, "application/json"), path
        assert answer.headers["x-content-type-options"] == "nosniff"
        told += json.dumps(answer.json())
    names = (*COMPANIES.values(), SHOWN)
    assert [name for name in names if json.dumps(name)[1:-1] not in told] == []


@pytest.mark.parametrize(
    "command", ["rules list", "rules try mask --party third", "status", f"vendor {slug_of(SCRIPT)}", "export --rulings"]
)
def test_no_terminal_is_steered(demo: Demo, window: Watched, command: str) -> None:
    text = said(demo, *command.split())
    assert SCRIPT in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_the_mark_on_the_page_names_them_and_runs_nothing(shop: Watched) -> None:
    shop.complaints.clear()
    page = shop.open("/")
    page.evaluate(PASSING_ON, [HOSTS, FIELDS])
    panel = unfold(page, FORMULA)
    marks = [panel, *(frame for frame in page.frames if frame.url.endswith("/badge"))]
    text = panel.inner_text("body")
    assert [name for name in COMPANIES.values() if name not in text] == []
    assert [found for frame in marks for found in added(frame)] == []
    assert shop.complaints == []


def added(frame: Frame) -> list[str]:
    """What is in a frame that its own document does not have."""
    found = frame.locator("img, b b, h2 b, script + script, li script")
    return [str(one) for one in found.evaluate_all("all => all.map((one) => one.outerHTML)")]


def test_the_desktop_is_given_no_markup(window: Watched, screen: ADesktop | None) -> None:
    if screen is None:
        pytest.skip("no dbus-daemon here")
    shown = screen.service.shown
    assert soon(lambda: any(TEMPLATE.translate({60: "\u2039", 62: "\u203a"}) in one.text for one in shown))
    assert not [one for one in shown if re.search("[<>&\x1b]", one.title + one.text)]


def test_a_service_for_aliases_refuses_in_words_of_its_own(window: Watched) -> None:
    page = window.open("/settings")
    page.get_by_role("button", name=f"Make an address for {FORMULA}").click()
    expect(page.get_by_role("alert")).to_contain_text(f"SimpleLogin refuses: {SCRIPT} {FORMULA}")
    assert page.locator(MARKUP).count() == 0
    assert (window.complaints, window.strangers) == ([], [])


def test_what_is_written_into_its_form_is_shown_as_text(window: Watched) -> None:
    page = window.open("/settings")
    for domain, words in ((FORMULA, "This is no domain for mail"), ("mail.test", "addy.io makes an address when")):
        page.get_by_text("Use another account").click()
        page.locator("select[name=service]").select_option("addy")
        page.get_by_label("Its key for programs").fill(SCRIPT)
        page.get_by_label("Where you host it yourself").fill(f"https://aliases.test/{IMAGE}")
        page.get_by_label("The domain of its addresses").fill(domain)
        page.get_by_role("button", name="Use this account").click()
        expect(page.locator(".notice").first).to_contain_text(words)
    assert SCRIPT not in page.content().replace("&lt;", "<")  # a key
    expect(page.get_by_text("at https://aliases.test/")).to_contain_text(IMAGE)
    assert page.locator(MARKUP).count() == 0
    assert (window.complaints, window.strangers) == ([], [])
