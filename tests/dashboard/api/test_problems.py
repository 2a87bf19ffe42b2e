"""What is answered instead of data."""

import logging
from pathlib import Path
from unittest.mock import patch

import pytest
from flask import Flask

from dashboard.api import endpoints
from tests.builders.readers import Reader, told
from tracker.errors import LedgerError


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("/nothing", 404, None),
        ("/vendors/nobody.example", 404, None),
        ("/vendors/%2e%2e%2fetc", 404, None),
        ("/data/999999", 404, None),
        ("/data/00000000000000000000000000000000", 404, None),
        ("/data/x", 400, "datum"),
        ("/data", 400, "category"),
        ("/data?category=nonsense", 400, "category"),
        ("/log?cursor=abc", 404, None),
        ("/log?cursor=%00", 400, "cursor"),
        ("/log?limit=501", 400, "limit"),
        ("/log?since=yesterday", 400, "since"),
        ("/log?q=%00", 400, "q"),
        ("/log?unheard=of", 400, "unheard"),
        ("/vendors?manner=relayed", 400, "manner"),
        ("/vendors?cursor=Im5vYm9keSI", 404, None),
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_says_the_way_out(
    address: str, status: int, parameter: str | None, reader: Reader
) -> None:
    answer = reader.ask(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert told(answer)["status"] == status
    assert told(answer)["parameter"] == parameter
    assert (told(answer)["type"], bool(told(answer)["title"]), bool(told(answer)["detail"])) == (
        "about:blank",
        True,
        True,
    )


def test_where_the_ledger_lies_is_told_in_the_terminal_alone(
    reader: Reader, api_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fault = LedgerError(f"{api_home / 'ledger.db'}: the disk is full; make room and try again")
    with patch.object(endpoints, "reading", side_effect=fault), caplog.at_level(logging.ERROR):
        answer = reader.ask("/log")
    assert told(answer)["detail"].endswith("ledger.db: the disk is full; make room and try again")
    assert str(api_home) not in answer.text
    assert str(api_home) in caplog.text


def test_a_ledger_that_cannot_be_read_is_said(reader: Reader) -> None:
    with patch.object(endpoints, "reading", side_effect=LedgerError("the ledger's key is gone")):
        answer = reader.ask("/log")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert "the ledger's key is gone" in told(answer)["detail"]


def test_a_fault_of_ours_tells_nothing_of_itself(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(endpoints, "reading", side_effect=RuntimeError("a secret")), caplog.at_level(logging.ERROR):
        answer = reader.ask("/log")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "secret" not in answer.text
    assert "an answer failed: RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_a_body_is_not_read(api: Flask, token: str, tmp_path: Path) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    answer = api.test_client().post("/api/v1/log", headers=headers, data=b"x" * 100_000)
    assert answer.status_code == 405
