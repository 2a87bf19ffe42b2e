"""`tracker api-token`."""

from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.ledgers import opened
from tracker.ledger.api_token import PREFIX, is_right


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def opens(token: str) -> bool:
    with opened() as (ledger, *_), ledger.reading() as session:
        return is_right(session, token)


def test_a_token_is_printed_once_alone_and_opens(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["api-token", "new"]) == 0
    said = capsys.readouterr()
    (token,) = said.out.split()
    assert token.startswith(PREFIX)
    assert "not shown again" in said.err
    assert "opens nothing any more" not in said.err
    assert opens(token)
    assert main(["api-token"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("A token was made on 20")
    assert token not in told


def test_a_new_one_replaces_it_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    main(["api-token", "new"])
    first = capsys.readouterr().out.strip()
    assert main(["api-token", "new"]) == 0
    said = capsys.readouterr()
    assert "opens nothing any more" in said.err
    assert not opens(first)
    assert opens(said.out.strip())


def test_it_can_be_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["api-token", "new"])
    token = capsys.readouterr().out.strip()
    assert main(["api-token", "revoke"]) == 0
    assert capsys.readouterr().out == "Revoked: the token opens nothing any more.\n"
    assert not opens(token)


@pytest.mark.parametrize("choice", ["status", "revoke"])
def test_where_there_is_none_it_says_how_to_make_one(choice: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["api-token", choice]) == 0
    assert "`tracker api-token new`" in capsys.readouterr().out


def test_what_is_no_choice_is_a_wrong_command_line() -> None:
    assert main(["api-token", "show"]) == 2
