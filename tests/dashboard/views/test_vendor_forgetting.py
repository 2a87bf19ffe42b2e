"""What the page of a company offers against it: to forget what was recorded of it, and to ask it to."""

import re

import pytest
from flask.testing import FlaskClient

from tests.builders.forms import token_of
from tracker.errors import LedgerError
from tracker.ledger.forgetting import Forgotten
from tracker.vendors import Facts


def test_what_would_be_forgotten_is_asked_first(recorded: FlaskClient) -> None:
    page = recorded.get("/forget/adpix").text
    told = re.search(r"(\d+) disclosures would be erased from your record", page)
    assert told
    assert "How to reach it for that is not known." in page
    assert "What <bdi>Adpix</bdi> itself holds, this does not touch" in page
    assert recorded.get("/vendors/adpix").status_code == 200  # nothing was erased by looking
    answer = recorded.post("/forget/adpix", data={"csrf_token": token_of(page), "period": "30"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/vendors?period=30")
    after = recorded.get("/vendors").text
    assert f"{told[1]} disclosures to Adpix were erased for good." in after
    assert "<bdi>Adpix</bdi>" not in after
    assert recorded.get("/vendors/adpix").status_code == 404
    assert recorded.get("/forget/adpix").status_code == 404


def test_nothing_is_forgotten_without_the_forms_token(recorded: FlaskClient) -> None:
    assert recorded.post("/forget/adpix", data={}).status_code == 400
    assert recorded.get("/vendors/adpix").status_code == 200


def test_who_is_forgotten_twice_at_once_is_said(recorded: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise LedgerError("nothing was recorded of it")

    monkeypatch.setattr("dashboard.erasing.forget", gone)
    page = recorded.get("/forget/adpix").text
    recorded.post("/forget/adpix", data={"csrf_token": token_of(page)})
    assert "Nothing was erased: nothing is recorded of Adpix any more." in recorded.get("/vendors").text


def test_bytes_that_another_program_still_reads_are_told(
    recorded: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.erasing.forget", lambda *_, **__: Forgotten(1, 1, is_purged=False))
    recorded.post("/forget/adpix", data={"csrf_token": token_of(recorded.get("/forget/adpix").text)})
    page = recorded.get("/vendors").text
    assert "1 disclosure to Adpix was erased for good." in page
    assert "Another program still reads the ledger" in page


def test_copies_that_a_proxy_keeps_are_told(recorded: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.erasing.shed", lambda *_: False)
    recorded.post("/forget/adpix", data={"csrf_token": token_of(recorded.get("/forget/adpix").text)})
    assert "its journal keeps sealed copies for a while" in recorded.get("/vendors").text


def test_how_to_ask_the_company_is_told_where_it_is_known(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Facts(legal_name="Adpix Inc.", privacy_page="https://adpix.test/p", privacy_contact="dpo@adpix.test")
    monkeypatch.setattr("tracker.upstream.dossier.builtin_facts", lambda: {"adpix": told})
    for page in (client.get("/forget/adpix").text, client.get("/vendors/adpix").text.partition("leave-title")[2]):
        assert 'href="mailto:dpo@adpix.test"' in page
        assert 'href="https://adpix.test/p"' in page
        assert "Legal name" not in page
