"""How far did it go within a scope: to how many companies, from how many sites, of how many pieces of data?"""

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.sent import sent
from tracker.ledger.queries.totals import Totals, totals


def totals_within(session: Session, scope: Scope) -> Totals:
    """Return what left within a scope. One statement: of a period it reads the rows; of all time the tallies, with
    filters the sums.
    """
    if scope.is_open:
        return totals(session)
    of = sent(scope)
    row = of.table
    third = case((row.party == Party.THIRD, m.Host.vendor_id))
    asked = of.joined(
        select(
            func.count(m.Host.vendor_id.distinct()),
            func.count(third.distinct()),
            func.count(case((m.Site.domain != "", m.Site.id)).distinct()),
            func.count(row.datum_id.distinct()),
            func.min(of.first),
            func.max(row.last),
        )
    )
    joined = asked.join(m.Host, m.Host.id == row.host_id).join(m.Site, m.Site.id == row.site_id)
    return Totals(*session.execute(joined).one())
