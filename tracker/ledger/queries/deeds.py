"""What each rule did, in all: those that are no more, too."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.rulings import KEPT

KEEPING = [outcome.value for outcome in KEPT]


class Deed(NamedTuple):
    """What a rule (its id) did: with how many data, how many of them it kept from companies, in how many requests, to
    how many companies, and when first and last.
    """

    rule: str
    times: int
    kept: int
    requests: int
    companies: int
    first: datetime
    last: datetime


def deeds(session: Session) -> dict[str, Deed]:
    """Return what rules did, by their ids. One statement, by the tallies."""
    sums, rule = m.RulingTally, m.RuleTally
    kept = case((sums.outcome.in_(KEEPING), sums.times), else_=0)
    counted = (func.sum(sums.times), func.sum(kept), rule.requests, func.count(m.Host.vendor_id.distinct()))
    asked = (
        select(sums.rule, *counted, func.min(sums.first), func.max(sums.last))
        .join(m.Host, m.Host.id == sums.host_id)
        .join(rule, rule.rule == sums.rule)
        .group_by(sums.rule, rule.requests)
        .order_by(sums.rule)
    )
    rows: Any = session.execute(asked)
    return {
        rule: Deed(rule, int(times), int(kept), requests, companies, first, last)
        for rule, times, kept, requests, companies, first, last in rows
    }
