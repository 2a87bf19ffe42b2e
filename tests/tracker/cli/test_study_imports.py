"""Studies on the command line: from one home into another."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.builders.captures import a_har_file, an_entry
from tests.builders.studies import changed, document, rows_in
from tracker.cli import main
from tracker.settings import Settings

LEAK = an_entry("https://px.adpix.test/i?email=marie.dupont%40mail.example")


@pytest.fixture(autouse=True)
def _place(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with one capture in its ledger, and a folder to work in."""
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.chdir(tmp_path)
    assert main(["import", str(a_har_file(tmp_path / "a.har", LEAK)), "--label", "country=fr"]) == 0


def exported(capfdbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, object]]:
    capfdbinary.readouterr()
    assert main(["export"]) == 0
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_a_study_goes_from_one_home_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = exported(capfdbinary)
    assert main(["export", "--study", "My study"]) == 0
    assert capfdbinary.readouterr().err.decode() == (
        "my-study.zip: 1 disclosure of 1 request, under pseudonyms of this study alone\n"
    )
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))
    for outcome in ("1 new disclosure of 1 new request; 0 requests", "0 new disclosures of 0 new requests; 1 requests"):
        assert main(["import", "my-study.zip"]) == 0
        assert f"my-study.zip: {outcome} were known" in capfdbinary.readouterr().err.decode()
    after = exported(capfdbinary)
    for key in ("host", "vendor", "category", "manner", "party", "method", "labels", "count"):
        assert [row[key] for row in after] == [row[key] for row in before]
    assert after[0]["fingerprint"] != before[0]["fingerprint"]


def test_two_exports_of_one_study_link_until_it_is_cut() -> None:
    for name, options in (("1", []), ("2", []), ("3", ["--new-key"]), ("4", [])):
        assert main(["export", "--study", "cookies", "-o", f"{name}.zip", *options]) == 0
    one, two, three, four = (rows_in(Path(f"{n}.zip"), "disclosures")[0]["fingerprint"] for n in (1, 2, 3, 4))
    assert one == two != three == four


def test_what_is_left_of_times_and_hosts_can_be_chosen() -> None:
    assert main(["export", "--study", "s", "--time-resolution", "day", "--hosts", "domain"]) == 0
    (row,) = rows_in(Path("s.zip"), "disclosures")
    assert (row["host"], row["time"][10:]) == ("adpix.test", "T00:00:00.000Z")
    assert document(Path("s.zip"), "datapackage.json")["tracker"]["reduced"] == {"times": "day", "hosts": "domain"}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["export", "--study", "s", "--format", "csv"], 2, "leave --format out"),
        (["export", "--study", "s", "-o", "-"], 2, "name a file, or none"),
        (["export", "--study", " "], 1, "a study's name is of 1 to 80 characters"),
        (["export", "--hosts", "full"], 2, "name one, --study NAME"),
        (["export", "--new-key"], 2, "name one, --study NAME"),
        (["export", "--format", "parquet"], 2, "name a file to write, -o FILE"),
        (["import", "a.zip"], 1, "no study bundle"),
        (["import", "a.zip", "--label", "run=1"], 2, "leave the options out"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, words: str
) -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("holiday.jpg", "picture")
    capsys.readouterr()
    assert main(arguments) == status
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
    assert not Path("s.zip").exists()


def test_a_changed_bundle_leaves_no_ledger_with_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--study", "s"]) == 0
    changed(Path("s.zip"), "data/disclosures.csv", lambda data: data.replace(b"query", b"quary"), is_summed=False)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))
    assert main(["import", "s.zip"]) == 1
    assert b"is not what its checksum says" in capfdbinary.readouterr().err
    assert exported(capfdbinary) == []


def test_a_bundle_and_a_capture_can_come_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--study", "s"]) == 0
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))
    assert main(["import", "s.zip", "a.har"]) == 0
    assert len(exported(capfdbinary)) == 2
