"""What services answer that is not what was asked for: one line each, and never the key."""

import pytest

from tests.builders.services import KEY, Told, a_service
from tracker.aliasing.calling import Account
from tracker.errors import TrackerError


def account(base: str, deadline: float = 5.0) -> Account:
    return Account("simplelogin", "SimpleLogin", base, {"Authentication": KEY}, KEY, deadline=deadline)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told(401, {"error": "Wrong api key"}), "does not take the key; give it anew: `tracker aliases provider"),
        (Told(403, {"detail": "You have used all 5 masks"}), "SimpleLogin refuses: You have used all 5 masks"),
        (Told(400, {"error": "You have reached\nthe  limit"}), "SimpleLogin refuses: You have reached the limit"),
        (Told(422, {"message": "The domain is required."}), "SimpleLogin refuses: The domain is required."),
        (Told(409, {"error": ["a"]}), r"SimpleLogin refuses \(409\)"),
        (Told(404, body=b"<html>"), r"SimpleLogin refuses \(404\)"),
        (Told(302, headers={"Location": "https://elsewhere.test"}), r"SimpleLogin refuses \(302\)"),
        (Told(400, {"error": f"bad key {KEY}\x1b[31m"}), r"refuses: bad key …\\x1b\[31m"),
        (Told(400, {"error": "x" * 900}), "refuses: x{200}$"),
        (Told(429, {"error": "rate"}), "makes no more aliases for now; try again later"),
        (Told(429, headers={"Retry-After": "61"}), "try again in 2 minutes"),
        (Told(429, headers={"Retry-After": "5"}), "try again in 1 minute$"),
        (Told(429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), "try again later"),
        (Told(500, {"error": "oops"}), r"is out of order \(500\); try again later"),
        (Told(503, body=b""), r"is out of order \(503\)"),
        (Told(201, body=b"<html>"), "answers with something else than JSON"),
        (Told(201, ["a@b.test"]), "answers with something else than JSON"),
        (Told(201, body=b"x" * 70_000), "at most 65,536 are taken"),
        (Told(head=b"HTTP/1.1 200 OK\r\nX: "), "took longer than|too slow"),
    ],
    ids=["401", "403", "400", "422", "409", "404", "302", "the key", "long", "429", "a minute", "seconds", "a date",
         "500", "503", "no JSON", "a list", "huge", "slow"],
)  # fmt: skip
def test_what_a_service_refuses_is_one_line_without_the_key(told: Told, says: str) -> None:
    with a_service(told) as (base, _), pytest.raises(TrackerError, match=says) as raised:
        account(base, 0.5 if told.head else 5.0).call("/new", {"note": "n"})
    assert "\n" not in str(raised.value)
    assert KEY not in str(raised.value)


def test_an_answer_is_its_document() -> None:
    with a_service(Told(200, {"a": 1})) as (base, asked):
        assert account(base).call("/options") == {"a": 1}
    assert asked[0].method == "GET"


@pytest.mark.parametrize("said", [None, 7, "", "nobody", ["a@b.test"]], ids=repr)
def test_an_answer_without_an_address_is_said(said: object) -> None:
    with pytest.raises(TrackerError, match="without an address"):
        account("https://aliases.test").address(said)


def test_an_account_shows_no_key() -> None:
    assert KEY not in repr(account("https://aliases.test"))
