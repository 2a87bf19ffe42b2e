"""`tracker rate`."""

import io

import pytest

from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import opinions
from tracker.settings import Settings


@pytest.fixture(autouse=True)
def installed(ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    settings.key_file.write_bytes(keys.secret)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    return fill(ledger, [a_record(host="px.adpix.test")])


def kept(ledger: Ledger) -> tuple[int | None, str] | None:
    with ledger.reading() as session:
        found = opinions(session).get("adpix")
    return (found.interest, found.note) if found else None


def test_what_is_not_given_stays_as_it_was(installed: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rate", "px.adpix.test", "--interest", "2", "--note", "hm"]) == 0
    assert capsys.readouterr().out == "adpix: 2/5, little\n"
    assert kept(installed) == (2, "hm")
    assert main(["rate", "adpix", "--interest", "4"]) == 0
    assert kept(installed) == (4, "hm")
    assert main(["rate", "adpix", "--note", ""]) == 0
    assert kept(installed) == (4, "")
    assert main(["rate", "adpix", "--clear"]) == 0
    assert capsys.readouterr().out.endswith("adpix: not rated\n")
    assert kept(installed) is None


def test_a_note_can_come_by_standard_input(installed: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("from a file\n"))
    assert main(["rate", "adpix", "--note", "-"]) == 0
    assert kept(installed) == (None, "from a file")


@pytest.mark.parametrize(
    ("given", "said"),
    [(b"\xff\xfe", "no text in UTF-8"), (b"x" * 200_000, "at most 2,000 characters")],
    ids=["bytes", "long"],
)
def test_what_is_no_note_on_standard_input_is_said(
    installed: Ledger, given: bytes, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
    assert main(["rate", "adpix", "--note", "-"]) == 2
    assert said in capsys.readouterr().err
    assert kept(installed) is None


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["adpix"], 2, "Say what you think"),
        (["adpix", "--clear", "--interest", "1"], 2, "Say what you think"),
        (["adpix", "--interest", "0"], 2, "0 is not in the range"),
        (["adpix", "--interest", "6"], 2, "6 is not in the range"),
        (["adpix", "--note", "x" * 2001], 2, "at most 2,000 characters"),
        (["nobody", "--interest", "1"], 1, "nothing was recorded of 'nobody'"),
    ],
)
def test_what_makes_no_sense_is_said(
    installed: Ledger, options: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rate", *options]) == status
    assert said in capsys.readouterr().err
    assert kept(installed) is None
