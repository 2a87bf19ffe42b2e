"""Fetching from servers that may be anybody's, on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from io import BytesIO
from pathlib import Path
from urllib.request import Request

import pytest

from tests.builders.upstream import Answer, serving
from tracker.upstream import fetching
from tracker.upstream.fetching import fetch
from tracker.upstream.source import UpstreamError


def test_a_file_is_fetched_whole(tmp_path: Path) -> None:
    with serving({"/a.json": b"[1]" * 100_000}) as (base, _):
        fetch(f"{base}/a.json", tmp_path / "a", 300_000)
    assert (tmp_path / "a").read_bytes() == b"[1]" * 100_000


def test_we_say_who_asks_and_want_nothing_packed() -> None:
    assert fetching.USER_AGENT


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(status=404), "answers 404"),
        (Answer(status=500), "answers 500"),
        (Answer(b"x" * 2000), "at most 1,000 are taken"),
        (Answer(b"x", headers={"Content-Length": "9" * 15}), "at most 1,000 are taken"),
        (Answer(b"x" * 100, headers={"Content-Length": "500"}), "cut off after 100 of 500 bytes"),
        (Answer(b"x" * 2000, headers={"Content-Length": "many"}), "larger than 1,000 bytes|cannot be reached"),
        (Answer(b"x", headers={"Content-Encoding": "gzip"}), "comes packed"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "is not fetched|answers 302"),
        (Answer(status=302, headers={"Location": "ftp://adpix.test/x"}), "is not fetched"),
        (Answer(status=302, headers={"Location": "http://adpix.test/x"}), "is not fetched"),
        (Answer(status=302, headers={"Location": "https://adpix.test/x"}), "redirects to https://adpix.test/x"),
        (Answer(status=302, headers={"Location": "/a"}), "answers 302"),
    ],
    ids=["gone", "broken", "too large", "says it is huge", "cut off", "no length", "packed", "a file of ours", "ftp",
         "plain http", "elsewhere", "in a circle"],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, answer: Answer, says: str) -> None:
    with serving({"/a": answer}) as (base, _), pytest.raises(UpstreamError, match=says) as raised:
        fetch(f"{base}/a", tmp_path / "a", 1000)
    assert "\n" not in str(raised.value)


def test_a_redirect_on_the_same_side_is_followed(tmp_path: Path) -> None:
    with serving({"/a": Answer(status=302, headers={"Location": "/b"}), "/b": b"found"}) as (base, asked):
        fetch(f"{base}/a", tmp_path / "a", 100)
    assert asked == ["/a", "/b"]
    assert (tmp_path / "a").read_bytes() == b"found"


@pytest.mark.parametrize(
    "target",
    [
        *("https://127.0.0.1/a", "https://localhost:8081/a", "https://[::1]/a", "http://127.0.0.1:8081/a"),
        *("http://127.0.0.2/a", "http://adpix.test/a", "file:///etc/passwd", "ftp://adpix.test/a", "data:,a"),
    ],
)
def test_no_source_redirects_to_this_machine_or_to_a_weaker_protocol(target: str) -> None:
    redirects = fetching._Redirects(is_from_loopback=False)
    with BytesIO() as body, pytest.raises(UpstreamError, match=r"redirects to|is not fetched"):
        redirects.redirect_request(Request("https://list.test/a"), body, 302, "Found", Message(), target)


@pytest.mark.parametrize(
    "url", ["http://adpix.test/a", "file:///etc/passwd", "ftp://127.0.0.1/a", "javascript:alert(1)", "a.json"]
)
def test_only_https_is_fetched(tmp_path: Path, url: str) -> None:
    with pytest.raises(UpstreamError, match="only https is"):
        fetch(url, tmp_path / "a", 100)
    assert not (tmp_path / "a").exists()


def test_a_password_in_an_address_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(UpstreamError) as raised:
        fetch("http://me:secret@adpix.test/a", tmp_path / "a", 100)
    assert "secret" not in str(raised.value)


def test_nobody_there_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UpstreamError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/a", tmp_path / "a", 100)


@contextmanager
def dripping(head: bytes, drop: bytes) -> Iterator[str]:
    """A server that sends a head and then drop after drop, until its client is gone."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(head)
                while not stop.wait(0.01):
                    try:
                        connection.sendall(drop)
                    except OSError:
                        return

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b""),
    ],
    ids=["a drop at a time", "an endless header", "silence"],
)
def test_a_server_that_takes_its_time_is_left(tmp_path: Path, head: bytes, drop: bytes) -> None:
    with dripping(head, drop) as base, pytest.raises(UpstreamError, match=r"too slow|took longer|cannot be reached"):
        fetch(f"{base}/a", tmp_path / "a", 1 << 20, deadline=0.3)


def test_a_server_that_speaks_something_else_is_said(tmp_path: Path) -> None:
    with dripping(b"SSH-2.0-Nobody\r\n\r\n", b"") as base, pytest.raises(UpstreamError, match="cannot be reached"):
        fetch(f"{base}/a", tmp_path / "a", 100, deadline=5)


def test_a_server_that_drips_past_the_time_is_left_by_the_download_itself(tmp_path: Path) -> None:
    with dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x") as base, pytest.raises(TimeoutError):
        fetching._download(f"{base}/a", tmp_path / "a", 1 << 20, 0.1)


def test_slowness_is_said_with_the_address() -> None:
    said = fetching._explained("https://adlist.test/a?b", TimeoutError())
    assert str(said) == "https://adlist.test/a was too slow"
