"""The log."""

from typing import Any

import msgspec
import pytest

from dashboard.api.resources.log import Disclosure, Log
from tests.builders.readers import Reader
from tests.builders.records import MAIL
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.disclosures import disclosures
from tracker.rows import Row, json_line


def whole(reader: Reader, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while address:
        part = reader.read(address)
        found += part["items"]
        address = part["next"] or ""
    return found


def test_a_disclosure_has_the_keys_of_an_exported_row_in_their_order() -> None:
    keys = [key for key in Disclosure.__dataclass_fields__ if key in Row._fields]
    assert keys == list(Row._fields)


def test_the_parts_are_all_that_exports_give_word_for_word(reader: Reader, world: Ledger) -> None:
    told = whole(reader, "/log?limit=500")
    with world.reading() as session:
        exported = [msgspec.json.decode(json_line(row)) for row in disclosures(session)]
    assert len(told) == len(exported) > 2000
    by_time = {key: sorted(map(str, rows)) for key, rows in (
        ("told", [{name: row[name] for name in Row._fields} for row in told]), ("exported", exported)
    )}  # fmt: skip
    assert by_time["told"] == by_time["exported"]
    assert [row["time"] for row in told] == sorted((row["time"] for row in told), reverse=True)
    assert len({row["id"] for row in told}) == len(told)


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ("vendor=adpix", "vendor", "adpix"),
        ("vendor=voyages.example", "vendor_name", "voyages.example"),
        ("site=boutique.example", "site", "boutique.example"),
        ("host=px.adpix.test", "host", "px.adpix.test"),
        ("category=health", "category", "health"),
        ("party=third", "party", "third"),
        ("manner=submitted", "manner", "submitted"),
        ("method=profile", "method", "profile"),
        ("since=2026-03-20&until=2026-03-20&vendor=adpix", "vendor", "adpix"),
    ],
)
def test_a_filter_leaves_what_matches(query: str, key: str, value: str, reader: Reader) -> None:
    rows = reader.read(f"/log?{query}")["items"]
    assert rows
    assert {row[key] for row in rows} == {value}


def test_pages_that_are_not_known_can_be_asked_for(reader: Reader) -> None:
    assert {row["site"] for row in reader.read("/log?site=unknown")["items"]} <= {None}


def test_a_text_is_looked_for_but_never_a_value(reader: Reader) -> None:
    assert reader.read("/log?q=adpix")["items"]
    assert reader.read(f"/log?q={MAIL}") == {"items": [], "next": None}


def test_no_value_stands_in_it(reader: Reader) -> None:
    assert MAIL not in reader.ask("/log?category=email_address&limit=500").text


def test_a_day_without_anything_has_none(reader: Reader) -> None:
    assert reader.shaped("/log?until=2020-01-01", Log) == Log((), None)
