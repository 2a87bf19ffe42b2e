"""What rules did, with good defaults."""

import itertools
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders.records import NOON
from tests.builders.written import CATALOGUE
from tracker.disclosure import Manner, Party
from tracker.domains import registrable_domain
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.rulings import note_rulings
from tracker.rules import Action
from tracker.rulings import Outcome, Ruled, Ruling
from tracker.taxonomy import Category
from tracker.traffic import Location

_numbers = itertools.count(1)


def a_ruling(**changes: Any) -> Ruling:
    """An ad firm's cookie, taken out."""
    given: dict[str, Any] = {
        "rule_id": "no-identifiers-1",
        "category": Category.CLIENT_ID,
        "action": Action.STRIP,
        "outcome": Outcome.STRIPPED,
        "manner": Manner.AMBIENT,
        "location": Location.COOKIE,
        "path": "uid",
    }
    return Ruling(**(given | changes))


def a_ruled(*rulings: Ruling, host: str = "px.adpix.test", site: str | None = "shop.example", **changes: Any) -> Ruled:
    """A request to an ad firm on the shop's page, with an id of its own and one ruling."""
    recipient = registrable_domain(host)
    party = Party.UNKNOWN if site is None else Party.FIRST if site == recipient else Party.THIRD
    given: dict[str, Any] = {"id": f"ruled-{next(_numbers)}", "time": NOON, "recipient": recipient, "party": party}
    return Ruled(host=host, site=site, rulings=rulings or (a_ruling(),), **(given | changes))


def noted(ledger: Ledger, *ruled: Ruled) -> int:
    """Bring what rules did into a ledger, in one transaction."""
    with ledger.session() as session:
        return note_rulings(session, ruled, CATALOGUE)


def ruling_sums(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return the sums of what rules did as the ledger keeps them, by table."""
    tables = (m.RuleTally, m.RulingTally, m.RulingSite, m.RulingDay)
    return {
        table.__tablename__: sorted(map(tuple, session.execute(select(*table.__table__.columns)))) for table in tables
    }
