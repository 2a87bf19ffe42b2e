"""Where what has come before: whether a datum is new to a host, on a site, or to a vendor from there.

Asked before the exposures are added. Most places are known, and remembered.
"""

from collections.abc import Collection, Iterable
from itertools import batched, chain
from typing import NamedTuple

from sqlalchemy.orm import Session

type Place = tuple[int, int, int]
"""A host, a datum and a site."""

NEW_TO_HOST, NEW_ON_SITE, NEW_TO_VENDOR = 1, 2, 4
"""What is new of a place: the datum to the host, on the site, and to the vendor from the site."""
MOVED = 8  # rows there have changed their manner
_ALL = NEW_TO_HOST | NEW_ON_SITE | NEW_TO_VENDOR
_AT_ONCE = 5000  # places in one statement: SQLite takes 32,766 values
_MOST = 100_000  # places in memory: some 10 MB


class _There(NamedTuple):
    """A place, the vendor of the host, and what there is of the place, in bits."""

    host: int
    datum: int
    site: int
    vendor: int
    bits: int


class Places:
    """The places that the exposures have. True as long as nothing is erased and every transaction that added some
    commits.
    """

    def __init__(self) -> None:
        self._known: set[Place] = set()

    def news(self, session: Session, places: Collection[Place]) -> dict[Place, int]:
        """Return what is new of places that are about to be added, in bits. Each is new once: of two places that have
        it in common, to the first.
        """
        unknown = set(places) - self._known
        if len(self._known) > _MOST:
            self._known.clear()
        self._known |= unknown
        return _counted_once(_asked(session, unknown)) if unknown else {}


def _asked(session: Session, places: Collection[Place]) -> list[_There]:
    connection = session.connection()
    mark = "(?, ?, ?)" if connection.dialect.name == "sqlite" else "(%s::bigint, %s::bigint, %s::bigint)"
    found: list[_There] = []
    for some in batched(sorted(places), _AT_ONCE):
        asked = _THERE.format(values=", ".join([mark] * len(some)))
        found += map(_There._make, connection.exec_driver_sql(asked, tuple(chain.from_iterable(some))))
    return found


_THERE = """
WITH added (host_id, datum_id, site_id) AS (VALUES {values})
SELECT added.host_id, added.datum_id, added.site_id, host.vendor_id,
  CASE WHEN EXISTS (SELECT 1 FROM exposure AS one WHERE one.host_id = added.host_id AND one.datum_id = added.datum_id
    AND one.site_id = added.site_id) THEN 7
  ELSE CASE WHEN EXISTS (SELECT 1 FROM exposure AS one WHERE one.host_id = added.host_id
      AND one.datum_id = added.datum_id) THEN 1 ELSE 0 END
    + CASE WHEN NOT EXISTS (SELECT 1 FROM exposure AS one WHERE one.site_id = added.site_id
      AND one.datum_id = added.datum_id) THEN 0
      WHEN EXISTS (SELECT 1 FROM exposure AS one JOIN host AS other ON other.id = one.host_id
        WHERE one.site_id = added.site_id AND one.datum_id = added.datum_id AND other.vendor_id = host.vendor_id)
        THEN 6 ELSE 2 END
  END
FROM added CROSS JOIN host WHERE host.id = added.host_id
"""
"""SQLite takes the tables of a cross join in the order in which they stand."""


def _counted_once(found: Iterable[_There]) -> dict[Place, int]:
    seen: set[tuple[int, ...]] = set()
    news: dict[Place, int] = {}
    for host, datum, site, vendor, there in found:
        if there == _ALL:
            continue
        new = 0
        keys = ((NEW_TO_HOST, host, datum), (NEW_ON_SITE, site, datum), (NEW_TO_VENDOR, vendor, datum, site))
        for key in keys:
            if not there & key[0] and key not in seen:
                seen.add(key)
                new |= key[0]
        if new:
            news[host, datum, site] = new
    return news
