"""The tables of what rules did: summed while writing, a row for what is alike on one day, and sums of these.

`rule` is a rule's id: rules are not in the ledger, and what they did stays when they are removed.
"""

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger import types as t
from tracker.ledger.schema import CLUSTERED, Model


class Ruling(Model):
    """What a rule did with data of a kind in one place on one day (days since 1970 in UTC), `times` over. `digest` is a
    hash of what is said between it and the sums. `path` is masked.
    """

    __tablename__ = "ruling"
    __table_args__ = (
        Index("ix_ruling_last", "last"),
        Index("ix_ruling_host_last", "host_id", "last"),
        Index("ix_ruling_site_last", "site_id", "last"),
        Index("ix_ruling_category_last", "category", "last"),
        Index("ix_ruling_rule_last", "rule", "last"),
        CLUSTERED,
    )
    day: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    host_id: Mapped[t.host_key]
    site_id: Mapped[t.site_key]
    party: Mapped[t.slug]
    rule: Mapped[t.slug]
    category: Mapped[t.slug]
    action: Mapped[t.slug]
    outcome: Mapped[t.slug]
    manner: Mapped[t.slug]
    location: Mapped[t.slug]
    path: Mapped[t.text]
    reason: Mapped[t.text]
    times: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class RuledRequest(Model):
    """That a rule did something with a request, by the request's id: the same told again changes nothing."""

    __tablename__ = "ruled_request"
    __table_args__ = CLUSTERED
    uid: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[t.slug] = mapped_column(primary_key=True)
    host_id: Mapped[t.host_key]
    time: Mapped[t.moment]


class RuleTally(Model):
    """With how many requests a rule did something."""

    __tablename__ = "rule_tally"
    __table_args__ = CLUSTERED
    rule: Mapped[t.slug] = mapped_column(primary_key=True)
    requests: Mapped[t.count]


class RulingTally(Model):
    """What rules did with data of a kind on their way to a host."""

    __tablename__ = "ruling_tally"
    __table_args__ = CLUSTERED
    host_id: Mapped[t.number] = mapped_column(primary_key=True)
    rule: Mapped[t.slug] = mapped_column(primary_key=True)
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    outcome: Mapped[t.slug] = mapped_column(primary_key=True)
    times: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class RulingSite(Model):
    """What rules did on a site with data of a kind on their way to a host."""

    __tablename__ = "ruling_site"
    __table_args__ = CLUSTERED
    site_id: Mapped[t.number] = mapped_column(primary_key=True)
    host_id: Mapped[t.number] = mapped_column(primary_key=True)
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    outcome: Mapped[t.slug] = mapped_column(primary_key=True)
    times: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class RulingDay(Model):
    """How often rules kept data from a host on a day, and how often they did anything there."""

    __tablename__ = "ruling_day"
    __table_args__ = CLUSTERED
    day: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[t.number] = mapped_column(primary_key=True)
    kept: Mapped[t.count]
    times: Mapped[t.count]
