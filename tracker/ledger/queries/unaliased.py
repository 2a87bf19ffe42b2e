"""To which companies was an alias to be given, and there was none of their own?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.aliasing import alias_of
from tracker.control import Control
from tracker.ledger import models as m
from tracker.rules import Action
from tracker.rulings import NO_ALIAS, Outcome
from tracker.vendors import builtin

_MOST = 1000  # companies that are looked at


class Unaliased(NamedTuple):
    """A company (`slug` is its domain where it is not known), how often an alias was to be given to it, when last."""

    slug: str
    name: str
    times: int
    last: datetime


def unaliased(session: Session, control: Control, since: datetime) -> list[Unaliased]:
    """Return the companies for which an alias may be made (`tracker aliases make`), the most recent first.

    Without a service: those that would get none at all by now. With one: those too that get one made of the person's
    mailbox or domain. One statement, none where no rule that is on gives aliases.
    """
    if not any(rule.is_on and rule.action is Action.ALIAS for rule in control.rules):
        return []
    row = m.Ruling
    asked = (
        select(m.Vendor.slug, m.Vendor.name, func.sum(row.times), func.max(row.last).label("last"))
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .where(
            row.last >= since, row.action == Action.ALIAS, or_(row.reason == NO_ALIAS, row.outcome == Outcome.ALIASED)
        )
        .group_by(m.Vendor.slug, m.Vendor.name)
        .order_by(func.max(row.last).desc(), m.Vendor.slug)
        .limit(_MOST)
    )
    found = (Unaliased(slug, name, int(times), last) for slug, name, times, last in session.execute(asked))
    return [one for one in found if _is_lacking(control, one.slug)]


def _is_lacking(control: Control, slug: str) -> bool:
    aliasing = control.aliasing
    own = aliasing._replace(address="", domain="") if aliasing.service.slug else aliasing
    return alias_of(own, tuple(builtin().lineage(slug)), slug) is None
