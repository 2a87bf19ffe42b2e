"""Files for the browser, piece by piece."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from dashboard.downloads import clear, from_file, streamed
from tracker.settings import Settings


@pytest.fixture(autouse=True)
def _asked(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def left(settings: Settings) -> list[str]:
    return [path.name for path in (settings.home / "exports").iterdir()]


def test_what_comes_is_sent_as_it_comes_in_large_pieces() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield b"x" * 1000

    response = streamed(pieces(), "a.csv", "text/csv; charset=utf-8")
    assert len(taken) < 100  # the first piece alone
    sent = list(response.iter_encoded())
    assert len(b"".join(sent)) == 1_000_000
    assert 10 < len(sent) < 20
    assert response.headers["Content-Disposition"] == "attachment; filename=a.csv"
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_an_export_of_nothing_is_an_empty_file() -> None:
    assert streamed([], "a.csv", "text/csv").get_data() == b""


def test_what_fails_at_once_is_a_failure_and_no_file() -> None:
    def pieces() -> Iterator[bytes]:
        raise OSError("broken")
        yield b""

    with pytest.raises(OSError, match="broken"):
        streamed(pieces(), "a.csv", "text/csv")


def test_who_goes_away_lets_go_of_what_is_read() -> None:
    gone: list[bool] = []

    def pieces() -> Iterator[bytes]:
        try:
            while True:
                yield b"x" * 100_000
        finally:
            gone.append(True)

    streamed(pieces(), "a.csv", "text/csv").close()
    assert gone == [True]


def test_a_file_is_sent_whole_and_gone_afterwards(settings: Settings) -> None:
    data = os.urandom(200_000)
    response = from_file(settings, lambda path: path.write_bytes(data), "a.sqlite", "application/x")
    assert b"".join(response.iter_encoded()) == data
    assert response.content_length == 200_000
    response.close()
    assert left(settings) == []


def test_a_file_that_cannot_be_made_leaves_nothing(settings: Settings) -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        from_file(settings, write, "a.sqlite", "application/x")
    assert left(settings) == []


@pytest.mark.skipif(os.name == "nt", reason="there an open file keeps its name")
def test_whoever_is_killed_while_sending_leaves_nothing(settings: Settings) -> None:
    response = from_file(settings, lambda path: path.write_bytes(b"x"), "a.sqlite", "application/x")
    assert left(settings) == []
    assert response.get_data() == b"x"
    response.close()


def leave(settings: Settings, *ages: int) -> None:
    """Have files lie there, each of so many seconds ago."""
    folder = settings.home / "exports"
    folder.mkdir(parents=True)
    for age in ages:
        path = folder / str(age)
        path.write_text("left")
        time = path.stat().st_mtime - age
        os.utime(path, (time, time))


def test_what_a_killed_dashboard_left_goes_with_the_next_export(settings: Settings) -> None:
    leave(settings, 2 * 3600, 60)
    from_file(settings, lambda path: path.write_bytes(b"x"), "a", "x/y").close()
    assert left(settings) == ["60"]


def test_what_a_killed_dashboard_left_goes_when_one_starts(settings: Settings) -> None:
    leave(settings, 2 * 3600, 60)
    clear(settings)
    assert left(settings) == ["60"]


def test_where_nothing_was_exported_there_is_nothing_to_clear(settings: Settings) -> None:
    clear(settings)
    assert not (settings.home / "exports").exists()
