"""Settings: said as they are, changed by forms alone, and nothing is erased without having been asked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.themes import COOKIE
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.forms import notices, send
from tests.builders.installations import recording
from tests.builders.records import a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.retention import keep_days, kept_days, kept_of_categories
from tracker.notifying.choice import is_on
from tracker.settings import Settings
from tracker.taxonomy import Category

DAY = timedelta(days=1)


@pytest.fixture
def old(ledger: Ledger, settings: Settings) -> Iterator[FlaskClient]:
    """A dashboard over a disclosure of today, and one of two hundred days ago."""
    now = datetime.now(UTC)
    for time in (now, now - 200 * DAY):
        written(ledger, a_record(a_disclosure(), time=time))
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        yield signed_in(app)


def chosen(ledger: Ledger) -> int | None:
    with ledger.reading() as session:
        return kept_days(session)


def count(ledger: Ledger) -> int:
    return len(rows(ledger, m.Disclosure.id))


def test_what_a_choice_would_erase_is_told_first(old: FlaskClient, ledger: Ledger) -> None:
    page = old.get("/settings/retention?days=90").text
    assert "<h1>Keep 90 days only</h1>" in page
    assert "1 disclosure of 2 would be erased now" in page
    assert (count(ledger), chosen(ledger)) == (2, None)


def test_what_is_too_old_is_erased_when_the_person_says_so(old: FlaskClient, ledger: Ledger) -> None:
    answer = send(old, "/settings/retention?days=90", "/settings/retention", days="90")
    assert answer.location == "/settings"
    assert notices(answer.page) == ["1 disclosure was erased, for good."]
    assert "For 90 days; what is older is erased for good" in answer.page
    assert "1 disclosure was erased." in answer.page
    assert (count(ledger), chosen(ledger)) == (1, 90)


def of_categories(ledger: Ledger) -> dict[Category, int]:
    with ledger.reading() as session:
        return kept_of_categories(session)


def test_a_category_has_an_age_of_its_own(old: FlaskClient, ledger: Ledger) -> None:
    asked = "/settings/retention?days=90&aged=email_address"
    page = old.get(asked).text
    assert "<h1>E-mail address: keep 90 days only</h1>" in page
    assert "1 disclosure of 2 would be erased now" in page
    assert count(ledger) == 2
    answer = send(old, asked, "/settings/retention", days="90", aged="email_address")
    assert notices(answer.page) == ["1 disclosure was erased, for good."]
    assert "E-mail address: for 90 days" in answer.page
    assert (count(ledger), chosen(ledger), of_categories(ledger)) == (1, None, {Category.EMAIL_ADDRESS: 90})
    with ledger.session() as session:
        keep_days(session, 30)
    assert "changes nothing: the shorter holds" in old.get("/settings").text
    asked = "/settings/retention?days=&aged=email_address"
    assert "It has no age of its own any more" in old.get(asked).text
    answer = send(old, asked, "/settings/retention", days="", aged="email_address")
    assert notices(answer.page) == ["It is kept as long as all else."]
    assert (chosen(ledger), of_categories(ledger)) == (30, {})


def test_a_kind_of_data_that_there_is_not_changes_nothing(old: FlaskClient, ledger: Ledger) -> None:
    asked = {"days": "90", "aged": "aura"}
    said = ["There is no such kind of data."]
    assert notices(old.get("/settings/retention", query_string=asked, follow_redirects=True).text) == said
    assert notices(send(old, "/settings", "/settings/retention", **asked).page) == said
    assert (count(ledger), chosen(ledger), of_categories(ledger)) == (2, None, {})


def test_where_nothing_is_old_enough_that_is_said(old: FlaskClient, ledger: Ledger) -> None:
    assert "Nothing would be erased now" in old.get("/settings/retention?days=730").text
    page = send(old, "/settings", "/settings/retention", days="730").page
    assert notices(page) == ["Kept in mind. Nothing is old enough to be erased by now."]
    assert (count(ledger), chosen(ledger)) == (2, 730)


def test_everything_is_kept_again_when_the_person_says_so(old: FlaskClient, ledger: Ledger) -> None:
    with ledger.session() as session:
        keep_days(session, 777)
    page = old.get("/settings").text
    assert '<option value="777" selected>777 days</option>' in page
    assert "Nothing is erased by its age any more" in old.get("/settings/retention?days=").text
    assert notices(send(old, "/settings", "/settings/retention", days="").page) == [
        "Everything is kept, until you erase it yourself."
    ]
    assert chosen(ledger) is None


@pytest.mark.parametrize("days", ["0", "-1", "x", "1e3", "999999999999", "<b>"])
def test_what_is_no_number_of_days_changes_nothing(old: FlaskClient, ledger: Ledger, days: str) -> None:
    said = ["Days are a whole number from 1 to 36,500."]
    assert notices(old.get("/settings/retention", query_string={"days": days}, follow_redirects=True).text) == said
    assert notices(send(old, "/settings", "/settings/retention", days=days).page) == said
    assert (count(ledger), chosen(ledger)) == (2, None)


@pytest.mark.parametrize("choice", ["on", "off"])
def test_notifications_are_turned_on_and_off(
    empty_client: FlaskClient, ledger: Ledger, settings: Settings, choice: str
) -> None:
    send(empty_client, "/settings", "/settings/notifications", notifications=choice)
    with ledger.reading() as session:
        assert is_on(session, settings) is (choice == "on")


@pytest.mark.parametrize(("chosen_theme", "kept"), [("dark", "dark"), ("light", "light"), ("system", None)])
def test_the_theme_is_kept_by_the_browser(client: FlaskClient, chosen_theme: str, kept: str | None) -> None:
    page = send(client, "/settings", "/settings/theme", theme=chosen_theme).page
    cookie = client.get_cookie(COOKIE)
    assert (cookie.value if cookie else None) == kept
    assert ("data-theme" in page) is (kept is not None)
    assert f'value="{chosen_theme}" checked' in page


def test_a_theme_that_there_is_not_changes_nothing(client: FlaskClient) -> None:
    assert notices(send(client, "/settings", "/settings/theme", theme="pink").page) == ["There is no such theme."]
    assert client.get_cookie(COOKIE) is None


def test_what_the_settings_decide_is_not_offered(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    fixed = replace(settings, learning=True, notifications=False)
    with a_dashboard(ledger, tmp_path, settings=fixed) as app:
        page = signed_in(app).get("/settings").text
    assert "TRACKER_LEARNING" in page
    assert "TRACKER_NOTIFICATIONS" in page
    assert 'name="learning"' not in page
    assert 'name="notifications"' not in page


def test_what_runs_is_told_truly(ledger: Ledger, settings: Settings) -> None:
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        client = signed_in(app)
        assert "Nothing is being recorded: no proxy runs." in client.get("/settings").text
        with recording(settings, "regular", "wireguard@192.0.2.7:51820", fault="the journal cannot be written"):
            page = client.get("/settings").text
    assert "Recording since today" in page
    assert "127.0.0.1:8080" in page
    assert "the journal cannot be written" in page
    assert "Pause recording" in page


def test_why_the_desktop_is_not_told_is_said(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    with (
        recording(settings) as proxy,
        a_dashboard(ledger, tmp_path, settings=replace(settings, notifications=True)) as app,
    ):
        proxy.say_unnotified("no desktop <b>")
        page = signed_in(app).get("/settings").text
    assert "They cannot be shown now: no desktop &lt;b&gt;" in page


@pytest.mark.parametrize("form", ["theme", "retention", "notifications"])
def test_no_form_is_taken_without_the_page_s_token(old: FlaskClient, ledger: Ledger, form: str) -> None:
    given = {"theme": "dark", "days": "1", "notifications": "on"}
    assert old.post(f"/settings/{form}", data=given).status_code == 400
    assert (count(ledger), chosen(ledger)) == (2, None)


def test_each_part_is_one_click_away(client: FlaskClient) -> None:
    page = client.get("/settings").text
    led = re.findall(r'<li><a href="#([a-z-]+)">', page)
    assert led == [key for key in re.findall(r'<h2 id="([a-z-]+)"', page) if key != "state-title"]
