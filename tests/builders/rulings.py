"""What rules did, with good defaults."""

import itertools
from typing import Any

from tests.builders.records import NOON
from tracker.disclosure import Manner, Party
from tracker.domains import registrable_domain
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
