"""One vendor assessed: what it has, how risky that is, and what is known of it."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from tracker.ledger.opinions import opinions
from tracker.ledger.queries.sources import Source, hosts_of
from tracker.ledger.queries.vendors import Holder, holders
from tracker.ledger.rating import Rated, exposure_of, rating
from tracker.risk import ExposureSummary
from tracker.upstream.dossier import Dossier, dossier, folder
from tracker.upstream.portrait import Fact, facts_of
from tracker.vendors import builtin


class Assessed(NamedTuple):
    """A vendor: what it has, that as the assessment wants it, its risk, its hosts, its parent's name, who it is."""

    holder: Holder
    exposure: ExposureSummary
    row: Rated
    hosts: tuple[Source, ...]
    parent: str | None
    told: Dossier

    def facts(self, trade: str | None) -> tuple[Fact, ...]:
        """Return who it is, in words; `trade`: its line of business, as whoever shows it puts it."""
        return tuple(facts_of(self.parent, trade, self.row.country, self.told))


def assessed(session: Session, slug: str) -> Assessed | None:
    """Return a vendor with all of that; None where it has nothing of the person's."""
    found = holders(session, [slug])
    if not found:
        return None
    (holder,) = found
    where = folder()
    exposure = exposure_of(holder, where)
    row = rating(holder, exposure, opinions(session).get(slug))
    hosts = tuple(hosts_of(session, slug))
    told = dossier(where, slug, row.is_known, holder.domains, [host.name for host in hosts])
    return Assessed(holder, exposure, row, hosts, row.parent and builtin().name_of(row.parent), told)
