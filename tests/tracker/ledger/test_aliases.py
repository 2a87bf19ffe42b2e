"""Where hosts' names lead, in the ledger."""

import json
from datetime import datetime, timedelta
from typing import Any

from tests.builders.catalogues import ADPIX, METRICA, a_catalogue
from tests.builders.records import NOON, a_record
from tests.builders.written import CATALOGUE, rows, written
from tracker.aliases import Aliases
from tracker.ledger import models as m
from tracker.ledger.aliases import note_aliases
from tracker.ledger.attribution import refresh
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import write
from tracker.vendors import Catalogue
from tracker.vendors.catalogue import Overlay, Rule
from tracker.vendors.disguises import Disguises

HOST = "metrics.shop.example"
CHAIN = ("shop.adpix.test", "edge.cloud.example")


def noted(ledger: Ledger, *hops: str, time: datetime = NOON, host: str = HOST, by: Catalogue = CATALOGUE) -> int:
    with ledger.session() as session:
        return note_aliases(session, [Aliases(host, time, hops)], by)


def state(ledger: Ledger) -> list[tuple[Any, ...]]:
    """Each host with its aliases, when they were asked, and its vendor."""
    with ledger.reading() as session:
        asked = session.query(m.Host.name, m.Host.aliases, m.Host.resolved, m.Vendor.slug).join(
            m.Vendor, m.Vendor.id == m.Host.vendor_id
        )
        return sorted((name, tuple(json.loads(aliases)), at, slug) for name, aliases, at, slug in asked)


def test_a_host_that_leads_to_a_listener_is_the_listeners(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host=HOST))
    assert state(any_ledger) == [(HOST, (), None, "shop.example")]
    assert noted(any_ledger, *CHAIN) == 1
    assert state(any_ledger) == [(HOST, CHAIN, NOON, "adpix")]
    assert rows(any_ledger, m.Vendor.slug) == [("adpix",)]


def test_a_host_that_is_no_alias_is_known_to_be_none(ledger: Ledger) -> None:
    written(ledger, a_record(host=HOST))
    noted(ledger)
    assert state(ledger) == [(HOST, (), NOON, "shop.example")]


def test_what_was_asked_later_counts_in_whatever_order_it_comes(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host=HOST))
    later = NOON + timedelta(hours=1)
    with any_ledger.session() as session:
        told = [Aliases(HOST, later, ("x.metrica.test",)), Aliases(HOST, NOON, CHAIN)]
        assert note_aliases(session, told, CATALOGUE) == 1
    assert noted(any_ledger, *CHAIN) == 0
    assert noted(any_ledger, *CHAIN, time=later) == 0
    assert state(any_ledger) == [(HOST, ("x.metrica.test",), later, "metrica")]
    assert noted(any_ledger, time=later + timedelta(hours=1)) == 1
    assert state(any_ledger)[0][1:] == ((), later + timedelta(hours=1), "shop.example")


def test_a_host_that_the_ledger_does_not_know_is_not_added(ledger: Ledger) -> None:
    assert noted(ledger, *CHAIN) == 0
    assert state(ledger) == []


def test_names_that_a_database_cannot_keep_are_mended(any_ledger: Ledger) -> None:
    host = "a\0b.example"
    written(any_ledger, a_record(host=host))
    assert noted(any_ledger, "x\0\ud800.adpix.test", "y" * 300, host=host) == 1
    assert state(any_ledger)[0][1] == ("x\ufffd?.adpix.test", "y" * 255)


def test_another_catalogue_still_knows_where_the_name_leads(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host=HOST))
    noted(any_ledger, *CHAIN)
    with any_ledger.session() as session:
        assert refresh(session, a_catalogue({"metrica.test": METRICA}, "2")) == 1
    assert state(any_ledger) == [(HOST, CHAIN, NOON, "shop.example")]
    with any_ledger.session() as session:
        assert refresh(session, a_catalogue({"adpix.test": ADPIX}, "3")) == 1
    assert state(any_ledger) == [(HOST, CHAIN, NOON, "adpix")]


def test_the_persons_own_word_wins_over_the_name_servers(ledger: Ledger) -> None:
    written(ledger, a_record(host=HOST))
    said = Overlay({"shop.example": Rule("metrica", "your own correction: shop.example")}, (), {}, "x")
    noted(ledger, *CHAIN, by=CATALOGUE.under(said))
    assert state(ledger) == [(HOST, CHAIN, NOON, "metrica")]
    with ledger.session() as session:
        refresh(session, CATALOGUE)
        refresh(session, CATALOGUE.under(said))
    assert state(ledger) == [(HOST, CHAIN, NOON, "metrica")]


def test_what_came_before_counts_for_the_uncovered_vendor_and_what_comes_after_too(ledger: Ledger) -> None:
    written(ledger, a_record(host=HOST), a_record(host="www.shop.example"))
    noted(ledger, *CHAIN)
    written(ledger, a_record(host=HOST, time=NOON + timedelta(days=1)))
    with ledger.reading() as session:
        asked = session.query(m.Vendor.slug, m.Exposure.count, m.Exposure.party).select_from(m.Exposure)
        asked = asked.join(m.Host, m.Host.id == m.Exposure.host_id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        assert sorted(tuple(row) for row in asked) == [("adpix", 2, "first"), ("shop.example", 1, "first")]


def test_a_list_of_disguises_counts_until_the_name_is_looked_up(ledger: Ledger) -> None:
    listed = Overlay({}, (), {}, "x", Disguises("a list", ["x.adpix.test"], {HOST: 0, "m.shop.example": 0}))
    catalogue = CATALOGUE.under(listed)
    with ledger.session() as session:
        write(session, [a_record(host=HOST), a_record(host="m.shop.example")], catalogue, collapse=False)
    assert [slug for *_, slug in state(ledger)] == ["adpix", "adpix"]
    noted(ledger, by=catalogue)
    expected = [("m.shop.example", (), None, "adpix"), (HOST, (), NOON, "shop.example")]
    assert state(ledger) == expected
    with ledger.session() as session:
        refresh(session, CATALOGUE)
        refresh(session, catalogue)
    assert state(ledger) == expected
