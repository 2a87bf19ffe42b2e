from pathlib import Path

from tracker.journal import Journal, TurnWatch, ask_to_turn, is_finished, read, segments

KEY = bytes(32)


def test_a_writer_goes_on_in_a_new_segment_once_it_was_asked(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY)
    watch = TurnWatch(tmp_path, journal)
    journal.append(b"one")
    assert not watch.attempt()
    ask_to_turn(tmp_path)
    assert watch.attempt()
    assert not watch.attempt()
    journal.append(b"two")
    old, new = segments(tmp_path)
    assert (is_finished(old), is_finished(new)) == (True, False)
    assert [sealed.data for path in (old, new) for sealed in read(path, KEY)] == [b"one", b"two"]


def test_a_segment_without_a_record_stays(tmp_path: Path) -> None:
    journal = Journal(tmp_path, KEY)
    watch = TurnWatch(tmp_path, journal)
    journal.open()
    ask_to_turn(tmp_path)
    assert watch.attempt()
    assert len(segments(tmp_path)) == 1


def test_all_writers_are_asked_and_what_was_asked_before_counts_no_more(tmp_path: Path) -> None:
    journals = [Journal(tmp_path, KEY) for _ in range(2)]
    for journal in journals:
        journal.append(b"one")
    watches = [TurnWatch(tmp_path, journal) for journal in journals]
    ask_to_turn(tmp_path)
    assert [watch.attempt() for watch in watches] == [True, True]
    assert not TurnWatch(tmp_path, journals[0]).attempt()
    assert len(segments(tmp_path)) == 4
