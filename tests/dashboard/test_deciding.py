"""Rules as a person makes them, in a real browser: by a form, on a company's page, by the keyboard, without scripts."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.formats import now
from tests.builders.dashboards import KEYS, a_dashboard, served
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tests.builders.rulings import a_ruled, noted
from tests.builders.windows import Opens, windows
from tests.dashboard.test_accessibility import READERS, Reader, complaints
from tests.dashboard.test_browser import browser
from tracker.control import change, load
from tracker.control.editing import paused, with_preset, with_private, with_rule
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.rules import Action, Rule
from tracker.settings import Settings
from tracker.taxonomy import Category

__all__ = ["browser"]
FULL = ("/rules", "/rules/done", "/rules/new?data=city&way=relayed", "/rules/try?preset=no-identifiers", "/settings")


@pytest.fixture
def opens(browser: Browser, ledger: Ledger, tmp_path: Path) -> Iterator[Opens]:
    """Windows on a ledger in which a company that no list knows got an address."""
    fill(ledger, [a_record(a_disclosure(Category.EMAIL_ADDRESS, "m@mail.test", Manner.RELAYED), host="px.unmet.test")])
    with a_dashboard(ledger, tmp_path) as app, served(app) as address, windows(browser, address) as opened:
        yield opened


def home(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def switch_on(page: Page) -> None:
    expect(page.get_by_role("heading", name="This rule would have touched 1 request, at 1 company.")).to_be_visible()
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("status").first).to_contain_text("From now on:")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "plain"])
def test_a_person_makes_a_rule_and_sees_first_what_it_would_have_done(
    opens: Opens, tmp_path: Path, has_scripts: bool
) -> None:
    window = opens(java_script_enabled=has_scripts)
    page = window.open("/")
    page.get_by_role("link", name="Rules", exact=True).first.click()
    page.get_by_role("link", name="Make a rule").click()
    page.get_by_role("radio", name=re.compile("^Replace")).check()
    page.get_by_text("With which data?").click()
    page.get_by_role("checkbox", name="E-mail address").check()
    page.get_by_label("To whom?").select_option("third")
    page.get_by_role("button", name="See what it would have done").click()
    switch_on(page)
    (rule,) = load(home(tmp_path), KEYS).rules
    assert (rule.action, rule.categories) == (Action.MASK, frozenset({Category.EMAIL_ADDRESS}))
    page.get_by_role("button", name=re.compile("^Switch off: Replace your e-mail address")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your rules are off: nothing is changed on its way")
    page.get_by_text("Remove…").click()
    page.get_by_role("button", name=re.compile("^Remove this rule")).click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    assert window.complaints == []


def test_what_is_wrong_in_a_form_is_told_and_the_rest_stays(opens: Opens) -> None:
    page = opens().open("/rules/new")
    page.get_by_role("radio", name=re.compile("^Block")).check()
    page.get_by_label("Only to these companies").fill("nobody at all")
    page.get_by_role("button", name="See what it would have done").click()
    expect(page.get_by_role("alert")).to_contain_text("No company is called")
    expect(page.get_by_role("radio", name=re.compile("^Block"))).to_be_checked()
    expect(page.get_by_label("Only to these companies")).to_have_value("nobody at all")


def test_a_company_is_kept_out_by_the_keyboard_and_let_in_again(opens: Opens) -> None:
    page = opens().open("/vendors/unmet.test")
    page.get_by_role("link", name="Let nothing personal go to unmet.test").press("Enter")
    expect(page.get_by_role("heading", name="This rule would have touched 1 request, at 1 company.")).to_be_visible()
    page.get_by_role("button", name="Switch it on").press("Enter")
    expect(page).to_have_url(re.compile("/vendors/unmet.test$"))
    expect(page.get_by_text("1 rule speaks of it")).to_be_visible()
    page.get_by_role("link", name="Let data through to unmet.test again").press("Enter")
    page.get_by_role("button", name="Let data through again").press("Enter")
    expect(page).to_have_url(re.compile("/vendors/unmet.test$"))
    expect(page.get_by_text("No rule speaks of it")).to_be_visible()


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_nothing_keeps_anybody_from_deciding(opens: Opens, ledger: Ledger, tmp_path: Path, reader: Reader) -> None:
    noted(ledger, a_ruled(), a_ruled(host="px.unmet.test"))
    own = Rule("", Action.STRIP, vendors=frozenset({"unmet.test"}), is_on=False)
    change(
        home(tmp_path),
        KEYS,
        lambda control: with_private(with_rule(with_preset(control, "no-identifiers"), own), "a.test"),
    )
    change(home(tmp_path), KEYS, lambda control: paused(control, now() + timedelta(hours=1)))
    window = opens(color_scheme=reader.theme, locale=reader.language, viewport=reader.screen, reduced_motion="reduce")
    for path in (*FULL, "/vendors/unmet.test", "/rules/release?company=unmet.test"):
        window.open(path)
        page = window.unfold()
        assert complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= reader.screen["width"], path
    assert window.complaints == []
