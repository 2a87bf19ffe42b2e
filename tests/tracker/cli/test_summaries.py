"""What a run over captures comes to, on standard error."""

import sys
from pathlib import Path

import pytest

from tracker.cli.summaries import counted, print_import, print_summary, progress_bar
from tracker.importers.captures import Capture, Found, Kind, Unreadable
from tracker.importers.choosing import Choice, Copy
from tracker.importers.reading import MAX_FAILURES, Fault, Tally
from tracker.ledger.writing import Written

FOUND = Found([Capture("a.har", Path("a.har"), Kind.HAR, 1000)], 0)


def said(found: Found, tally: Tally, capsys: pytest.CaptureFixture[str]) -> list[str]:
    print_summary(found, tally, "2 findings")
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_a_clean_run_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(FOUND, Tally(1234), capsys) == ["1 file, 1,234 requests: 2 findings"]


def test_what_was_left_out_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(FOUND._replace(skipped=2), Tally(1, unsent=3), capsys)
    assert lines[1:] == [
        "3 never left the machine or are no web requests: left out",
        "2 other files in the folders: no captures, left out",
    ]


def test_nothing_found_is_said_with_what_was_not_seen(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(FOUND, Tally(9, partly_read=2), capsys)
    assert lines[1:] == ["2 requests could not be read in full (blind spots): what the rest held is not known"]


def test_times_that_are_guessed_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(FOUND, Tally(9, undated=2), capsys)
    assert lines[1:] == ["2 requests without a readable time: dated as what came before, or as the file"]


def test_broken_entries_are_named_up_to_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally(1)
    for number in range(25):
        tally.add_fault(Fault("a\x1b.har", number, "has no request"))
    lines = said(FOUND, tally, capsys)
    assert lines[1:3] == ["25 places that could not be read:", "  a\\x1b.har, entry 0: has no request"]
    assert lines[-1] == "  and 5 more"


def test_captures_that_could_not_be_read_are_named_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    found = FOUND._replace(unreadable=(Unreadable("x.har", "neither"),))
    tally = Tally(1)
    for number in range(30):
        tally.fail(Fault(f"{number}.har", 7 if number else None, "breaks off"))
    lines = said(found, tally, capsys)
    assert lines[1:4] == ["31 files that could not be read to the end:", "  x.har: neither", "  0.har: breaks off"]
    assert lines[4] == "  1.har, entry 7: breaks off"
    assert len(lines) == 2 + 31


def test_of_very_many_only_the_rest_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally(1)
    for number in range(MAX_FAILURES + 5):
        tally.fail(Fault(f"{number}.har", None, "breaks off"))
    total = Tally()
    total.add(tally)
    lines = said(FOUND, total, capsys)
    assert lines[1] == "1,005 files that could not be read to the end:"
    assert (lines[-1], len(lines)) == ("  and 5 more", 3 + MAX_FAILURES)


def test_an_import_says_what_it_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    choice = Choice(
        known=3,
        relabelled=[("a.har", {})],
        copies=[Copy("b.har", "a.har")],
        unreadable=[Fault("c.har", None, "cannot be read (gone)")],
    )
    print_import(FOUND, choice, Tally(2, 5), Written(2, 4, 1), is_over=True)
    assert capsys.readouterr().err.splitlines() == [
        "1 file, 2 requests: 4 new of 5 disclosures; 1 request known",
        "3 files in the ledger already, 1 with new labels: not read again",
        "1 copy of other files: left out, their labels too",
        "  b.har is the same as a.har",
        "1 file that could not be read to the end:",
        "  c.har: cannot be read (gone)",
    ]


def test_an_import_that_was_ended_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    print_import(FOUND, Choice(), Tally(2), Written(2, 0, 0), is_over=False)
    assert "run the same command again for the rest" in capsys.readouterr().err


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(FOUND, "Searching") as progress:
        assert progress is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress_bar(FOUND, "Searching") as progress:
        assert progress is not None
        progress(500)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Searching" in err


@pytest.mark.parametrize(("number", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (5000, "5,000 files")])
def test_numbers_are_said_in_words(number: int, words: str) -> None:
    assert counted(number, "file") == words
