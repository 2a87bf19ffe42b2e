"""What is learned from answers."""

import gzip
from datetime import UTC, datetime

import pytest
from mitmproxy import http

from addons import learning
from addons.learning import MAX_PAGE, Learner, readable
from tracker.detection import Knowledge, knowledge_of
from tracker.profile import EMPTY

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = b"<form><label>E-mail <input name=q1></label></form>"


@pytest.fixture
def knowledge() -> Knowledge:
    return knowledge_of(EMPTY)


def set_cookie(*lines: bytes) -> http.Headers:
    return http.Headers([(b"Set-Cookie", line) for line in lines])


def test_a_form_on_a_page_is_known_afterwards(knowledge: Knowledge) -> None:
    Learner(knowledge).page("www.shop.test", http.Headers(), PAGE)
    verdict = knowledge.forms.verdict("shop.test", "q1")
    assert verdict
    assert verdict.category == "email_address"


def test_a_compressed_page_is_read(knowledge: Knowledge) -> None:
    Learner(knowledge).page("shop.test", http.Headers([(b"content-encoding", b"gzip")]), gzip.compress(PAGE, mtime=0))
    assert knowledge.forms.verdict("shop.test", "q1")


def test_a_page_that_cannot_be_read_teaches_nothing(knowledge: Knowledge) -> None:
    Learner(knowledge).page("shop.test", http.Headers([(b"content-encoding", b"gzip")]), PAGE)
    assert knowledge.forms.verdict("shop.test", "q1") is None


def test_a_bomb_stays_small() -> None:
    assert len(readable(gzip.compress(bytes(64 << 20), mtime=0), "gzip")) <= MAX_PAGE
    assert len(readable(bytes(4 << 20), "")) == MAX_PAGE


def test_the_same_page_is_read_once_until_it_is_long_ago(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[bytes] = []

    class Forms:
        def learn(self, site: str, html: bytes) -> None:
            learned.append(html)

    monkeypatch.setattr(learning, "_SEEN", 2)
    knowledge.forms = Forms()  # type: ignore[assignment]
    learner = Learner(knowledge)
    for page in (b"one", b"one", b"two", b"one", b"three", b"one", b"two"):
        learner.page("shop.test", http.Headers(), page)
    assert learned == [b"one", b"two", b"three", b"two"]


def test_a_cookie_that_identifies_is_known_afterwards(knowledge: Knowledge) -> None:
    value = "8f3a9c1d7be24f60a5d2c9e41b70f836"
    lines = b"visitor=%s; Max-Age=31536000; Domain=shop.test" % value.encode(), b"=; nonsense"
    Learner(knowledge).cookies("www.shop.test", set_cookie(*lines), NOON)
    assert knowledge.cookies.verdict("www.shop.test", "visitor", value)


def test_an_answer_without_cookies_teaches_none(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[object] = []
    monkeypatch.setattr(knowledge.cookies, "learn", lambda *given: learned.append(given))
    Learner(knowledge).cookies("shop.test", http.Headers([(b"Server", b"nginx")]), NOON)
    assert learned == []
