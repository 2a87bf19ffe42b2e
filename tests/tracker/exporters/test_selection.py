import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import written
from tracker.disclosure import Manner, Party
from tracker.exporters.selection import Selection, tool_version
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("asked", "recipients"),
    [
        ({}, ["shop.example", "adpix.test"]),
        ({"vendor": "adpix"}, ["adpix.test"]),
        ({"since": NOON + timedelta(1)}, ["adpix.test"]),
        ({"until": NOON + timedelta(1)}, ["shop.example"]),
        ({"scope": Scope(party=Party.THIRD)}, ["adpix.test"]),
        ({"scope": Scope(category=Category.EMAIL_ADDRESS, manner=Manner.SUBMITTED)}, ["shop.example"]),
        ({"since": NOON, "scope": Scope(since=NOON + timedelta(1))}, ["adpix.test"]),
        ({"until": NOON + timedelta(1), "scope": Scope(until=NOON + timedelta(9))}, ["shop.example"]),
        ({"scope": Scope(category=Category.HEALTH)}, []),
    ],
    ids=["all", "vendor", "since", "until", "party", "manner", "later", "earlier", "nothing"],
)
def test_rows_flows_and_data_are_of_the_same_part(ledger: Ledger, asked: dict[str, Any], recipients: list[str]) -> None:
    relayed = a_record(a_disclosure(manner=Manner.RELAYED), host="px.adpix.test", time=NOON + timedelta(2))
    written(ledger, a_record(), relayed)
    vendors = {"shop.example": "shop.example", "adpix.test": "adpix"}
    with ledger.reading() as session:
        part = Selection(session, **asked)
        assert [row.recipient for row in part.rows()] == recipients
        assert {flow.vendor for flow in part.flows()} == {vendors[name] for name in recipients}
        assert {slug for slug, _ in part.data()} == {vendors[name] for name in recipients}
        assert {vendors[name] for name in recipients} <= set(part.companies())


def test_it_says_when_it_was_made(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert abs(datetime.now(UTC) - Selection(session).made) < timedelta(hours=1)


def test_the_version_is_that_of_the_installed_program() -> None:
    assert re.match(r"\d+\.\d+", tool_version())
