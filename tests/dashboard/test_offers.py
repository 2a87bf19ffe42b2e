"""What is one click away on the page of a company, a site and a datum."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from dashboard.offers import Here, of_category, of_company, of_site
from dashboard.wiring import reading
from tests.builders.dashboards import KEYS, a_dashboard
from tests.builders.rulings import a_ruled, noted
from tracker.control import change
from tracker.control.editing import with_preset, with_rule
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import EVERYTHING
from tracker.rules import Action, Rule
from tracker.settings import Settings
from tracker.taxonomy import Category

OWN = Rule("", Action.STRIP, vendors=frozenset({"unmet.test"}))


@pytest.fixture
def app(ledger: Ledger, tmp_path: Path) -> Iterator[Flask]:
    with a_dashboard(ledger, tmp_path) as made:
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def company(app: Flask, slug: str = "unmet.test") -> Here:
    with app.test_request_context(f"/vendors/{slug}"), reading() as session:
        return of_company(session, slug, "Unmet", EVERYTHING)


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_a_company_without_rules_can_be_kept_out_wholly_or_from_recognising(app: Flask) -> None:
    here = company(app)
    assert (here.rules, here.done, here.fault, here.log) == ((), (), "", "")
    everything, identifiers = here.offers
    assert everything.words == "Let nothing personal go to Unmet"
    assert asked(everything.address) == {
        "action": ["strip"],
        "company": ["unmet.test"],
        "back": ["/vendors/unmet.test"],
    }
    assert identifiers.words == "Take identifiers out of what goes to Unmet"
    assert set(asked(identifiers.address)["data"]) == {"client_id", "advertising_id", "device_id", "user_id"}


def test_a_company_that_is_kept_out_can_be_let_in_again(app: Flask, home: Settings, ledger: Ledger) -> None:
    change(home, KEYS, lambda control: with_rule(control, OWN))
    noted(ledger, a_ruled(host="px.unmet.test"))
    here = company(app)
    assert here.rules == (("r1", "Take any personal data out of what goes to unmet.test."),)
    assert here.offers[-1].words == "Let data through to Unmet again"
    assert here.offers[-1].address.startswith("/rules/release?company=unmet.test&back=")
    assert [one.category for one in here.done] == [Category.CLIENT_ID]
    assert here.log == "/rules/done?company=unmet.test"


@pytest.mark.parametrize("slug", ["no-slug-of-ours", "<b>", ""])
def test_what_no_rule_can_name_is_offered_nothing(app: Flask, slug: str) -> None:
    assert company(app, slug).offers == ()


def test_many_rules_are_named_in_part(app: Flask, home: Settings) -> None:
    for number in range(8):
        change(home, KEYS, lambda control, name=str(number): with_rule(control, OWN._replace(name=name)))  # type: ignore[misc]
    here = company(app)
    assert (len(here.rules), here.more) == (6, 2)


def test_third_parties_can_be_kept_out_of_a_site(app: Flask, home: Settings, ledger: Ledger) -> None:
    elsewhere = Rule("", Action.BLOCK, sites=frozenset({"other.example"}))
    change(home, KEYS, lambda control: with_rule(with_preset(control, "no-identifiers"), elsewhere))
    noted(ledger, a_ruled(site="news.example"))
    with app.test_request_context("/"), reading() as session:
        here = of_site(session, "news.example", EVERYTHING)
    assert [id_ for id_, _ in here.rules] == ["no-identifiers-1"]
    assert [asked(one.address)["site"] for one in here.offers] == [["news.example"]] * 2
    assert (len(here.done), here.has_companies) == (1, True)


@pytest.mark.parametrize(
    ("category", "action", "words"),
    [
        (Category.CLIENT_ID, "strip", "Take your browser identifier out of what goes to third parties"),
        (
            Category.CITY,
            "mask",
            "Replace your city by something made up in what goes to third parties",
        ),
    ],
)
def test_a_kind_of_data_can_be_kept_from_third_parties(
    app: Flask, home: Settings, category: Category, action: str, words: str
) -> None:
    change(home, KEYS, lambda control: with_preset(control, "no-identifiers"))
    with app.test_request_context("/"), reading() as session:
        here = of_category(session, category, EVERYTHING, "/data/1")
    first, second = here.offers
    assert (first.words, asked(first.address)["action"], asked(first.address)["whom"]) == (words, [action], ["third"])
    assert second.address.startswith("/rules/new?")
    assert len(here.rules) == (1 if category is Category.CLIENT_ID else 0)


def test_where_the_rules_cannot_be_read_that_is_said_and_nothing_offered(app: Flask, home: Settings) -> None:
    home.control_file.write_bytes(b"damaged")
    here = company(app)
    assert here.offers == ()
    assert "your rules cannot be read" in here.fault
