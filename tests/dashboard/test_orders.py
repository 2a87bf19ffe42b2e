"""The orders of companies."""

import pytest

from dashboard.lines import Line, whole
from dashboard.orders import KEYS, Order, in_order, is_named
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import rated


@pytest.fixture(scope="module")
def lines(world: Ledger) -> list[Line]:
    with world.reading() as session:
        return [whole(row) for row in rated(holders(session), {})]


@pytest.mark.parametrize("order", Order)
def test_every_order_goes_one_way_and_loses_nobody(order: Order, lines: list[Line]) -> None:
    found = in_order(lines, order)
    keys = [KEYS[order](line) for line in found]
    assert keys == sorted(keys, reverse=order.is_descending)
    assert {line.row.slug for line in found} == {line.row.slug for line in lines}


def test_equals_stand_by_their_names(lines: list[Line]) -> None:
    alike = [line._replace(sites=1) for line in lines]
    assert in_order(alike, Order.SITES) == in_order(reversed(alike), Order.SITES) == in_order(alike, Order.NAME)


def test_an_accent_sends_nobody_to_the_end(lines: list[Line]) -> None:
    first, second = (lines[0]._replace(row=lines[0].row._replace(name=name)) for name in ("Zebra", "Éclair"))
    assert [line.row.name for line in in_order([first, second], Order.NAME)] == ["Éclair", "Zebra"]


def test_within_a_period_what_was_received_counts(lines: list[Line]) -> None:
    little, much = lines[0]._replace(data=None, times=1), lines[1]._replace(data=None, times=9)
    assert in_order([little, much], Order.DATA) == [much, little]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("ADPIX", True),
        ("pixel-holding", True),
        ("cdn.adpix", True),
        ("adpix\npixel", False),
        ("nobody", False),
    ],
)
def test_a_text_is_looked_for_in_all_that_a_company_is_called_by(text: str, is_found: bool, lines: list[Line]) -> None:
    (row,) = (line.row for line in lines if line.row.slug == "adpix")
    assert is_named(row, text, {"adpix": ("cdn.adpix.example",)}) is is_found


def test_who_has_no_parent_is_not_called_by_one(lines: list[Line]) -> None:
    row = lines[0].row._replace(parent=None, name="Lone", slug="lone")
    assert is_named(row, "lone", {})
    assert not is_named(row, "None", {})
