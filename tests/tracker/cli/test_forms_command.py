import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.cli.forms_command import command

PAGE = """<form><label for=m>Your e-mail\x1b[31m</label><input id=m name=mail><input type=checkbox name=news></form>
<input name=colour>"""
SIGN_IN = "<form><label>E-mail <input name=u></label><input type=password name=p></form>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_each_field_is_one_json_line(page: Path) -> None:
    result = CliRunner().invoke(command, [str(page), "--format", "jsonl"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["category"] for row in rows] == ["email_address", None, None]
    assert set(rows[0]) == {
        "source", "form", "name", "id", "type", "label", "category", "confidence", "reasoning", "purpose", "carries",
    }  # fmt: skip
    assert rows[0]["source"] == str(page)
    assert (rows[0]["form"], rows[2]["form"]) == (0, None)


def test_a_sign_in_form_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    path = tmp_path / "page.html"
    path.write_text(SIGN_IN, encoding="utf-8")
    shown = CliRunner().invoke(command, [str(path)]).stdout
    assert "form 1: sign-in" in shown
    assert "user name (e-mail" in shown
    row = json.loads(CliRunner().invoke(command, [str(path), "--format", "jsonl"]).stdout.splitlines()[0])
    assert (row["purpose"], row["category"], row["carries"]) == ("sign-in", "username", "email_address")


def test_the_table_is_for_reading_and_safe_for_terminals(page: Path) -> None:
    shown = CliRunner().invoke(command, [str(page)]).stdout
    assert "\x1b" not in shown
    assert "e-mail address" in shown
    assert "and nothing personal in 1 field\n" in shown
    assert "outside any form\nnothing personal in 1 field\n" in shown


def test_a_page_without_fields_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<p>Hello", encoding="utf-8")
    assert "no form fields" in CliRunner().invoke(command, [str(path)]).stdout


def test_a_page_in_another_charset_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes("<meta charset=windows-1251><label>Фамилия <input name=f1></label>".encode("cp1251"))
    row = json.loads(CliRunner().invoke(command, [str(path), "--format", "jsonl"]).stdout)
    assert row["category"] == "last_name"


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_done(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forms", str(tmp_path / "absent.html"), str(page)]) == 1
    out, err = capsys.readouterr()
    assert "e-mail address" in out
    assert len(err.splitlines()) == 1
    assert "absent.html" in err


def test_no_file_is_a_wrong_command_line() -> None:
    assert main(["forms"]) == 2
