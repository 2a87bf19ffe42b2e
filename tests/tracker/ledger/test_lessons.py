"""Lessons on their way: sealed, whole, and gone when they are taken."""

import os
import stat
import sys
import time
from pathlib import Path

import orjson
import pytest

from tests.builders import disks
from tests.builders.lessons import a_lesson
from tests.builders.records import MAIL
from tracker.keys import Keys
from tracker.ledger import lessons
from tracker.sealing import seal
from tracker.settings import Settings
from tracker.taxonomy import Category

PHONE = a_lesson("+33 6 39 98 12 34", Category.PHONE_NUMBER)


def names(settings: Settings) -> list[str]:
    return sorted(path.suffix for path in settings.lessons_folder.iterdir())


def test_lessons_come_back_in_the_order_of_their_writing(settings: Settings, keys: Keys) -> None:
    assert not lessons.are_waiting(settings)
    assert lessons.read(settings, keys) == []
    lessons.write(settings, keys, [a_lesson(), PHONE])
    lessons.write(settings, keys, [PHONE])
    assert lessons.are_waiting(settings)
    kept = lessons.read(settings, keys)
    assert [one.lessons for one in kept] == [(a_lesson(), PHONE), (PHONE,)]
    assert [lesson.value.origin for lesson in kept[0].lessons] == ["shop.example"] * 2
    lessons.remove(kept[:1], settings)
    assert [one.lessons for one in lessons.read(settings, keys)] == [(PHONE,)]


def test_they_are_sealed_and_their_owners_alone(settings: Settings, keys: Keys) -> None:
    lessons.write(settings, keys, [a_lesson()])
    (path,) = settings.lessons_folder.iterdir()
    assert b"marie" not in path.read_bytes()
    assert "marie" not in path.name
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"torn", b"x" * 200])
def test_a_file_that_cannot_be_read_teaches_nothing_and_goes(settings: Settings, keys: Keys, content: bytes) -> None:
    settings.lessons_folder.mkdir(parents=True)
    (settings.lessons_folder / "0.lesson").write_bytes(content)
    kept = lessons.read(settings, keys)
    assert [one.lessons for one in kept] == [()]
    lessons.remove(kept, settings)
    assert not lessons.are_waiting(settings)


def test_another_installations_lessons_are_not_read(settings: Settings, keys: Keys) -> None:
    lessons.write(settings, keys, [a_lesson()])
    assert [one.lessons for one in lessons.read(settings, Keys(bytes(32)))] == [()]


def test_one_that_somebody_else_has_taken_is_left_out(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons.write(settings, keys, [a_lesson()])

    def gone(_: Path) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_bytes", gone)
    assert lessons.read(settings, keys) == []


def test_a_write_that_fails_leaves_nothing(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", disks.full)
    with pytest.raises(OSError, match="No space"):
        lessons.write(settings, keys, [a_lesson()])
    assert names(settings) == []


def test_drafts_of_the_dead_go_and_those_of_the_living_stay(settings: Settings, keys: Keys) -> None:
    lessons.write(settings, keys, [a_lesson()])
    old, new = settings.lessons_folder / "a.draft", settings.lessons_folder / "b.draft"
    old.touch()
    new.touch()
    os.utime(old, (time.time() - 3600,) * 2)
    lessons.remove(lessons.read(settings, keys), settings)
    assert list(settings.lessons_folder.iterdir()) == [new]
    lessons.write(settings, keys, [a_lesson()])
    lessons.discard(settings)
    assert names(settings) == []
    assert MAIL  # nothing of it is left to look for


@pytest.mark.parametrize("rows", [[["no_category", MAIL, "shop.example", 0.0]], [[1]], {"a": 1}, 7])
def test_what_another_version_has_written_teaches_nothing_and_goes(
    settings: Settings, keys: Keys, rows: object
) -> None:
    settings.lessons_folder.mkdir(parents=True)
    path = settings.lessons_folder / "1.lesson"
    path.write_bytes(seal(keys.profile, orjson.dumps(rows), b"lesson 1"))
    kept = lessons.read(settings, keys)
    assert kept == [lessons.Kept(path, ())]
    lessons.remove(kept, settings)
    assert not lessons.are_waiting(settings)


def test_text_that_cannot_be_written_is_left_out(settings: Settings, keys: Keys) -> None:
    lessons.write(settings, keys, [a_lesson("marie\ud800@mail.example"), PHONE])
    assert [one.lessons for one in lessons.read(settings, keys)] == [(PHONE,)]
