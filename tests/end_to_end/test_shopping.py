"""What Marie gave in the made-up shop, read from the dashboard as a person does, held against the companies' logs."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.builders.commands import done_program
from tests.end_to_end.conftest import Demo
from tracker.demo.person import MARIE
from tracker.taxonomy import Category

ADDRESS = next(value.value for value in MARIE.values if value.category is Category.EMAIL_ADDRESS)
RAW = [ADDRESS, ADDRESS.replace("@", "%40"), "lilas-et-roses-88", "4242424242424242", "4242 4242 4242 4242"]


def text_of(page: Page, address: str) -> str:
    """Everything that a page says, opened details included."""
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    return page.locator("main").inner_text()


def exported(demo: Demo) -> list[dict[str, Any]]:
    done = done_program(demo.ledger_home, "export", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def rows(demo: Demo, shopping: Page) -> list[dict[str, Any]]:
    return exported(demo)


def given(rows: list[dict[str, Any]], recipient: str) -> set[tuple[str, str]]:
    """(category, manner) of what a recipient got, but for what browsers send by themselves."""
    found = [row for row in rows if row["recipient"] == recipient and row["manner"] != "ambient"]
    return {(row["category"], row["manner"]) for row in found}


def test_the_shop_got_what_marie_submitted(rows: list[dict[str, Any]]) -> None:
    submitted = {category for category, manner in given(rows, "boutique.test") if manner == "submitted"}
    assert submitted == {
        "search_query",
        "first_name",
        "last_name",
        "email_address",
        "birth_date",
        "password",
        "full_name",
        "phone_number",
        "postal_address",
        "postal_code",
        "city",
        "card_number",
        "card_security_code",
    }


def test_the_recorder_got_keystrokes_before_she_submitted(rows: list[dict[str, Any]]) -> None:
    early = {category for category, manner in given(rows, "replayer.test") if manner == "premature"}
    assert {"email_address", "phone_number", "full_name", "postal_address", "birth_date"} <= early
    assert not [row for row in rows if row["recipient"] == "replayer.test" and row["category"] == "password"]


SHOP, RECORDER, PIXEL = "www.boutique.test", "rec.replayer.test", "px.adreach.test"
FRAME, POOL, COUNTER = "frame.adreach.test", "match.datapool.test", "stats.measurely.test"
STEPS = {
    # what Marie sent to the shop
    *((SHOP, kind, "submitted", ()) for kind in ("birth_date", "card_number", "card_security_code", "city")),
    *((SHOP, kind, "submitted", ()) for kind in ("email_address", "first_name", "full_name", "last_name", "password")),
    *((SHOP, kind, "submitted", ()) for kind in ("phone_number", "postal_address", "postal_code", "search_query")),
    # the shop's own beacon: nobody sent that
    (SHOP, "email_address", "relayed", ()),
    # the recorder, while she typed; the address again at the checkout, when the shop had it from her
    *((RECORDER, kind, "premature", ()) for kind in ("birth_date", "card_number", "card_security_code", "city")),
    *((RECORDER, kind, "premature", ()) for kind in ("email_address", "first_name", "full_name", "last_name")),
    *((RECORDER, kind, "premature", ()) for kind in ("phone_number", "postal_address", "postal_code", "search_query")),
    (RECORDER, "email_address", "relayed", ()),
    # the advertiser's pixel, its frame, and who asks from within that frame
    *((host, "email_address", "relayed", ("sha256",)) for host in (PIXEL, FRAME, POOL)),
    *((host, "page_visited", "relayed", ()) for host in (PIXEL, COUNTER)),
    *((host, "search_query", "relayed", ("urlencode",)) for host in (PIXEL, COUNTER)),
    *((COUNTER, kind, "relayed", ()) for kind in ("client_id", "language", "screen_size")),
    # where the advertiser's pixel leads on to, with its own identifier
    (POOL, "user_id", "relayed", ()),
}
"""Host, category, manner and encoding of every step that her data took, but for what browsers send by themselves."""


def test_every_step_has_its_site_recipient_manner_and_encoding(rows: list[dict[str, Any]]) -> None:
    hosts = {host for host, *_ in STEPS}
    told = [row for row in rows if row["manner"] != "ambient" and row["host"] in hosts]
    assert {(row["host"], row["category"], row["manner"], tuple(row["encoding"])) for row in told} == STEPS
    assert {row["site"] for row in told} == {"boutique.test"}
    assert {row["party"] for row in told if row["host"] == SHOP} == {"first"}
    assert {row["party"] for row in told if row["host"] != SHOP} == {"third"}


def test_the_trail_of_the_address_goes_from_keystroke_to_shop_to_frame(demo: Demo, rows: list[dict[str, Any]]) -> None:
    done = done_program(demo.ledger_home, "trail", "m•••@c•••.test", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    (fingerprint,) = {step["fingerprint"] for step in steps if step["is_first_submission"]}
    steps = [step for step in steps if step["fingerprint"] == fingerprint]
    way = [(step["host"], step["manner"], step["encodings"], step["site_bases"]) for step in steps]
    assert way[:2] == [(RECORDER, "premature", [[]], ["origin"]), (SHOP, "submitted", [[]], ["navigation"])]
    assert sorted(way[2:]) == sorted(
        [
            (SHOP, "relayed", [[]], ["same_site"]),
            (PIXEL, "relayed", [["sha256"]], ["referer"]),
            (FRAME, "relayed", [["sha256"]], ["referer"]),
            (POOL, "relayed", [["sha256"]], ["frame"]),
            (RECORDER, "relayed", [[]], ["origin"]),
        ]
    )
    assert {step["site"] for step in steps} == {"boutique.test"}


def test_the_advertiser_got_the_address_under_a_hash(rows: list[dict[str, Any]]) -> None:
    hashed = [row for row in rows if row["recipient"] == "adreach.test" and row["category"] == "email_address"]
    assert {tuple(row["encoding"]) for row in hashed} == {("sha256",)}
    assert {(row["party"], row["site"], row["manner"]) for row in hashed} == {("third", "boutique.test", "relayed")}
    plain = next(row for row in rows if row["host"] == "www.boutique.test" and row["category"] == "email_address")
    assert {row["fingerprint"] for row in hashed} == {plain["fingerprint"]}


def test_the_analytics_company_got_pages_and_an_identifier(rows: list[dict[str, Any]]) -> None:
    got = {category for category, _ in given(rows, "measurely.test")}
    assert {"page_visited", "client_id", "screen_size", "language"} <= got
    assert "email_address" not in got


def test_it_is_what_the_companies_say_they_received(demo: Demo, rows: list[dict[str, Any]], shopping: Page) -> None:
    received = shopping.evaluate("fetch('/received').then((answer) => answer.json())")
    digest = hashlib.sha256(ADDRESS.encode()).hexdigest()
    submitted = [row for row in rows if row["manner"] == "submitted" and row["category"] == "email_address"]
    (fingerprint,) = {row["fingerprint"] for row in submitted}  # half typed addresses have others
    for host in (SHOP, PIXEL, RECORDER, COUNTER, FRAME, POOL):
        own = [item for item in received if item["host"] == host]
        got_it = sum(any(form in item["target"] + item["body"] for form in (ADDRESS, RAW[1], digest)) for item in own)
        told = {row["entry"] for row in rows if row["host"] == host and row["fingerprint"] == fingerprint}
        assert len(told) == got_it, host


def test_the_overview_says_at_once_who_got_what(demo: Demo, dashboard: Page) -> None:
    said = text_of(dashboard, f"{demo.dashboard}/")
    for company in ("boutique.test", "replayer.test", "adreach.test", "measurely.test"):
        assert company in said
    assert "card number" in said


def test_the_page_of_the_advertiser_proves_the_hash(demo: Demo, dashboard: Page) -> None:
    dashboard.goto(f"{demo.dashboard}/vendors")
    dashboard.get_by_role("link", name="adreach.test").first.click()
    said = text_of(dashboard, dashboard.url)
    assert "E-mail address" in said
    assert "m•••@c•••.test" in said
    assert "SHA-256" in said
    assert "boutique.test" in said


def test_the_page_of_the_recorder_says_that_it_was_early(demo: Demo, dashboard: Page) -> None:
    said = text_of(dashboard, f"{demo.dashboard}/vendors/replayer.test")
    assert "before you" in said
    assert "Phone number" in said


def test_my_data_shows_who_has_the_address(demo: Demo, dashboard: Page) -> None:
    dashboard.goto(f"{demo.dashboard}/data")
    dashboard.get_by_role("link", name="m•••@c•••.test").first.click()
    said = text_of(dashboard, dashboard.url)
    assert all(company in said for company in ("boutique.test", "adreach.test", "replayer.test"))
    assert "measurely.test" not in said


def test_the_log_finds_a_company(demo: Demo, dashboard: Page) -> None:
    said = text_of(dashboard, f"{demo.dashboard}/log?q=replayer")
    assert "replayer.test" in said
    assert "measurely.test" not in said


def test_new_disclosures_appear_by_themselves(demo: Demo, dashboard: Page, shopping: Page) -> None:
    """Told by their ids: an entry may read like the one before it, down to the minute."""
    dashboard.goto(f"{demo.dashboard}/log")
    shown = dashboard.locator("#entries > li").evaluate_all("entries => entries.map((entry) => entry.id)")
    shopping.goto("https://www.boutique.test/search?q=straw+hat")
    fresh = "#entries > li" + "".join(f":not(#{entry})" for entry in shown)
    newest = dashboard.locator(fresh, has_text="Search terms").first
    newest.wait_for(timeout=20_000)
    assert "boutique.test" in newest.inner_text()


def test_no_page_shows_a_raw_value(demo: Demo, dashboard: Page) -> None:
    for path in ("/", "/vendors", "/vendors/replayer.test", "/vendors/boutique.test", "/data", "/log", "/sites"):
        dashboard.goto(demo.dashboard + path)
        content = dashboard.content()
        assert not [raw for raw in RAW if raw in content], path


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_address_is_in_no_byte_of_what_was_kept(demo: Demo, rows: list[dict[str, Any]]) -> None:
    for form in ("jsonl", "csv"):
        done = done_program(demo.ledger_home, "export", "--format", form, "-o", str(demo.home / f"out.{form}"))
        assert done.returncode == 0, done.stderr
    kept = files_under(demo.home)
    assert {"ledger.db", "out.csv", "out.jsonl"} <= {path.name for path in kept}
    needles = [raw.encode() for raw in RAW] + [ADDRESS.encode("utf-16-le"), b"marie.dupont"]
    assert not [str(path) for path in kept for needle in needles if needle in path.read_bytes()]
    assert not [line for line in demo.program.output for raw in RAW if raw in line]
