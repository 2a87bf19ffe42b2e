"""What is told at once: what is grave, once an hour for a company and kind, gathered, never a value."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.builders.ledgers import fill
from tests.builders.records import MAIL, a_disclosure, a_record, an_evidence
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.attention.alarms import Alarm
from tracker.attention.item import Kind, Named
from tracker.disclosure import Disclosure, Manner, Record
from tracker.keys import Keys
from tracker.ledger import profiles
from tracker.ledger.models import Disclosure as Row
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import write
from tracker.notifying.choice import set_on
from tracker.notifying.lookout import AGAIN, APART, Lookout, address_of
from tracker.profile import Value
from tracker.rules import Action as RuleAction
from tracker.rulings import Outcome, Ruled
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.vendors import builtin


class Shown(NamedTuple):
    title: str
    text: str
    address: str | None


class Screen:
    """Remembers what would be shown."""

    def __init__(self, say: Callable[[str | None], None]) -> None:
        self.shown: list[Shown] = []
        self.is_tried_out = self.is_closed = False

    def show(self, title: str, text: str, address: str | None = None) -> None:
        self.shown.append(Shown(title, text, address))

    def try_out(self) -> None:
        self.is_tried_out = True

    def close(self) -> None:
        self.is_closed = True


class Bench:
    """A lookout over a ledger, with a clock that is turned by hand."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.now, self.ledger, self.screen = 1000.0, ledger, Screen(print)
        self.lookout = Lookout(settings, print, lambda _say: self.screen, lambda: self.now)
        self.lookout.begin(ledger)

    def texts(self, *records: Record, later: float = 0.0) -> list[str]:
        """What is shown after these records came."""
        self.now += later
        fill(self.ledger, records)
        known = len(self.screen.shown)
        self.lookout.look(self.ledger)
        self.lookout.tell()
        return [shown.text for shown in self.screen.shown[known:]]


@pytest.fixture
def on(ledger: Ledger) -> Ledger:
    with ledger.session() as session:
        set_on(session, is_on=True)
    return ledger


@pytest.fixture
def bench(on: Ledger, settings: Settings) -> Bench:
    return Bench(on, settings)


def health(value: str = "migraine", confidence: float = 0.8, manner: Manner = Manner.RELAYED) -> Disclosure:
    return a_disclosure(Category.HEALTH, value, manner, an_evidence("dt", confidence=confidence))


def passed(*found: Disclosure, host: str = "px.adpix.test", **changes: Any) -> Record:
    return a_record(*found, host=host, time=changes.pop("time", datetime.now(UTC)), **changes)


def test_what_is_grave_is_told_by_category_and_company(bench: Bench) -> None:
    (text,) = bench.texts(passed(health()))
    assert text == "Data about your health went to Adpix."
    assert bench.screen.shown[0].title == "Specially protected data went to another company"
    assert bench.screen.is_tried_out


@pytest.mark.parametrize(
    "record",
    [
        lambda: passed(a_disclosure(manner=Manner.RELAYED)),
        lambda: passed(health(), host="www.shop.example"),
        lambda: passed(health(), site=None),
        lambda: passed(health(confidence=0.65)),
        lambda: passed(health(), time=datetime.now(UTC) - timedelta(minutes=6)),
        lambda: passed(health(), source="a.har", entry=1),
    ],
    ids=["not declared", "the site itself", "no site", "not sure", "long ago", "a capture"],
)
def test_the_rest_is_not_told(bench: Bench, record: Callable[[], Record]) -> None:
    assert not bench.texts(record())


def test_a_declared_datum_is_told_and_a_learnt_one_is_not(on: Ledger, settings: Settings, keys: Keys) -> None:
    bench, found = Bench(on, settings), a_disclosure(manner=Manner.RELAYED)
    value = Value(Category.EMAIL_ADDRESS, MAIL)
    with on.session() as session:
        row = profiles.row_of(keys, value, found.fingerprint, datetime.now(UTC), "shop.example")
        session.add(row)
    assert not bench.texts(passed(found))
    with on.session() as session:
        session.merge(row).origin = ""
    (text,) = bench.texts(passed(found))
    assert text == "Your e-mail address went to Adpix."
    assert MAIL not in text


def test_the_same_company_and_kind_is_told_once_an_hour(bench: Bench) -> None:
    assert bench.texts(passed(health("one")))
    assert not bench.texts(passed(health("two")), later=APART + 1)
    assert bench.texts(passed(health("two"), host="collect.metrica.test"), later=APART + 1)
    assert bench.texts(passed(health("two")), later=AGAIN)


def test_what_comes_close_together_is_one_notification(bench: Bench) -> None:
    hosts = [f"px.listener{number}.test" for number in range(40)]
    texts = bench.texts(*(passed(health(), host=host) for host in hosts))
    assert texts == ["Data about your health went to listener0.test and 39 other companies."]
    assert not bench.texts(passed(health(), host="px.adpix.test"))
    assert bench.texts(passed(health(), host="collect.metrica.test"), later=APART) == [
        "Data about your health went to Adpix and 1 other company."
    ]


def test_kinds_are_told_apart(bench: Bench) -> None:
    secret = a_disclosure(Category.PASSWORD, "not-a-secret-1", Manner.RELAYED, recipient="adpix.test")
    assert bench.texts(passed(health(), secret)) == [
        "Data about your health went to Adpix.",
        "Your password went to Adpix.",
    ]


def test_what_was_there_before_is_not_told(on: Ledger, settings: Settings) -> None:
    fill(on, [passed(health())])
    assert not Bench(on, settings).texts()


def test_off_it_looks_at_nothing_and_begins_with_what_comes_then(ledger: Ledger, settings: Settings) -> None:
    bench = Bench(ledger, settings)
    assert not bench.texts(passed(health()))
    assert not bench.screen.is_tried_out
    with ledger.session() as session:
        set_on(session, is_on=True)
    assert not bench.texts()
    assert bench.texts(passed(health("two")))


def test_forbidden_by_the_settings_the_ledger_is_not_even_asked(
    on: Ledger, settings: Settings, statements: list[str]
) -> None:
    lookout = Lookout(replace(settings, notifications=False), print, Screen)
    statements.clear()
    lookout.begin(on)
    lookout.look(on)
    lookout.tell()
    assert not statements


def test_after_something_was_forgotten_it_goes_on(bench: Bench) -> None:
    assert bench.texts(passed(health()))
    with bench.ledger.session() as session:
        session.query(Row).delete()
    assert not bench.texts()
    assert bench.texts(passed(health()), later=AGAIN)


def test_what_is_remembered_has_an_end(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.notifying.lookout._MOST_REMEMBERED", 1)
    assert bench.texts(passed(health()))
    assert bench.texts(passed(health(), host="collect.metrica.test"), later=APART)
    assert bench.texts(passed(health()), later=APART)


def test_a_company_on_its_own_site_is_not_told(bench: Bench) -> None:
    for site in ("facebook.com", "shop.example"):
        with bench.ledger.session() as session:
            write(session, [passed(health(), host="www.facebook.net", site=site)], builtin(), collapse=True)
        bench.lookout.look(bench.ledger)
        bench.lookout.tell()
        assert bool(bench.screen.shown) is (site == "shop.example")


def test_closing_closes_the_screen(bench: Bench) -> None:
    bench.lookout.close()
    assert bench.screen.is_closed


ADPIX = Alarm(Kind.SPECIAL, Named("ad/pix", "Adpix"), Category.HEALTH)


@pytest.mark.parametrize(
    ("running", "slugs", "expected"),
    [
        ({"dashboard": "http://127.0.0.1:8081/"}, ["ad/pix"], "http://127.0.0.1:8081/vendors/ad%2Fpix"),
        ({"dashboard": "http://127.0.0.1:8081/"}, ["ad/pix", "b"], "http://127.0.0.1:8081/"),
        ({"dashboard": "http://evil.test/"}, ["ad/pix"], None),
        ({"dashboard": 5}, ["ad/pix"], None),
        ({}, ["ad/pix"], None),
        ([], ["ad/pix"], None),
        (None, ["ad/pix"], None),
    ],
)
def test_a_click_leads_to_the_dashboard_that_runs(
    tmp_path: Path, running: Any, slugs: list[str], expected: str | None
) -> None:
    settings = Settings(tmp_path)
    if running is not None:
        settings.running_file.write_text(json.dumps(running))
    gathered = [ADPIX._replace(vendor=Named(slug, slug)) for slug in slugs]
    assert address_of(settings, gathered) == expected


def warnings(bench: Bench, *ruled: Any, later: float = 0.0) -> list[str]:
    """What is shown after rules did this."""
    noted(bench.ledger, *ruled)
    return bench.texts(later=later)


def a_warning(category: Category = Category.EMAIL_ADDRESS, host: str = "px.adpix.test", **changes: Any) -> Ruled:
    ruling = a_ruling(action=RuleAction.WARN, outcome=Outcome.WARNED, category=category)
    return a_ruled(ruling, host=host, **{"time": datetime.now(UTC), **changes})


def test_what_a_rule_warns_of_is_told_once_an_hour(bench: Bench) -> None:
    assert warnings(bench, a_warning()) == ["Your e-mail address went to Adpix."]
    assert bench.screen.shown[-1].title == "A rule of yours warns you"
    assert not warnings(bench, a_warning(Category.CITY), later=APART + 1)
    assert not bench.texts(later=APART + 1)
    assert warnings(bench, a_warning(), later=AGAIN) == ["Your e-mail address went to Adpix."]


def test_other_things_that_rules_do_are_not_told(bench: Bench) -> None:
    assert not warnings(bench, a_ruled(time=datetime.now(UTC)))
    assert not warnings(bench, a_warning(time=datetime.now(UTC) - timedelta(minutes=6)))


def test_of_what_rules_warned_before_is_not_told(on: Ledger, settings: Settings) -> None:
    noted(on, a_warning())
    bench = Bench(on, settings)
    assert not bench.texts()
    assert warnings(bench, a_warning()) == ["Your e-mail address went to Adpix."]


def test_what_rules_warn_of_is_not_told_to_who_did_not_ask(ledger: Ledger, settings: Settings) -> None:
    bench = Bench(ledger, settings)
    assert not warnings(bench, a_warning())
    with ledger.session() as session:
        set_on(session, is_on=True)
    assert not bench.texts()
    assert warnings(bench, a_warning(host="collect.metrica.test")) == ["Your e-mail address went to Metrica Ltd."]
