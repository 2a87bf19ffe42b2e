from flask import Flask
from flask.testing import FlaskClient

from tests.builders.dashboards import signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger


def first_lines(client: FlaskClient, address: str, **headers: str) -> list[str]:
    answer = client.get(address, headers=headers, buffered=False)
    assert answer.content_type == "text/event-stream; charset=utf-8"
    events = answer.iter_encoded()
    lines = [next(events).decode(), next(events).decode()]
    answer.close()
    return lines


def test_news_come_as_events(ledger: Ledger, empty_app: Flask) -> None:
    fill(ledger, [a_record()])
    client = signed_in(empty_app)
    retry, event = first_lines(client, "/live")
    assert retry == "retry: 500\n\n"
    assert event.startswith("id: 1\ndata: {")


def test_a_connection_that_broke_goes_on_where_it_was(ledger: Ledger, empty_app: Flask) -> None:
    fill(ledger, [a_record(), a_record()])
    client = signed_in(empty_app)
    assert "1 new disclosure," in first_lines(client, "/live?known=1")[1]
    assert "1 new disclosure," in first_lines(client, "/live?known=0", **{"Last-Event-ID": "1"})[1]
    assert "2 new disclosures," in first_lines(client, "/live?known=0", **{"Last-Event-ID": "junk"})[1]
