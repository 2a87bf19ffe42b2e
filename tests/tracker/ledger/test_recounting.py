from sqlalchemy import delete, select, update

from migrations import HEAD
from tests.builders.ledgers import a_world, fill
from tests.builders.written import TALLIES, tallies_kept, tallies_of_rows
from tracker.ledger import models as m
from tracker.ledger.attribution import follow
from tracker.ledger.migrating import migrate
from tracker.ledger.opening import Ledger
from tracker.ledger.recounting import recount
from tracker.ledger.remembered import recall


def test_a_recount_counts_what_was_counted_while_writing(any_ledger: Ledger) -> None:
    fill(any_ledger, a_world(12))
    with any_ledger.session() as session:
        before = tallies_kept(session)
        for table in TALLIES:
            session.execute(delete(table))
        recount(session)
        assert tallies_kept(session) == before == tallies_of_rows(session)
        assert recall(session, "recounts") == "1"


def test_tallies_follow_hosts_that_go_to_another_vendor(any_ledger: Ledger) -> None:
    fill(any_ledger, a_world(12))
    with any_ledger.session() as session:
        host, before = session.execute(select(m.Host.id, m.Host.vendor_id).where(m.Host.name == "px.adpix.test")).one()
        after = session.scalars(select(m.Vendor.id).where(m.Vendor.slug == "metrica")).one()
        session.execute(update(m.Host).where(m.Host.id == host).values(vendor_id=after))
        follow(session, {host: (before, after)})
        assert tallies_kept(session) == tallies_of_rows(session)


def test_tallies_stay_where_no_host_has_gone(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        follow(session, {1: (2, 2)})
    assert statements == []


def test_a_ledger_of_before_is_summed_by_the_migration(any_ledger: Ledger) -> None:
    fill(any_ledger, a_world(12))
    with any_ledger.reading() as session:
        before = tallies_kept(session)
    migrate(any_ledger.engine, "0003")
    migrate(any_ledger.engine, HEAD)
    with any_ledger.reading() as session:
        assert tallies_kept(session) == before
