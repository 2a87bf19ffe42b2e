"""Asking a service that may answer anything, with a key that nobody else is to see."""

import socket

import pytest

from tests.builders.services import KEY, Told, a_service
from tracker.upstream import asking
from tracker.upstream.asking import Reply, ask
from tracker.upstream.source import UpstreamError

HEADERS = {"Authentication": KEY}


def test_an_answer_is_given_as_it_is_whatever_its_status() -> None:
    answers = (Told(201, {"a": 1}), Told(429, "later", headers={"Retry-After": "60"}), Told(500, body=b""))
    with a_service(*answers) as (base, asked):
        assert ask(f"{base}/new", {**HEADERS, "Content-Type": "application/json"}, b'{"b":2}') == Reply(
            201, b'{"a": 1}'
        )
        assert ask(f"{base}/x?y=1", HEADERS) == Reply(429, b'"later"', "60")
        assert ask(f"{base}/z", HEADERS) == Reply(500, b"")
    assert [(one.method, one.path, one.document) for one in asked] == [
        ("POST", "/new", {"b": 2}),
        ("GET", "/x?y=1", None),
        ("GET", "/z", None),
    ]
    assert {one.headers["authentication"] for one in asked} == {KEY}
    assert asked[0].headers["user-agent"] == "Tracker"


def test_the_key_follows_no_redirect() -> None:
    with a_service(Told(201)) as (elsewhere, others):
        for status in (301, 302, 307, 308):
            with a_service(Told(status, headers={"Location": elsewhere})) as (base, _):
                assert ask(base, HEADERS, b"{}").status == status
        assert others == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told(body=b"x" * 70_000), "at most 65,536 are taken"),
        (Told(body=b"x" * 70_000, headers={"Content-Length": "many"}), "larger than 65,536 bytes|cannot be reached"),
        (Told(body=b"x", headers={"Content-Length": "9"}), "cut off after 1 of 9 bytes"),
        (Told(body=b"x", headers={"Content-Encoding": "gzip"}), "comes packed"),
        (Told(head=b"HTTP/1.1 200 OK\r\nX: "), "took longer than|too slow"),
        (Told(head=b"SSH-2.0-Nobody\r\n\r\n"), "cannot be reached|took longer than"),
    ],
    ids=["too large", "no length", "cut off", "packed", "slow", "no HTTP"],
)
def test_what_is_wrong_is_one_line_without_the_key(told: Told, says: str) -> None:
    with a_service(told) as (base, _), pytest.raises(UpstreamError, match=says) as raised:
        ask(f"{base}/a?secret", HEADERS, deadline=0.5)
    assert "\n" not in str(raised.value)
    assert KEY not in repr(raised.value)
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_nobody_there_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UpstreamError, match="cannot be reached"):
        ask(f"http://127.0.0.1:{port}/a", HEADERS)


@pytest.mark.parametrize("url", ["http://aliases.test/a", "file:///etc/passwd", "ftp://127.0.0.1/a"])
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(UpstreamError, match="only https is"):
        ask(url, HEADERS)


def test_a_header_that_cannot_be_sent_is_not_repeated() -> None:
    with a_service(Told()) as (base, asked), pytest.raises(UpstreamError, match="cannot be asked") as raised:
        ask(base, {"Authentication": f"{KEY}\r\nX: y"})
    assert KEY not in str(raised.value)
    assert asked == []


@pytest.mark.parametrize(
    ("proxy", "is_used"),
    [
        ("http://127.0.0.1:8080", False),
        ("http://localhost:8080/", False),
        ("127.0.0.1:8080", False),
        ("http://127.0.0.1:3128", True),
        ("http://proxy.test:8080", True),
    ],
)
def test_our_own_proxy_is_not_gone_through(monkeypatch: pytest.MonkeyPatch, proxy: str, is_used: bool) -> None:
    monkeypatch.setattr(asking, "getproxies", lambda: {"https": proxy})
    assert bool(asking._proxies("https://app.simplelogin.io/api", "127.0.0.1:8080")) is is_used
    assert asking._proxies("https://app.simplelogin.io/api", "")
    assert not asking._proxies("http://127.0.0.1:9/api", "")
