"""Records written to a ledger, rows read back, and the sums as they are and as they should be."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders.catalogues import a_catalogue
from tracker.disclosure import Record
from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import Written, write

CATALOGUE = a_catalogue()

type Sums = tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]


def written(ledger: Ledger, *records: Record, collapse: bool = False) -> Written:
    """Write records in one transaction."""
    with ledger.session() as session:
        return write(session, records, CATALOGUE, collapse=collapse)


def rows(ledger: Ledger, *columns: Any) -> list[tuple[Any, ...]]:
    """Return what the columns hold, sorted."""
    with ledger.reading() as session:
        return sorted(tuple(row) for row in session.execute(select(*columns)))


def sums_kept(session: Session) -> Sums:
    """Return the exposures and the days as the ledger keeps them."""
    sums, day = m.Exposure, m.Daily
    exposures = session.execute(
        select(
            sums.host_id,
            sums.datum_id,
            sums.site_id,
            sums.manner,
            sums.party,
            sums.is_plain,
            sums.first,
            sums.last,
            sums.count,
        )
    )
    days = session.execute(select(day.day, day.host_id, day.category, day.party, day.manner, day.count))
    return {tuple(row) for row in exposures}, {tuple(row) for row in days}


def sums_of_rows(session: Session) -> Sums:
    """Return what they should be, summed by other means than the program's."""
    exposures: dict[Any, list[Any]] = {}
    days: dict[Any, int] = {}
    for row, scheme in session.execute(select(m.Disclosure, m.Request.scheme).join(m.Request)):
        key = (row.host_id, row.datum_id, row.site_id, row.manner)
        sum_ = exposures.setdefault(key, [row.party, False, row.time, row.last, 0])
        sum_[1] = sum_[1] or scheme in ("http", "ws")
        sum_[2:] = [min(sum_[2], row.time), max(sum_[3], row.last), sum_[4] + row.count]
        day = (micros(row.time) // DAY, row.host_id, row.category, row.party, row.manner)
        days[day] = days.get(day, 0) + row.count
    return {(*key, *sum_) for key, sum_ in exposures.items()}, {(*day, count) for day, count in days.items()}


def assert_sums_are_right(ledger: Ledger) -> None:
    """The sums are those of the rows."""
    with ledger.reading() as session:
        assert sums_kept(session) == sums_of_rows(session)
        assert tallies_kept(session) == tallies_of_rows(session)


TALLIES: tuple[Any, ...] = (
    m.Possession,
    m.Listening,
    m.Hearing,
    m.Holding,
    m.HostTally,
    m.SiteTally,
    m.DatumTally,
    m.CategoryTally,
    m.WayTally,
    m.DayTally,
    m.SiteDay,
)


def tallies_kept(session: Session) -> dict[str, set[tuple[Any, ...]]]:
    """Return the tallies as the ledger keeps them, by table."""
    kept = {table.__tablename__: set(map(tuple, session.execute(select(*_said(table))))) for table in TALLIES}
    return kept | {
        "vendor_tally": set(map(tuple, session.execute(select(m.VendorTally.vendor_id, m.VendorTally.sites))))
    }


def _said(table: Any) -> list[Any]:
    """What a table says; stamps are only greater than others."""
    return [column for column in table.__table__.columns if column.name != "stamp"]


def tallies_of_rows(session: Session) -> dict[str, set[tuple[Any, ...]]]:
    """Return what they should be, counted by other means than the program's."""
    rows = session.execute(
        select(m.Disclosure, m.Request.scheme, m.Host.vendor_id, m.Site.domain)
        .join(m.Request, m.Request.id == m.Disclosure.request_id)
        .join(m.Host, m.Host.id == m.Disclosure.host_id)
        .join(m.Site, m.Site.id == m.Disclosure.site_id)
    ).all()
    sums: dict[str, dict[Any, list[Any]]] = {}
    for row, scheme, vendor, domain in rows:
        site = (row.site_id, domain)
        third = row.party == "third"
        facts = {row.manner, row.party, "plain" if scheme in ("http", "ws") else "", f"{row.manner}*" if third else ""}
        for table, key in (
            ("possession", (vendor, row.category, row.datum_id)),
            ("listening", (vendor, row.site_id)),
            ("hearing", (row.site_id, vendor, row.category, row.party, row.manner)),
            ("holding", (vendor, row.category)),
            ("host_tally", (row.host_id,)),
            ("site_tally", (row.site_id,)),
            ("datum_tally", (row.datum_id, row.category)),
            ("category_tally", (row.category,)),
            ("way_tally", (row.category, row.party, row.manner)),
            ("vendor_tally", (vendor,)),
            ("day_tally", (micros(row.time) // DAY, row.category, row.party, row.manner)),
            ("site_day", (row.site_id, micros(row.time) // DAY, row.party)),
        ):
            sum_ = sums.setdefault(table, {}).setdefault(
                key, [set(), set(), set(), set(), 0, set(), row.time, row.last]
            )
            sum_[0].add(row.datum_id)
            sum_[1] |= {site[0]} if domain else set()
            sum_[2].add(vendor)
            sum_[3] |= {vendor} if third else set()
            sum_[4] += row.count
            sum_[5] |= facts
            sum_[6:] = [min(sum_[6], row.time), max(sum_[7], row.last)]
    return {
        table.__tablename__: {
            _columns(table.__tablename__, key, *sum_) for key, sum_ in sums.get(table.__tablename__, {}).items()
        }
        for table in (*TALLIES, m.VendorTally)
    }


_FACTS = ("submitted", "relayed", "premature", "ambient", "first", "third", "plain")
_BITS = (*_FACTS, "submitted*", "relayed*", "premature*", "ambient*")


def _columns(table: str, key: Any, data: Any, sites: Any, vendors: Any, third: Any, times: int, *rest: Any) -> Any:
    facts, first, last = rest
    bits = sum(1 << place for place, fact in enumerate(_BITS) if fact in facts)
    said = {
        "possession": (len(sites), times, bits, first, last),
        "site_tally": (len(vendors), len(third), len(data), times, first, last),
        "datum_tally": (len(vendors), len(third), len(sites), times, first, last),
        "category_tally": (len(data),),
        "way_tally": (times,),
        "hearing": ("plain" in facts, times, first, last),
        "day_tally": (times,),
        "site_day": (times,),
        "vendor_tally": (len(sites),),
    }
    return (*key, *said.get(table, (len(data), times, bits, first, last)))
