from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders.catalogues import a_catalogue
from tests.builders.records import NOON, a_record, a_user_agent
from tests.builders.written import assert_sums_are_right, rows, written
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.restoring import Restored, Restorer
from tracker.ledger.storable import DOMAIN

HOUR = timedelta(hours=1)


def a_host(name: str = "px.adpix.test", vendor: str | None = "adpix", **changes: Any) -> dict[str, Any]:
    given = {"name": name, "recipient": ".".join(name.split(".")[-2:]), "vendor": vendor}
    return given | {"aliases": ("edge.test",), "resolved": NOON} | changes


def a_vendor(slug: str = "adpix", **changes: Any) -> dict[str, Any]:
    return {"slug": slug, "name": "AdPix", "parent": None, "category": "advertising", "country": "SE"} | changes


def test_names_are_added_once_and_never_changed(any_ledger: Ledger) -> None:
    for name in ("AdPix", "Something else"):
        with any_ledger.session() as session:
            restorer = Restorer(session, a_catalogue())
            restorer.vendors([a_vendor(name=name)])
            restorer.hosts([a_host(), a_host("www.unknown.test", None)])
    with any_ledger.reading() as session:
        asked = select(m.Host.name, m.Vendor.slug, m.Vendor.name, m.Vendor.is_known, m.Host.aliases)
        found = session.execute(asked.join(m.Vendor).order_by(m.Host.name)).all()
    assert [tuple(row) for row in found] == [
        ("px.adpix.test", "adpix", "AdPix", True, '["edge.test"]'),
        ("www.unknown.test", "unknown.test", "unknown.test", False, '["edge.test"]'),
    ]


def test_where_names_led_is_kept_with_the_time(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        Restorer(session, a_catalogue()).hosts(
            [
                a_host("a.test", None),
                a_host("b.test", None, aliases=()),
                a_host("c.test", None, resolved=None),
                a_host("d.test", None, aliases=("x" * 999,)),
            ]
        )
    assert rows(any_ledger, m.Host.name, m.Host.aliases, m.Host.resolved) == [
        ("a.test", '["edge.test"]', NOON),
        ("b.test", "[]", NOON),
        ("c.test", "[]", None),
        ("d.test", f'["{"x" * DOMAIN}"]', NOON),
    ]


def test_what_is_told_of_times_to_come_does_not_outlive_what_is_asked_now(ledger: Ledger) -> None:
    with ledger.session() as session:
        Restorer(session, a_catalogue()).hosts([a_host("a.test", None, resolved=datetime(9999, 1, 1, tzinfo=UTC))])
    ((kept,),) = [rows(ledger, m.Host.resolved)]
    assert kept[0] <= datetime.now(UTC)


def test_a_domain_that_bears_a_company_s_slug_is_not_that_company(ledger: Ledger) -> None:
    with ledger.session() as session:
        restorer = Restorer(session, a_catalogue())
        restorer.vendors([a_vendor("unknown.test")])
        restorer.hosts([a_host("a.unknown.test", None), a_host("b.unknown.test", None)])
    assert rows(ledger, m.Vendor.slug, m.Vendor.is_known) == [("unknown.test", True), ("unknown.test.", False)]
    with ledger.session() as session:
        Restorer(session, a_catalogue()).hosts([a_host("c.unknown.test", None)])
    assert len(set(rows(ledger, m.Host.vendor_id))) == 1


def test_rows_come_back_with_their_counts_beside_what_was_there(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(a_user_agent(), time=NOON))
    record = a_record(a_user_agent(), id="study.1", host="px.adpix.test", scheme="http", source="study")
    with any_ledger.session() as session:
        restorer = Restorer(session, a_catalogue())
        restorer.vendors([a_vendor()])
        restorer.hosts([a_host()])
        restorer.requests([record])
        known = restorer.known(["study.1", "study.2"])
        restorer.disclosures([Restored("study.1", record, NOON + HOUR, 4)], known)
        spot = {"host": "px.adpix.test", "reason": "pinned", "first": NOON, "last": NOON + HOUR, "count": 3, "size": 9}
        restorer.blind_spots([spot])
        restorer.blind_spots([spot])
        restorer.capture("study/a", "a", 7, None, {"run": "1"})
    assert list(known) == ["study.1"]
    assert rows(any_ledger, m.Disclosure.count, m.Disclosure.last) == [(1, NOON), (4, NOON + HOUR)]
    assert rows(any_ledger, m.BlindSpot.count, m.BlindSpot.size) == [(6, 18)]
    assert rows(any_ledger, m.Capture.source, m.Capture.labels, m.Capture.entries) == [("study/a", '{"run":"1"}', 7)]
    assert rows(any_ledger, m.Exposure.count, m.Exposure.is_plain) == [(1, False), (4, True)]
    assert_sums_are_right(any_ledger)


def test_a_request_names_its_capture_as_the_capture_is_named(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        restorer = Restorer(session, a_catalogue())
        restorer.vendors([a_vendor()])
        restorer.hosts([a_host()])
        restorer.requests([a_record(id="study.1", host="px.adpix.test", source="study/a\0b")])
        restorer.capture("study/a\0b", "a", 7, None, {})
    assert rows(any_ledger, m.Request.source) == rows(any_ledger, m.Capture.source) == [("study/a\ufffdb",)]


def _fail(ledger: Ledger) -> None:
    spot = {"host": "nobody.test", "reason": "x", "first": NOON, "last": NOON, "count": 1, "size": 0}
    with ledger.session() as session:
        restorer = Restorer(session, a_catalogue())
        restorer.vendors([a_vendor()])
        restorer.blind_spots([spot])


def test_what_fails_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        _fail(ledger)
    assert rows(ledger, m.Vendor.slug) == []
