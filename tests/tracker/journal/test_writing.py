"""Appending to the journal, also where the disk does not take it."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tracker.journal import Journal, is_finished, read, remove, segments

KEY = bytes(range(32))


def records(folder: Path) -> list[bytes | None]:
    return [sealed.data for path in segments(folder) for sealed in read(path, KEY)]


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY)
    for data in (b"one", b"", b"three" * 1000):
        journal.append(data)
    assert records(tmp_path) == [b"one", b"", b"three" * 1000]


def test_nothing_is_made_before_the_first_record(tmp_path: Path) -> None:
    Journal(tmp_path / "journal", KEY)
    assert not (tmp_path / "journal").exists()


def test_opening_makes_the_segment_ahead(tmp_path: Path) -> None:
    Journal(tmp_path / "journal", KEY).open()
    assert len(segments(tmp_path / "journal")) == 1


def test_no_bytes_of_a_record_lie_open_in_the_file(tmp_path: Path) -> None:
    Journal(tmp_path, KEY).append(b"marie.dupont@mail.example")
    assert b"marie" not in segments(tmp_path)[0].read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_the_segment_is_its_owners_alone(tmp_path: Path) -> None:
    Journal(tmp_path / "journal", KEY).append(b"one")
    assert segments(tmp_path / "journal")[0].stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "journal").stat().st_mode & 0o777 == 0o700


def test_writers_at_once_have_segments_of_their_own(tmp_path: Path) -> None:
    writers = [Journal(tmp_path, KEY) for _ in range(3)]
    for number in range(9):
        writers[number % 3].append(b"%d" % number)
    assert len(segments(tmp_path)) == 3
    assert sorted(data for data in records(tmp_path) if data) == [b"%d" % number for number in range(9)]


def test_a_full_segment_is_followed_by_the_next(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY, segment_bytes=200)
    for number in range(10):
        journal.append(b"%d" % number * 40)
    assert len(segments(tmp_path)) > 3
    assert records(tmp_path) == [b"%d" % number * 40 for number in range(10)]


def test_a_record_larger_than_a_segment_is_written_all_the_same(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY, segment_bytes=50)
    for data in (b"x" * 500, b"y", b"z" * 500):
        journal.append(data)
    assert records(tmp_path) == [b"x" * 500, b"y", b"z" * 500]


@pytest.mark.parametrize("written", [0, 1, 20])
def test_a_short_write_is_taken_back_and_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    journal = Journal(tmp_path, KEY)
    journal.append(b"before")
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:written]))
    with pytest.raises(OSError, match="No space") as raised:
        journal.append(b"does not fit")
    assert raised.value.errno == errno.ENOSPC
    monkeypatch.setattr(os, "write", write)
    journal.append(b"after")
    assert records(tmp_path) == [b"before", b"after"]


def test_a_failed_write_leaves_the_journal_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path, KEY)
    journal.append(b"before")

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        for _ in range(3):
            with pytest.raises(OSError, match="No space"):
                journal.append(b"does not fit")
    journal.append(b"after")
    assert records(tmp_path) == [b"before", b"after"]


@pytest.mark.parametrize("before", [[b"before"], []])
def test_where_even_taking_back_fails_later_records_go_to_a_new_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[bytes]
) -> None:
    journal = Journal(tmp_path, KEY)
    for data in before:
        journal.append(data)
    write = os.write

    def cannot(descriptor: int, size: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:10]))
        patch.setattr(os, "ftruncate", cannot)
        with pytest.raises(OSError, match="space"):
            journal.append(b"torn")
    journal.append(b"after")
    assert records(tmp_path) == [*before, b"after"]
    assert len(segments(tmp_path)) == 2


def test_a_limit_on_the_size_of_files_is_an_error_and_the_rest_stays_readable(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    script = """
import resource, sys
from pathlib import Path
from tracker.journal import Journal
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
journal, failed = Journal(Path(sys.argv[1]), bytes(range(32))), 0
for number in range(30):
    try:
        journal.append(b"%02d" % number * 50)
    except OSError:
        failed += 1
print(failed)
"""
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    kept = records(tmp_path)
    assert int(done.stdout) == 30 - len(kept) > 0
    assert len(segments(tmp_path)) > 1
    assert kept == sorted(kept, key=lambda data: data or b"")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_segment_removed_under_its_writer_does_not_swallow_what_comes_later(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY)
    journal.append(b"erased")
    segments(tmp_path)[0].unlink()
    journal.append(b"kept")
    assert records(tmp_path) == [b"kept"]


def test_a_folder_that_cannot_be_made_is_an_error_at_the_record(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        Journal(tmp_path / "file" / "journal", KEY).append(b"one")


def test_a_living_writers_newest_segment_is_not_finished(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY, segment_bytes=60)
    journal.append(b"x" * 50)
    journal.append(b"y" * 50)
    first, second = segments(tmp_path)
    assert is_finished(first)
    assert not is_finished(second)
    journal.close()
    assert is_finished(second)


def test_a_killed_writers_segment_is_finished(tmp_path: Path) -> None:
    script = """
import sys, time
from pathlib import Path
from tracker.journal import Journal
Journal(Path(sys.argv[1]), bytes(range(32))).append(b"last words")
journal = Journal(Path(sys.argv[1]), bytes(range(32)))
journal.append(b"last words")
print("written", flush=True)
time.sleep(60)
"""
    process: subprocess.Popen[Any] = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline()
    assert not is_finished(segments(tmp_path)[1])
    process.kill()
    process.communicate()
    assert all(is_finished(path) for path in segments(tmp_path))
    assert records(tmp_path) == [b"last words"] * 2


def test_the_last_segment_of_a_gone_writer_is_removed_with_its_lock(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY, segment_bytes=60)
    for _ in range(2):
        journal.append(b"x" * 50)
    journal.close()
    first, second = segments(tmp_path)
    remove(first)
    assert len(list(tmp_path.glob("*.lock"))) == 1
    remove(second)
    remove(second)
    assert list(tmp_path.iterdir()) == []


def test_a_living_writer_keeps_its_lock_when_its_finished_segments_go(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY, segment_bytes=60)
    for _ in range(2):
        journal.append(b"x" * 50)
    for path in segments(tmp_path):
        path.unlink()
    remove(tmp_path / f"{journal.writer}-000000.journal")
    assert len(list(tmp_path.glob("*.lock"))) == 1
    journal.append(b"x" * 50)
    assert not is_finished(segments(tmp_path)[0])


def test_a_writer_whose_lock_another_holds_says_so(tmp_path: Path) -> None:
    one, other = Journal(tmp_path, KEY), Journal(tmp_path, KEY)
    other._lock.path = one._lock.path
    one.append(b"one")
    with pytest.raises(OSError, match="locked by another process"):
        other.append(b"other")


def test_a_writer_without_a_record_leaves_nothing_behind(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", KEY)
    journal.open()
    journal.close()
    assert list((tmp_path / "journal").iterdir()) == []


def test_an_empty_last_segment_goes_and_the_lock_stays_with_the_others(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY, segment_bytes=60)
    journal.append(b"x" * 50)
    journal._leave()
    journal.open()
    journal.close()
    assert len(segments(tmp_path)) == 1
    assert len(list(tmp_path.glob("*.lock"))) == 1
