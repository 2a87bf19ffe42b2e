"""What rules did last, with the evidence."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Host, Kind, Moment, Name, Relation, Site, Slug, Way
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.rules import RuleId
from dashboard.api.writing import shaped
from tracker.ledger.queries.latest_rulings import Entry, latest_rulings
from tracker.rules import Action
from tracker.rulings import Outcome
from tracker.traffic import Location

RULE = Parameter("rule", str, "What that rule did, by its id.")
VENDOR = Parameter("vendor", str, "What was done with data on their way to that company, by its slug.")
LIMIT = Parameter("limit", int, "How many at most.", Meta(ge=1, le=10_000), default=100)
ASKED = (RULE, VENDOR, LIMIT)


@dataclass(frozen=True, slots=True)
class OneRuling:
    """What a rule did with data of a category in one place on one day."""

    rule: RuleId
    category: Kind
    action: Annotated[Action, Meta(description="what the rule says")]
    outcome: Annotated[Outcome, Meta(description="what was done in the end")]
    reason: Annotated[str | None, Meta(description="why another thing was done than the rule says; null: it was not")]
    vendor: Slug
    vendor_name: Name
    host: Host
    site: Site
    party: Relation
    manner: Way
    location: Location
    path: Annotated[str, Meta(description="where in the request, masked")]
    times: Annotated[int, Meta(ge=1, description="how often that day")]
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class Rulings:
    """What rules did last, the newest first."""

    items: tuple[OneRuling, ...]


def rulings(session: Session, asked: Asked) -> Rulings:
    """Return what rules did last, the newest first. What is alike on one day is one."""
    found = latest_rulings(session, rule=asked[RULE], vendor=asked[VENDOR], limit=asked.sure(LIMIT))
    return Rulings(tuple(map(_ruling, found)))


def _ruling(found: Entry) -> OneRuling:
    return shaped(
        OneRuling,
        found,
        action=Action(found.action),
        vendor=found.slug,
        vendor_name=found.name,
        site=found.site or None,
        reason=found.reason or None,
    )
