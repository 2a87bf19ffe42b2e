import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.builders.records import NOON, a_record
from tests.builders.studies import document, rows_in
from tests.builders.written import written
from tracker.errors import ConfigurationError, LedgerError
from tracker.exporters import FORMATS
from tracker.exporters.ledgers import open_ledger
from tracker.journal import Journal
from tracker.keys import Keys
from tracker.ledger import opening
from tracker.ledger.captures import put
from tracker.records import to_bytes
from tracker.settings import Settings


@pytest.fixture
def home(tmp_path: Path, keys: Keys, ledger_template: Path) -> Path:
    """An installation with two disclosures in its ledger."""
    settings = Settings(tmp_path)
    settings.key_file.write_bytes(keys.secret)
    settings.ledger_file.write_bytes(ledger_template.read_bytes())
    with opening.open_ledger(settings, keys) as ledger:
        written(ledger, a_record(), a_record(host="px.adpix.test"))
    return tmp_path


def test_what_is_in_it_can_be_asked_for(home: Path) -> None:
    with open_ledger(home) as ledger:
        assert [row.vendor for row in ledger.disclosures()] == [None, "adpix"]
        assert [row.vendor for row in ledger.disclosures(vendor="adpix", since=NOON)] == ["adpix"]
        assert [flow.vendor for flow in ledger.flows()] == ["adpix", "shop.example"]
        assert list(ledger.flows(until=NOON)) == []
        assert ledger.companies()["adpix"].name == "AdPix"


def test_the_home_of_the_environment_is_opened_by_default(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(home))
    with open_ledger() as ledger:
        assert len(list(ledger.disclosures())) == 2


def test_what_is_still_in_the_journal_is_there_too(home: Path, keys: Keys) -> None:
    journal = Journal(Settings(home).journal_folder, keys.journal)
    journal.append(to_bytes(a_record(host="late.test")))
    journal.close()
    with open_ledger(str(home)) as ledger:
        assert "late.test" in {row.host for row in ledger.disclosures()}


def test_nothing_can_be_written(home: Path) -> None:
    with pytest.raises(LedgerError), open_ledger(home) as ledger:
        ledger.session.execute(text("DELETE FROM disclosure"))
    with open_ledger(home) as ledger:
        assert len(list(ledger.disclosures())) == 2


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_exported_as_on_the_command_line(home: Path, form: str) -> None:
    with open_ledger(home) as ledger:
        ledger.export(home / "out", form, vendor="adpix")
    assert b"adpix" in (home / "out").read_bytes()


def test_a_part_is_exported(home: Path) -> None:
    with open_ledger(home) as ledger:
        ledger.export(str(home / "out"), "jsonl", vendor="adpix")
    (line,) = (home / "out").read_bytes().splitlines()
    assert json.loads(line)["recipient"] == "adpix.test"


def test_an_unknown_format_is_named(home: Path) -> None:
    with open_ledger(home) as ledger, pytest.raises(ConfigurationError, match=r"'xml'; there are jsonl"):
        ledger.export(home / "out", "xml")


def test_a_study_is_exported_as_on_the_command_line(home: Path) -> None:
    with open_ledger(home) as ledger:
        rows = ledger.export_study("Cookies 2026", home / "1.zip")
        ledger.export_study("Cookies 2026", str(home / "2.zip"), vendor="adpix", times="day", hosts="domain")
        ledger.export_study("Cookies 2026", home / "3.zip", new_key=True)
    assert (rows["disclosures"], rows["hosts"]) == (2, 2)
    assert len(rows_in(home / "1.zip", "disclosures")) == 2
    assert [row["host"] for row in rows_in(home / "2.zip", "disclosures")] == ["adpix.test"]
    said = [document(home / f"{number}.zip", "datapackage.json")["tracker"] for number in (1, 2, 3)]
    assert said[1]["reduced"] == {"times": "day", "hosts": "domain"}
    assert said[0]["study_id"] == said[1]["study_id"] != said[2]["study_id"]


@pytest.mark.parametrize(
    ("name", "choice", "words"),
    [
        ("", {}, "a study's name"),
        ("x", {"times": "week"}, "times='week' is no choice; there are full, second"),
        ("x", {"hosts": "none"}, "hosts='none' is no choice; there are full, words, domain"),
        ("x", {"labels": {"Run": "1"}}, "a key is of"),
    ],
)
def test_what_is_no_study_is_named_and_leaves_nothing(
    home: Path, name: str, choice: dict[str, Any], words: str
) -> None:
    with open_ledger(home) as ledger, pytest.raises(ConfigurationError, match=words):
        ledger.export_study(name, home / "out.zip", **choice)
    assert not {"out.zip", "studies"} & {path.name for path in home.iterdir()}


def test_a_place_that_is_none_is_said(home: Path) -> None:
    with open_ledger(home) as ledger, pytest.raises(ConfigurationError, match="there is no folder"):
        ledger.export_study("x", home / "nowhere" / "out.zip")


def test_no_ledger_is_made_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"), open_ledger(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_database_server_is_read_from_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql_url: str, keys: Keys
) -> None:
    settings = Settings(tmp_path, postgresql_url)
    settings.key_file.write_bytes(keys.secret)
    with opening.open_ledger(settings, keys) as ledger:
        written(ledger, a_record())
    monkeypatch.setenv("TRACKER_DATABASE_URL", postgresql_url)
    with open_ledger(tmp_path) as ledger_to_read:
        assert [row.host for row in ledger_to_read.disclosures()] == ["www.shop.example"]
        with pytest.raises(DBAPIError):
            ledger_to_read.session.execute(text("DELETE FROM disclosure"))


def test_it_can_be_asked_who_has_what_and_how_it_got_there(home: Path) -> None:
    with open_ledger(home) as ledger:
        assert [row.vendor for row in ledger.vendors()] == ["adpix", "shop.example"]
        assert [row.vendor for row in ledger.vendors(vendor="adpix")] == ["adpix"]
        (datum,) = ledger.data("email_address")
        assert datum.vendors == 2
        assert [step.host for step in ledger.trail(datum)] == [step.host for step in ledger.trail(datum.fingerprint)]
        assert {step.host for step in ledger.trail(datum)} == {"www.shop.example", "px.adpix.test"}
        for nothing in (ledger.trail("0" * 32), ledger.data("health"), ledger.blind_spots(), ledger.captures()):
            assert not nothing
        assert ledger.coverage().requests == 2


def test_it_can_be_asked_for_captures_with_labels(home: Path, keys: Keys) -> None:
    with opening.open_ledger(Settings(home), keys) as writable, writable.session() as session:
        put(session, "a.har", "a" * 64, {"country": "fr", "run": "1"}, 1)
    with opening.open_ledger(Settings(home), keys) as writable:
        written(writable, a_record(host="px.adpix.test", source="a.har"))
    with open_ledger(home) as ledger:
        labels = {"country": "fr", "run": ["1", "2"]}
        assert [row.source for row in ledger.disclosures(labels=labels)] == ["a.har"]
        assert [flow.times for flow in ledger.flows(labels=labels)] == [1]
        assert [row.vendor for row in ledger.vendors(labels=labels)] == ["adpix"]
        assert [one.source for one in ledger.captures(labels=labels)] == ["a.har"]
        assert list(ledger.disclosures(labels={"run": "2"})) == []
        ledger.export(home / "out", "jsonl", labels={"run": "1"})
        with pytest.raises(ConfigurationError, match="a key is of"):
            ledger.disclosures(labels={"Run": "1"})
    assert len((home / "out").read_bytes().splitlines()) == 1
