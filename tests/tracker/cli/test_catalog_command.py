"""`tracker catalog`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.builders.upstream import Answer, companies, entities, services, serving
from tracker import suffixes
from tracker.cli.catalog_command import command
from tracker.suffixes import Suffixes, bundled_version
from tracker.upstream import sources, tables
from tracker.upstream.sources import companiesdb, ghostery, third_party_web

ANSWERS: dict[str, Answer | bytes] = {
    "/third-party-web/entities-nostats.json": entities(),
    "/adguard-companiesdb/trackers.json": services(),
    "/adguard-companiesdb/companies.json": companies(),
    "/ghostery-trackerdb/trackerdb.json": (
        b'{"organizations": {}, "patterns": {"a": {"name": "A", "domains": ["a.test"]}}}'
    ),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three of the sources, of which few rows are expected, in an installation of their own."""
    few = tuple(replace(module.SOURCE, minimum=1) for module in (third_party_web, companiesdb, ghostery))
    monkeypatch.setattr(sources, "SOURCES", few)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.delenv("TRACKER_CATALOG_FROM", raising=False)
    return tmp_path / "catalogue"


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=typed)


def update(*arguments: str, answers: dict[str, Answer | bytes] | None = None, typed: str | None = None) -> Result:
    with serving(ANSWERS if answers is None else answers) as (base, _):
        return run("update", "--from", base, *arguments, typed=typed)


def test_each_source_is_said_on_a_line(folder: Path) -> None:
    result = update()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["third-party-web: 2 rows, MIT", "AdGuard companiesdb: 3 rows, CC BY-SA 4.0"]
    assert sorted(path.name for path in folder.iterdir()) == ["adguard-companiesdb.json", "third-party-web.json"]
    assert "2 rows (before: 2)" in update().stdout


def test_one_that_is_gone_keeps_no_other_back(folder: Path) -> None:
    update()
    before = tables.path_of(folder, "third-party-web").read_bytes()
    result = update(answers={**ANSWERS, "/third-party-web/entities-nostats.json": Answer(b"\x1b[2J", status=500)})
    assert result.exit_code == 0
    assert "third-party-web: not updated, the 2 rows of before stay: http://127.0.0.1" in result.stderr
    assert "AdGuard companiesdb: 3 rows" in result.stdout
    assert tables.path_of(folder, "third-party-web").read_bytes() == before


def test_where_all_fail_the_work_failed() -> None:
    result = update(answers={})
    assert result.exit_code == 1
    assert result.stderr.count("nothing was there before") == 2
    assert "nothing was updated" in result.stderr


def test_one_source_may_be_named_and_the_mirror_set_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(ANSWERS) as (base, asked):
        monkeypatch.setenv("TRACKER_CATALOG_FROM", base)
        assert run("update", "third-party-web").exit_code == 0
    assert asked == ["/third-party-web/entities-nostats.json"]
    assert [path.name for path in folder.iterdir()] == ["third-party-web.json"]


@pytest.mark.parametrize(("options", "typed"), [(["--yes"], None), ([], "y\n")], ids=["--yes", "asked"])
def test_what_may_not_be_used_commercially_shows_its_licence(
    options: list[str], typed: str | None, folder: Path
) -> None:
    result = update("--include-noncommercial", *options, typed=typed)
    assert result.exit_code == 0
    assert "CC BY-NC-SA 4.0, https://creativecommons.org/licenses/by-nc-sa/4.0/" in result.stdout
    assert ("Do you agree?" in result.stdout) == (typed is not None)
    assert "Ghostery TrackerDB: 1 row, " in result.stdout
    assert tables.path_of(folder, "ghostery-trackerdb").exists()


@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_who_does_not_agree_gets_the_others(typed: str, folder: Path) -> None:
    result = update("--include-noncommercial", typed=typed)
    assert result.exit_code == 0
    assert not tables.path_of(folder, "ghostery-trackerdb").exists()
    assert tables.path_of(folder, "third-party-web").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nobody"], "'nobody' is none; there are third-party-web"),
        (["ghostery-trackerdb"], "add --include-noncommercial"),
    ],
)
def test_a_wrong_name_is_a_wrong_command_line(arguments: list[str], says: str) -> None:
    result = update(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_status_shows_each_source(folder: Path) -> None:
    update("third-party-web")
    path = tables.path_of(folder, "adguard-companiesdb")
    path.write_bytes(b"{")
    result = run("status")
    assert result.exit_code == 0
    built_in, suffix_list, _, _, web, broken, never = result.stdout.splitlines()
    assert built_in.startswith("Built in: ")
    assert suffix_list == f"Public suffixes: the list that comes with the program, of {bundled_version()[:10]}"
    assert web.split()[:4] == ["third-party-web", "2", f"{datetime.now(UTC):%Y-%m-%d}", "today"]
    assert web.split()[-1] == "MIT"
    assert "broken" in broken
    assert "never" in never


def test_status_says_which_public_suffixes_are_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suffixes, "fetched", lambda: Suffixes.of("2099-01-02_03-04-05_UTC", ["com"]))
    assert "Public suffixes: the fetched list, of 2099-01-02; new hosts" in run("status").stdout


def test_status_says_how_old_it_is(folder: Path) -> None:
    update("third-party-web")
    table = tables.read(tables.path_of(folder, "third-party-web"))
    assert table is not None
    for days, said in ((1, "1 day "), (40, "40 days")):
        retrieved = f"{datetime.now(UTC) - timedelta(days=days, hours=1):%Y-%m-%dT%H:%M:%SZ}"
        tables.write(folder, table._replace(header=table.header._replace(retrieved=retrieved)))
        assert said in run("status").stdout


def test_a_correction_is_made_listed_and_taken_back() -> None:
    assert "No corrections" in run("correct").stdout
    assert run("correct", "px.adpix.test", "Example Ads").stdout == (
        "px.adpix.test and all below it: Example Ads (example-ads).\n"
    )
    assert "Example Ads (example-ads), said on" in run("correct").stdout
    assert run("correct", "px.adpix.test", "--remove").stdout == "Removed.\n"
    assert "No corrections" in run("correct").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["adpix.test"], "say whose it is"), (["adpix.test", "--remove"], "has no correction")],
)
def test_a_correction_that_says_too_little_is_a_wrong_command_line(arguments: list[str], says: str) -> None:
    result = run("correct", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_nobody_is_asked_for_status_or_corrections(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(ANSWERS) as (base, asked):
        monkeypatch.setenv("TRACKER_CATALOG_FROM", base)
        run("status")
        run("correct", "adpix.test", "AdPix")
    assert asked == []
