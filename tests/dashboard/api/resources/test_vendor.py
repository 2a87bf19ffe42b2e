"""One company."""

from typing import Any

import msgspec

from dashboard.api.resources.vendor import VendorPortrait
from tests.builders.readers import Reader
from tracker.ledger.opening import Ledger
from tracker.ledger.portraits import Portrait, document, portrait
from tracker.rows import json_bytes


def test_it_has_what_the_command_tells_under_the_same_keys(reader: Reader, world: Ledger) -> None:
    told = reader.read("/vendors/adpix")
    with world.reading() as session:
        expected: dict[str, Any] = msgspec.json.decode(json_bytes(document(portrait(session, "adpix"))))
    assert list(told)[: len(expected)] == list(Portrait._fields)
    assert {key: told[key] for key in expected} == expected


def test_it_tells_from_where_and_to_where_data_went(reader: Reader) -> None:
    found = reader.shaped("/vendors/adpix", VendorPortrait)
    assert {one.name for one in found.to_hosts} == {"px.adpix.test", "sync.adpix.test"}
    assert "boutique.example" in {one.name for one in found.from_sites}
    assert found.links["data"] == "/api/v1/vendors/adpix/data"


def test_a_company_that_is_not_known_stands_under_its_domain(reader: Reader) -> None:
    found = reader.shaped("/vendors/voyages.example", VendorPortrait)
    assert (found.vendor, found.is_known, found.parent, found.country) == ("voyages.example", False, None, None)


def test_what_is_not_known_is_null(reader: Reader) -> None:
    facts = {fact["heading"]: fact["said"] for fact in reader.read("/vendors/voyages.example")["facts"]}
    assert None in facts.values()


def test_its_group_and_by_what_it_knows_the_person_are_told(reader: Reader) -> None:
    found = reader.shaped("/vendors/metrica", VendorPortrait)
    assert found.root == "northwind-data"
    assert "tagdepot" in {one.vendor for one in found.group}
    adpix = reader.shaped("/vendors/adpix", VendorPortrait)
    shared = {one.vendor for known in adpix.identifiers for one in known.others}
    assert "exchange-nord" in shared
    assert all(known.vendors > len(known.others) for known in adpix.identifiers)
