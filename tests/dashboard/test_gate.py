import stat
import sys
from pathlib import Path

import pytest

from dashboard.gate import Gate, made_token


def test_the_right_token_opens_once(tmp_path: Path) -> None:
    gate = Gate("right", tmp_path / "spent")
    assert gate.takes("right")
    assert not gate.takes("right")


@pytest.mark.parametrize("token", ["", "wrong", "right ", "RIGHT", "é"])
def test_another_token_opens_nothing_and_spends_nothing(token: str, tmp_path: Path) -> None:
    gate = Gate("right", tmp_path / "spent")
    assert not gate.takes(token)
    assert gate.takes("right")


def test_to_ask_whether_a_token_opens_spends_nothing(tmp_path: Path) -> None:
    gate = Gate("right", tmp_path / "spent")
    assert gate.would_take("right")
    assert not gate.would_take("wrong")
    assert gate.takes("right")
    assert not gate.would_take("right")


def test_a_token_stays_spent_when_the_dashboard_is_started_again(tmp_path: Path) -> None:
    assert Gate("right", tmp_path / "spent").takes("right")
    assert not Gate("right", tmp_path / "spent").takes("right")
    assert Gate("another", tmp_path / "spent").takes("another")


def test_each_of_several_tokens_lets_one_browser_in(tmp_path: Path) -> None:
    gate = Gate("mine yours", tmp_path / "spent")
    assert not gate.takes("mine yours")
    assert gate.takes("yours")
    assert not gate.takes("yours")
    assert gate.takes("mine")
    again = Gate("mine yours", tmp_path / "spent")
    assert not again.takes("mine")
    assert not again.takes("yours")


def test_what_is_kept_is_no_token(tmp_path: Path) -> None:
    Gate("right", tmp_path / "spent").takes("right")
    assert "right" not in (tmp_path / "spent").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of Unix")
def test_what_is_kept_is_the_owners_alone(tmp_path: Path) -> None:
    Gate("right", tmp_path / "spent").takes("right")
    assert stat.S_IMODE((tmp_path / "spent").stat().st_mode) == 0o600


def test_tokens_differ_and_are_long() -> None:
    tokens = {made_token() for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 32


def test_a_mark_is_known_until_everybody_is_shut_out(tmp_path: Path) -> None:
    gate = Gate("right", tmp_path / "spent")
    mark = gate.mark()
    assert gate.mark() == mark
    assert gate.knows(mark)
    assert Gate("another", tmp_path / "spent").knows(mark)
    gate.shut_out()
    assert not gate.knows(mark)
    assert gate.knows(gate.mark())


@pytest.mark.parametrize("mark", [None, True, "", "é", "wrong"])
def test_no_other_mark_is_known(mark: object, tmp_path: Path) -> None:
    gate = Gate("right", tmp_path / "spent")
    assert not gate.knows(mark)
    gate.mark()
    assert not gate.knows(mark)
