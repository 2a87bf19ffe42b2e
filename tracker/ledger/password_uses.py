"""Which site was given which password, in the ledger: the last one of each site, by its digest.

Of a site that was given another password, the former one is gone: it was mistyped, half typed, or changed.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.keys import Keys
from tracker.ledger import password_parcels as files
from tracker.ledger import profiles
from tracker.ledger.locking import take_turn
from tracker.ledger.models import Datum, Exposure, Site
from tracker.ledger.models import PasswordUse as Row
from tracker.ledger.opening import Ledger
from tracker.ledger.publishing import publish
from tracker.ledger.remembered import recall, remember
from tracker.ledger.storable import DOMAIN, SLUG, storable
from tracker.passwords.uses import Use
from tracker.settings import Settings
from tracker.taxonomy import Category


def take_in(ledger: Ledger, settings: Settings, keys: Keys) -> int:
    """Bring into the ledger what proxies have told of passwords; return how many files were taken.

    Raises LedgerError; what was not taken then waits. Where the person has turned it off, what waits goes unread.
    """
    parcels = files.parcels(settings)
    if not parcels.are_waiting():
        return 0
    with ledger.session() as session:
        take_turn(session)  # before reading: what is erased in the meantime is not there any more
        with parcels.explained():
            kept = files.read(settings, keys)
        if settings.passwords:
            record(session, (use for _, uses in kept for use in uses))
    with parcels.explained():
        parcels.remove(path for path, _ in kept)
    return len(kept)


def record(session: Session, uses: Iterable[Use]) -> None:
    """Keep what was told, in the session's transaction. The same twice changes nothing; what is older than what the
    ledger has of a site, or was given before all was erased, tells nothing. The caller has the turn to write.
    """
    since = _since(session)
    for use in uses:
        if since is not None and use.time < since:
            continue
        site = _site(session, storable(use.site, DOMAIN))
        digest, known = storable(use.digest, SLUG), session.scalars(select(Row).where(Row.site_id == site)).all()
        if any(use.time <= row.last for row in known):
            continue
        same = next((row for row in known if row.digest == digest), None)
        for row in known:
            if row is not same:
                session.delete(row)
        if same is None:
            counts: dict[str, Any] = {"first": use.time, "last": use.time, "count": 1}
            session.add(Row(digest=digest, site_id=site, strength=use.strength, **counts))
        else:
            same.strength, same.last, same.count = use.strength, use.time, same.count + 1
        session.flush()


def _since(session: Session) -> datetime | None:
    """What was given before this is erased, and a proxy that had not heard of it may tell it all the same.

    None where nothing was, or where the clock was wrong then: nobody would be told anything for years.
    """
    said = recall(session, "passwords_since")
    since = datetime.fromisoformat(said) if said else None
    return None if since is None or since > datetime.now(UTC) else since


def _site(session: Session, domain: str) -> int:
    known = session.scalar(select(Site.id).where(Site.domain == domain))
    if known is not None:
        return known
    site = Site(domain=domain)
    session.add(site)
    session.flush()
    return site.id


def erase(session: Session, hosts: Select[int] | None, before: datetime | None) -> None:
    """Erase, in the session's transaction, what is told of passwords that these hosts were given (None: all), and not
    since that time (None: at all). To be called while it is still recorded which host was given a password.
    """
    conditions = [] if hosts is None else [Row.site_id.in_(_sites(hosts))]
    if hosts is None:
        now = datetime.now(UTC)
        since = max(filter(None, (_since(session), min(before or now, now))))
        remember(session, "passwords_since", since.isoformat())
    if before is None:
        session.execute(delete(Row).where(*conditions))
        return
    session.execute(delete(Row).where(*conditions, Row.last < before))
    session.execute(update(Row).where(*conditions, Row.first < before).values(first=before))


def _sites(hosts: Select[int]) -> Select[int]:
    """Not by name: a vendor's host under the site's own domain need not be where the person logs in."""
    return (
        select(Exposure.site_id)
        .join(Datum, Datum.id == Exposure.datum_id)
        .where(Datum.category == Category.PASSWORD, Exposure.party == Party.FIRST, Exposure.host_id.in_(hosts))
    )


def forget_uses(ledger: Ledger, settings: Settings, keys: Keys) -> int:
    """Erase all that is told of passwords, and what waits; return of how many sites. Running proxies are told to
    forget. Purge the ledger afterwards, so that it is gone from the file as well. Raises LedgerError.
    """
    with ledger.session() as session:
        take_turn(session)
        parcels = files.parcels(settings)
        with parcels.explained():
            parcels.discard()
        count = session.scalar(select(func.count()).select_from(Row)) or 0
        erase(session, None, None)
        profiles.count_erasure(session)
    publish(ledger, settings, keys)
    return count
