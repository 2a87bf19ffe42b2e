"""The dashboard in a real browser that runs no scripts: all that a person does there, but for plots and live parts."""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.builders.browsers import chromium, flags
from tests.builders.dashboards import KEYS, a_dashboard, served
from tests.builders.hands import follow, press, told
from tests.builders.ledgers import a_crowd, a_world_ledger
from tests.builders.windows import PHONE, Opens, Watched, windows
from tests.dashboard.test_pages import ADDRESSES
from tracker.control import load
from tracker.settings import Settings

NARROWED = ("/", "/vendors", "/data", "/identifiers", "/sites", "/network", "/log", "/report", "/export")
EMPTY_HANDED = "button[type=button]:visible, [onclick], a[href='#'], a[href^=javascript], form:not(:has([type=submit]))"
"""What does nothing, or does it by a script alone."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plain")


@pytest.fixture(scope="module")
def opens(playwright: Playwright, home: Path) -> Iterator[Opens]:
    """Windows on one dashboard, whose ledger may be written to."""
    browser = playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags())
    with (
        a_world_ledger(home, a_crowd(datetime.now(UTC))) as ledger,
        a_dashboard(ledger, home) as app,
        served(app) as address,
        windows(browser, address) as opened,
    ):
        yield opened
    browser.close()


@pytest.fixture(scope="module")
def plain(opens: Opens) -> Watched:
    return opens(java_script_enabled=False)


@pytest.fixture
def window(plain: Watched) -> Iterator[Watched]:
    """One that runs no scripts, and in which nothing went wrong."""
    yield plain
    assert (plain.complaints, plain.strangers) == ([], [])


def test_nothing_is_offered_that_needs_a_script(window: Watched) -> None:
    for path in ADDRESSES:
        page = window.open(path)
        assert page.locator(EMPTY_HANDED).count() == 0, path


def test_the_answer_is_followed_to_its_proof(window: Watched) -> None:
    page = window.open("/")
    follow(page, re.compile("^See the proof"))
    expect(page).to_have_url(re.compile("/log"))
    page.locator(".entry summary").first.click()
    expect(page.locator("dl.evidence").first).to_contain_text("How we know")
    follow(page, re.compile("^All that went to"))
    expect(page.locator(".chips").last).to_contain_text("Host:")


@pytest.mark.parametrize(
    ("path", "first"), [("/vendors", "Adpix"), ("/data", "E-mail address"), ("/sites", "boutique")]
)
def test_each_list_leads_down_to_the_evidence(window: Watched, path: str, first: str) -> None:
    page = window.open(path)
    follow(page, re.compile(first))
    if path == "/data":
        page.locator("tbody th a").first.click()
    if path == "/sites":
        page.locator("table.ears td a").first.click()
    page.get_by_text(re.compile("^(Evidence|Proof)")).and_(page.locator("summary")).first.click()
    expect(page.locator("dl.evidence:visible").first).to_contain_text("How sure")


@pytest.mark.parametrize("path", NARROWED)
def test_each_page_is_narrowed_by_period_and_filter_and_widened_again(window: Watched, path: str) -> None:
    page = window.open(path)
    follow(page, "7 days")
    expect(page).to_have_url(re.compile("period=7"))
    page.get_by_text("Dates and filters").click()
    form = page.locator("details.narrow")
    form.get_by_label("What").select_option("email_address")
    form.get_by_label("Recipient").select_option("third")
    form.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("(?=.*period=7)(?=.*category=email_address)(?=.*party=third)"))
    follow(page, re.compile("^Do not narrow to E-mail address"))
    expect(page).to_have_url(re.compile("^(?!.*category=).*party=third"))


def test_lists_are_searched_sorted_and_turned(window: Watched) -> None:
    for path, order in (("/vendors", "Company"), ("/sites", "Site")):
        page = window.open(path)
        follow(page, order)
        expect(page.locator("[aria-sort=ascending]")).to_have_text(re.compile(order))
        first = page.locator("tbody th").first.inner_text()
        page.locator("a[rel=next]").click()
        expect(page.locator("a[rel=prev]")).to_be_visible()
        assert page.locator("tbody th").first.inner_text() != first
        page.get_by_role("searchbox").fill("stranger-77")
        page.get_by_role("search").get_by_role("button", name="Show").click()
        expect(page.locator("tbody tr")).to_have_count(1)
        follow(page, "Show all")
        expect(page.locator("tbody tr").nth(1)).to_be_visible()


def test_the_log_is_turned_searched_and_a_search_kept(window: Watched) -> None:
    page = window.open("/log")
    newest = page.locator(".entry").first.get_attribute("id")
    follow(page, "Older")
    assert page.locator(".entry").first.get_attribute("id") != newest
    follow(page, "Newest")
    assert page.locator(".entry").first.get_attribute("id") == newest
    page.get_by_role("searchbox").fill("adpix")
    page.get_by_role("search").get_by_role("button", name="Show").click()
    page.locator("#facets a", has_text="E-mail address").click()
    expect(page).to_have_url(re.compile("(?=.*q=adpix)(?=.*category=email_address)"))
    page.get_by_text("Keep this search").click()
    page.get_by_label("Name", exact=True).fill("my address at Adpix")
    press(page, "Keep")
    page = window.open("/log")
    follow(page, "my address at Adpix")
    expect(page.get_by_role("searchbox")).to_have_value("adpix")
    press(page, "Do not keep the search my address at Adpix any more")
    expect(page.get_by_role("link", name="my address at Adpix")).to_have_count(0)


def test_the_network_is_looked_at_one_by_one_and_read_as_a_table(window: Watched) -> None:
    page = window.open("/network")
    page.get_by_label("Look at one").select_option(label="Adpix")
    page.get_by_role("main").locator("form.filters:not(.panel)").get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adpix")
    expect(page.locator("[data-canvas], .downloads").first).to_be_hidden()
    page.get_by_text("The numbers").first.click()
    expect(page.locator("[data-table] tbody tr").first).to_be_visible()
    follow(page, "All about Adpix")
    expect(page).to_have_url(re.compile("/vendors/adpix"))


def test_language_and_theme_are_chosen(opens: Opens) -> None:
    window = opens(java_script_enabled=False)
    page = window.open("/settings")
    page.get_by_role("radio", name="dark").check()
    press(page, "Use this theme")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    press(page, "Français")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(window.open("/").locator("html[lang=fr][data-theme=dark]")).to_have_count(1)
    press(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert window.complaints == []


def test_on_a_phone_the_menu_unfolds(opens: Opens) -> None:
    page = opens(java_script_enabled=False, viewport=PHONE).open("/")
    page.get_by_text("Menu", exact=True).click()
    page.locator("details.menu").get_by_role("link", name="Companies").click()
    expect(page).to_have_url(re.compile("/vendors"))


def test_a_company_is_rated_kept_out_and_let_in_again(window: Watched) -> None:
    page = window.open("/vendors/metrica")
    page.locator("form.opinion").get_by_role("radio").nth(3).check()
    page.get_by_label("A note of your own").fill("counts my steps")
    page.locator("form.opinion").get_by_role("button").click()
    expect(page.locator(".judged")).to_contain_text("4/5")
    expect(page.get_by_label("A note of your own")).to_have_value("counts my steps")
    page = window.open("/vendors/stranger-5.test")
    follow(page, "Let nothing personal go to stranger-5.test")
    press(page, "Switch it on")
    expect(page.get_by_text("1 rule speaks of it")).to_be_visible()
    follow(page, "Let data through to stranger-5.test again")
    press(page, "Let data through again")
    expect(page.get_by_text("No rule speaks of it")).to_be_visible()


def test_rules_are_made_ready_put_in_order_and_removed(window: Watched, home: Path) -> None:
    def held() -> list[tuple[str, bool]]:
        return [(rule.id, rule.is_on) for rule in load(Settings(home), KEYS).rules]

    page = window.open("/rules")
    press(page, "Switch on: Nothing before I submit")
    follow(page, re.compile("^Try it first: No identifiers"))
    press(page, "Switch it on")
    (first, _), (second, _), *_ = was = held()
    page.locator(f"#rule-{second}").get_by_role("button", name=re.compile("^Up")).click()
    assert held()[:2] == [(second, True), (first, True)]
    page.locator(f"#rule-{second}").get_by_role("button", name=re.compile("^Switch off")).click()
    assert held()[0] == (second, False)
    page.locator(f"#rule-{second} summary").click()
    page.locator(f"#rule-{second}").get_by_role("button", name=re.compile("^Remove this rule")).click()
    assert held() == [rule for rule in was if rule[0] != second]
    press(page, "Switch the others off")
    assert held() == []


def test_exports_and_reports_are_taken(window: Watched) -> None:
    page = window.open("/vendors/adpix")
    follow(page, "Export this company")
    with page.expect_download() as table:
        page.locator("a[download]", has_text="A table (CSV)").click()
    rows = table.value.path().read_text().splitlines()
    assert len(rows) > 1
    assert all("adpix" in row for row in rows[1:])
    page.get_by_label("Name of the study").fill("Mine")
    with page.expect_download() as study:
        press(page, "Make the archive")
    assert zipfile.is_zipfile(study.value.path())
    page = window.open("/vendors/adpix")
    follow(page, "Make a report")
    with page.expect_download() as report:
        press(page, "Download as HTML")
    assert "Adpix" in report.value.path().read_text()
    with page.expect_download() as paper:
        press(page, "Download as PDF")
    assert paper.value.path().read_bytes().startswith(b"%PDF")
    press(window.open("/report"), "Look at it")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_profile_is_filled_and_emptied(window: Watched) -> None:
    page = window.open("/profile")
    page.get_by_label("What it is").select_option("email_address")
    page.get_by_label("The value itself").fill("ada@mail.test")
    press(page, "Look for it")
    expect(page.locator("table.own tbody th[scope=row]")).to_have_text("a•••@m•••.test")
    press(page, "Learn nothing more")
    press(page, "Learn from my forms")
    page.get_by_label("Numbers without a + are of this country").select_option("FR")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("Numbers without a + are of this country")).to_have_value("FR")
    page.get_by_role("button", name=re.compile("^Remove: ")).click()
    expect(page.get_by_text("No values yet.")).to_be_visible()


def test_the_settings_are_chosen(window: Watched, home: Path) -> None:
    page = window.open("/settings")
    page.locator("section", has=page.locator("#pause-title")).get_by_role("button").first.click()
    expect(page.locator(".notice.paused")).to_contain_text("Recording is paused")
    page.locator(".notice.paused").get_by_role("button").click()
    expect(page.locator(".notice.paused")).to_have_count(0)
    page.get_by_label("Site", exact=True).fill("bank.example")
    press(page, "Do not record there")
    press(page, "Record again on bank.example")
    page.get_by_role("button", name=re.compile("^Turn on: ")).first.click()
    press(page, "Show the mark")
    page.get_by_role("textbox", name="A mailbox of yours").fill("marie@mail.test")
    press(page, "Keep: A mailbox of yours")
    control = load(Settings(home), KEYS)
    assert (control.mark, control.private_sites, control.paused_until) == (True, frozenset(), None)
    assert control.signals.gpc
    assert control.aliasing.address == "marie@mail.test"
    press(page, "Turn notifications on")
    expect(page.get_by_role("button", name="Turn notifications off")).to_be_visible()
    press(page, "Make a token")
    expect(page.get_by_label("Token")).to_have_value(re.compile(r"\w{20}"))
    page = window.open("/blind-spots")
    page.get_by_label("Host", exact=True).fill("www.bank.example")
    press(page, "Always pass through")
    expect(page.get_by_role("rowheader", name="www.bank.example")).to_be_visible()


def test_what_is_old_and_a_company_are_erased_after_a_question(window: Watched) -> None:
    page = window.open("/settings")
    page.locator("select[name=days]").first.select_option("30")
    press(page, "See what that would erase")
    press(page, "Do so from now on")
    expect(page.get_by_text("For 30 days")).to_be_visible()
    page = window.open("/vendors/exchange-nord")
    follow(page, "Forget…")
    follow(page, "Leave it as it is")
    follow(page, "Forget…")
    page.get_by_role("button", name=re.compile("^Erase .* for good$")).click()
    told(page, re.compile("disclosures to Exchange Nord were erased for good"))
    assert window.context.request.get(f"{window.address}/vendors/exchange-nord").status == 404


def test_signing_out_closes_the_door(opens: Opens) -> None:
    """The last: it holds for the windows that share the key."""
    page = opens(java_script_enabled=False).open("/")
    press(page, "Sign out")
    expect(page.get_by_role("heading", name="This dashboard is yours alone")).to_be_visible()
