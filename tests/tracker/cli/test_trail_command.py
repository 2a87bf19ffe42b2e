"""`tracker trail`."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders.records import MAIL, NOON, a_disclosure, a_record, an_evidence
from tests.builders.written import written
from tracker import masking
from tracker.aliasing import with_alias
from tracker.cli import main
from tracker.control import change
from tracker.disclosure import Manner
from tracker.keys import Keys
from tracker.ledger.opening import open_ledger
from tracker.masking import Fingerprinter
from tracker.settings import Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: Keys, ledger_template: Path) -> Path:
    """An installation in whose ledger an address was given to a shop, and reached an advertiser two days later."""
    settings = Settings(tmp_path)
    settings.key_file.write_bytes(keys.secret)
    settings.ledger_file.write_bytes(ledger_template.read_bytes())
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    hashed = a_disclosure(value=MAIL, evidence=an_evidence("em", encoding=("sha256",)), manner=Manner.RELAYED)
    given = a_record(a_disclosure(value=MAIL), site_confidence=1.0, site_basis="navigation")
    passed = a_record(hashed, host="px.adpix.test", site="news.example", time=NOON + timedelta(days=2))
    with open_ledger(settings, keys) as ledger:
        written(ledger, given, passed)
    return tmp_path


def steps(capfdbinary: pytest.CaptureFixture[bytes], which: str) -> list[dict[str, object]]:
    assert main(["trail", which, "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_each_step_is_one_json_line(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    given, passed = steps(capfdbinary, "email_address")
    assert (given["step"], given["site"], given["manner"], given["is_first_submission"]) == (
        *(1, "shop.example", "submitted", True),
    )
    assert (given["site_confidence"], given["site_bases"], given["vendor"]) == (1.0, ["navigation"], None)
    assert (passed["step"], passed["site"], passed["recipient"], passed["vendor"], passed["manner"]) == (
        *(2, "news.example", "adpix.test", "adpix", "relayed"),
    )
    assert passed["encodings"] == [["sha256"]]
    assert passed["fingerprint"] == given["fingerprint"]


def test_a_datum_is_named_by_its_fingerprint_or_preview(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    given, _ = steps(capfdbinary, "email_address")
    for name in ("fingerprint", "preview"):
        assert len(steps(capfdbinary, str(given[name]))) == 2


def test_the_table_is_for_reading(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trail", "email_address"]) == 0
    _, title, heading, _, given, passed = capsys.readouterr().out.splitlines()
    assert title.startswith("email_address m•••@")
    assert heading.split()[:3] == ["first", "on", "to"]
    assert "given" in given
    assert "sha256" in passed
    assert "relayed" in passed


def test_what_is_not_there_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trail", "passport_number"]) == 1
    assert "nothing of that name has left" in capsys.readouterr().err


def test_an_alias_says_for_whom_it_was_made_and_whom_it_reached(
    home: Path, keys: Keys, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masking, "Fingerprinter", lambda _key: Fingerprinter(b"test data"))  # as the records' builder
    change(Settings(home), keys, lambda control: with_alias(control, "shop.example", MAIL))
    assert main(["trail", "email_address"]) == 0
    said = capsys.readouterr().out
    assert "An alias made for shop.example alone; it reached AdPix all the same." in said
    assert main(["trail", "email_address", "--format", "jsonl"]) == 0
    assert {json.loads(line)["made_for"] for line in capsys.readouterr().out.splitlines()} == {"shop.example"}


def test_what_is_no_alias_says_nothing_of_one(home: Path, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    Settings(home).control_file.write_bytes(b"broken")
    assert main(["trail", "email_address"]) == 0
    assert "alias" not in capsys.readouterr().out
