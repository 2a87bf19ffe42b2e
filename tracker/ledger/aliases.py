"""Where hosts' names lead, into the ledger: with it, whose these hosts are."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from tracker.aliases import Aliases
from tracker.ledger.attribution import erase_vendors_without_hosts, follow, vendor_ids
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Host
from tracker.ledger.recounting import restamp
from tracker.ledger.storable import DOMAIN, storable
from tracker.ledger.tallying import settle

if TYPE_CHECKING:
    from tracker.vendors import Catalogue


def note_aliases(session: Session, told: Iterable[Aliases], catalogue: "Catalogue") -> int:
    """Keep what is told of hosts that the ledger knows, in the session's transaction; return of how many.

    What was asked later counts, in whatever order it comes, so that the same twice changes nothing. Whoever calls has
    the turn to write.
    """
    latest: dict[str, Aliases] = {}
    for one in told:
        name = storable(one.host, DOMAIN)
        if name not in latest or latest[name].time < one.time:
            latest[name] = one
    asked = select(Host.name, Host.recipient, Host.id, Host.resolved, Host.vendor_id)
    rows = list(rows_among(session, asked, Host.name, list(latest)))
    new = {row[0]: row for row in rows if row[3] is None or row[3] < latest[row[0]].time}
    if new:
        settle(session)
        hops = {name: [storable(hop, DOMAIN) for hop in latest[name].hops] for name in new}
        vendors = vendor_ids(session, catalogue, {name: row[1] for name, row in new.items()}, hops)
        changes = [_change(row[2], hops[name], latest[name], vendors[name]) for name, row in new.items()]
        session.connection().execute(_NOTE, changes)
        follow(session, {row[2]: (row[4], vendors[name]) for name, row in new.items()})
        restamp(session, set(vendors.values()))
        erase_vendors_without_hosts(session)
    return len(new)


_NOTE = (
    update(Host.__table__)
    .where(Host.id == bindparam("host"))
    .values(aliases=bindparam("hops"), resolved=bindparam("asked"), vendor_id=bindparam("vendor"))
)


def _change(host: int, hops: list[str], told: Aliases, vendor: int) -> dict[str, Any]:
    return {"host": host, "hops": orjson.dumps(hops).decode(), "asked": told.time, "vendor": vendor}
