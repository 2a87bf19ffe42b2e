import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.builders.records import NOON, a_record
from tests.builders.written import written
from tracker.exporters.selection import Selection, tool_version
from tracker.ledger.opening import Ledger


@pytest.mark.parametrize(
    ("asked", "recipients"),
    [
        ({}, ["shop.example", "adpix.test"]),
        ({"vendor": "adpix"}, ["adpix.test"]),
        ({"since": NOON + timedelta(1)}, ["adpix.test"]),
        ({"until": NOON + timedelta(1)}, ["shop.example"]),
    ],
    ids=["all", "vendor", "since", "until"],
)
def test_rows_flows_and_data_are_of_the_same_part(ledger: Ledger, asked: dict[str, Any], recipients: list[str]) -> None:
    written(ledger, a_record(), a_record(host="px.adpix.test", time=NOON + timedelta(2)))
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
