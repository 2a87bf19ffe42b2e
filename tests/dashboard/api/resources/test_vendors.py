"""The companies."""

import pytest

from dashboard.api.resources.vendors import OneVendor, Vendors
from dashboard.orders import Order
from tests.builders.readers import Reader
from tracker.disclosure import Party
from tracker.risk import Level
from tracker.taxonomy import Category


def found(reader: Reader, query: str = "") -> tuple[OneVendor, ...]:
    return reader.shaped(f"/vendors?limit=500{query}", Vendors).items


def test_each_has_its_risk_with_reasons(reader: Reader) -> None:
    one = next(row for row in found(reader) if row.vendor == "adpix")
    assert (one.name, one.is_known, one.parent, one.category, one.country) == (
        "Adpix", True, "pixel-holding", "advertising", "US",
    )  # fmt: skip
    assert (one.party, one.level) == (Party.THIRD, Level.HIGH)
    assert any(reason.startswith("Other sites' pages passed this on to it") for reason in one.reasons)
    assert one.interest is None


@pytest.mark.parametrize("order", Order)
def test_the_parts_are_the_whole_in_every_order(order: Order, reader: Reader) -> None:
    whole = [row.vendor for row in found(reader, f"&sort={order}")]
    parts: list[str] = []
    address: str | None = f"/vendors?sort={order}&limit=4"
    while address:
        answer = reader.shaped(address, Vendors)
        assert (answer.total, answer.found) == (len(whole), len(whole))
        parts += [row.vendor for row in answer.items]
        address = answer.next
    assert parts == whole


def test_the_order_is_what_was_asked_for(reader: Reader) -> None:
    names = [row.name.casefold() for row in found(reader, "&sort=name")]
    assert names == sorted(names)
    scores = [row.score for row in found(reader)]
    assert scores == sorted(scores, reverse=True)


def test_filters_leave_those_that_match(reader: Reader) -> None:
    assert {row.vendor for row in found(reader, "&q=ADPIX")} == {"adpix"}
    assert {row.vendor for row in found(reader, "&q=pixel-hold")} == {"adpix"}
    assert all(Category.HEALTH in row.categories for row in found(reader, "&category=health"))
    assert {row.vendor for row in found(reader, "&q=adpix.te")} == {"adpix"}
    assert {row.category for row in found(reader, "&business=advertising")} == {"advertising"}
    assert {row.level for row in found(reader, "&level=high")} == {Level.HIGH}
    assert 0 < len(found(reader, "&party=third")) < len(found(reader))
    assert found(reader, "&party=unknown") == ()
    assert found(reader, "&q=nobody") == ()


def test_an_empty_ledger_has_none(empty_reader: Reader) -> None:
    assert empty_reader.read("/vendors") == {"total": 0, "found": 0, "items": [], "next": None}
