from flask import Flask

from dashboard.wiring import reading, wiring
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.newest import newest_id


def test_views_reach_the_parts_of_the_application_that_answers(app: Flask, world: Ledger) -> None:
    with app.app_context():
        assert wiring().ledger is world
        assert wiring().faults() == []
        with reading() as session:
            assert newest_id(session) > 0
