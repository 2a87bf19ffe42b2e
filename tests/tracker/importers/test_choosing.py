"""Which captures are read, told by their bytes."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.builders.captures import a_har_file, an_entry
from tests.builders.records import NOON
from tracker.importers.captures import find
from tracker.importers.choosing import Choice, Copy, choice
from tracker.ledger import models as m
from tracker.ledger.captures import Captures, put
from tracker.ledger.opening import Ledger

EARLIER, LATER = NOON - timedelta(days=1), NOON + timedelta(days=1)


def a_capture(path: Path, number: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    return a_har_file(path, an_entry(f"https://px.adpix.test/{number}"))


def chosen(ledger: Ledger, paths: Iterable[Path], since: object = EARLIER, **labels: str) -> Choice:
    with ledger.session() as session:
        return choice(find(paths).captures, Captures(session), labels, since)  # type: ignore[arg-type]


def record(ledger: Ledger, made: Choice, *, is_whole: bool = True) -> None:
    """Put what was chosen into the ledger, as if it had been read at noon."""
    with ledger.session() as session:
        for one in made.chosen:
            put(session, one.capture.source, one.digest, one.labels, 1 if is_whole else None)
        session.flush()
        session.execute(update(m.Capture).values(imported=NOON))


def names(made: Choice) -> list[str]:
    return [one.capture.source for one in made.chosen]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return a_capture(tmp_path / "a.har", 1)


def test_what_is_new_is_read_with_the_labels_given(ledger: Ledger, path: Path) -> None:
    (one,) = chosen(ledger, [path], run="1").chosen
    assert (one.capture.source, one.capture.path, one.labels) == (str(path), path, {"run": "1"})
    assert len(one.digest) == 64


@pytest.mark.parametrize(
    ("is_whole", "since", "is_read"),
    [(True, EARLIER, False), (True, NOON, False), (True, LATER, True), (False, EARLIER, True)],
)
def test_what_is_whole_and_was_read_as_now_is_not_read_again(
    ledger: Ledger, path: Path, is_whole: bool, since: object, is_read: bool
) -> None:
    record(ledger, chosen(ledger, [path], country="fr", run="1"), is_whole=is_whole)
    made = chosen(ledger, [path], since, run="2")
    assert (names(made) == [str(path)], made.known) == (is_read, not is_read)
    told = made.chosen[0].labels if is_read else made.relabelled[0][1]
    assert told == {"country": "fr", "run": "2"}


def test_what_keeps_its_labels_is_not_labelled_anew(ledger: Ledger, path: Path) -> None:
    record(ledger, chosen(ledger, [path], run="1"))
    assert chosen(ledger, [path], run="1").relabelled == []
    assert chosen(ledger, [path]).relabelled == []


def test_a_file_named_twice_is_read_once(ledger: Ledger, path: Path) -> None:
    made = chosen(ledger, [path, path], run="1")
    assert (len(made.chosen), made.known, made.copies) == (1, 1, [])


def test_a_copy_under_another_name_changes_nothing(ledger: Ledger, path: Path) -> None:
    other = path.with_name("b.har")
    other.write_bytes(path.read_bytes())
    made = chosen(ledger, [path, other], run="1")
    assert (names(made), made.copies) == ([str(path)], [Copy(str(other), str(path))])
    record(ledger, made)
    made = chosen(ledger, [other], run="2")
    assert (names(made), made.copies, made.relabelled) == ([], [Copy(str(other), str(path))], [])


def test_a_copy_is_read_where_the_first_was_not_to_its_end(ledger: Ledger, path: Path) -> None:
    record(ledger, chosen(ledger, [path], run="1"), is_whole=False)
    other = path.with_name("b.har")
    path.rename(other)
    (one,) = chosen(ledger, [other], run="2").chosen
    assert (one.capture.source, one.capture.path, one.labels) == (str(path), other, {"run": "1"})


def test_another_file_of_the_same_name_is_another_capture(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        a_capture(tmp_path / str(number) / "a.har", number)
        monkeypatch.chdir(tmp_path / str(number))
        record(ledger, chosen(ledger, [Path("a.har")], run=str(number)))
    with ledger.session() as session:
        found = {row.source: row.labels for row in session.query(m.Capture)}
    assert found.pop("a.har") == '{"run":"1"}'
    ((source, labels),) = found.items()
    assert source.startswith("a.har (")
    assert labels == '{"run":"2"}'
    made = chosen(ledger, [Path("a.har")], note="second")
    assert (made.known, made.relabelled) == (1, [(source, {"run": "2", "note": "second"})])


def test_what_cannot_be_read_is_told(ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("the disk is gone")

    files = find([path]).captures
    monkeypatch.setattr(Path, "open", refuse)
    with ledger.session() as session:
        made = choice(files, Captures(session), {}, NOON)
    assert made.chosen == []
    assert [(fault.source, fault.reason) for fault in made.unreadable] == [
        (str(path), "cannot be read (the disk is gone)")
    ]
