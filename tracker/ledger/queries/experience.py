"""What was found out before that rules go by: where hosts' names lead, and what the person submitted where."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS, hops_of
from tracker.taxonomy import Category


class Submission(NamedTuple):
    """A datum, by its fingerprint, that was submitted on a site (its domain, empty where that is unknown)."""

    site: str
    category: Category
    fingerprint: str


def leads(session: Session, most: int) -> dict[str, tuple[str, ...]]:
    """Return the names that hosts' names lead to, of so many that were looked up: those that lead elsewhere first,
    then the latest. One statement.
    """
    host = m.Host
    asked = (
        select(host.name, host.aliases)
        .where(host.resolved.is_not(None))
        .order_by(host.aliases == NO_HOPS, host.resolved.desc(), host.id)
        .limit(most)
    )
    return {name: hops_of(aliases) for name, aliases in session.execute(asked)}


def submissions(session: Session, most: int) -> list[Submission]:
    """Return so many of what was submitted, the latest first. One statement."""
    sums, datum, site = m.Exposure, m.Datum, m.Site
    latest = func.max(sums.last)
    key = (site.domain, datum.category, datum.fingerprint)
    asked = (
        select(*key)
        .select_from(sums)
        .join(datum, datum.id == sums.datum_id)
        .join(site, site.id == sums.site_id)
        .where(sums.manner == Manner.SUBMITTED)
        .group_by(*key)
        .order_by(latest.desc(), *key)
        .limit(most)
    )
    return [Submission(domain, Category(category), known) for domain, category, known in session.execute(asked)]
