"""The tables of what pages ask: sums of the exposures, kept while writing, by `tallying` and `recounting`.

They refer to other tables by number alone: a constraint would be looked up with each of their rows, and they follow the
exposures anyway. `data`, `vendors` and `sites` count distinct ones, and of sites those that are known; `facts` say in
bits how it left, see `facts`.

An index that has all of a table's columns keeps it in a second order: in a sealed file each row that lies elsewhere is
a page to decipher, again after each write.
"""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger import types as t
from tracker.ledger.schema import CLUSTERED, Model

_HEARD = ("category", "party", "manner", "is_plain", "times", "first", "last")


class Pending(Model):
    """What the exposures have and the tallies are still to get, by the exposures' key. `fresh` says in bits what was
    new with it, see `places`.
    """

    __tablename__ = "pending"
    __table_args__ = CLUSTERED
    host_id: Mapped[t.number] = mapped_column(primary_key=True)
    datum_id: Mapped[t.number] = mapped_column(primary_key=True)
    site_id: Mapped[t.number] = mapped_column(primary_key=True)
    manner: Mapped[t.slug] = mapped_column(primary_key=True)
    party: Mapped[t.slug]
    is_plain: Mapped[bool]
    first: Mapped[t.moment]
    last: Mapped[t.moment]
    count: Mapped[t.count]
    fresh: Mapped[t.count]


class Holding(Model):
    """What a vendor has of a category. `data` counts distinct ones; `facts` say in bits how they left, see
    `facts.Facts`.
    """

    __tablename__ = "holding"
    __table_args__ = CLUSTERED
    vendor_id: Mapped[t.number] = mapped_column(primary_key=True)
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    data: Mapped[t.count]
    times: Mapped[t.count]
    facts: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class Possession(Model):
    """A datum that a vendor has, and from how many known sites."""

    __tablename__ = "possession"
    __table_args__ = (
        Index("ix_possession_datum", "datum_id", "facts", "sites", "times", "first", "last"),
        CLUSTERED,
    )
    vendor_id: Mapped[t.number] = mapped_column(primary_key=True)
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    datum_id: Mapped[t.number] = mapped_column(primary_key=True)
    sites: Mapped[t.count]
    times: Mapped[t.count]
    facts: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class Listening(Model):
    """What a vendor heard of on a site; `data` counts distinct ones. `stamp` is the vendor's when it last changed."""

    __tablename__ = "listening"
    __table_args__ = CLUSTERED
    vendor_id: Mapped[t.number] = mapped_column(primary_key=True)
    site_id: Mapped[t.number] = mapped_column(primary_key=True, index=True)
    data: Mapped[t.count]
    times: Mapped[t.count]
    facts: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]
    stamp: Mapped[t.count]


class Hearing(Model):
    """How often a vendor heard something of a category on a site, in a manner and as a kind of recipient."""

    __tablename__ = "hearing"
    __table_args__ = (Index("ix_hearing_vendor", "vendor_id", "site_id", *_HEARD), CLUSTERED)
    site_id: Mapped[t.number] = mapped_column(primary_key=True)
    vendor_id: Mapped[t.number] = mapped_column(primary_key=True)
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    party: Mapped[t.slug] = mapped_column(primary_key=True)
    manner: Mapped[t.slug] = mapped_column(primary_key=True)
    is_plain: Mapped[bool]  # at least once over plain HTTP
    times: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class VendorTally(Model):
    """The known sites that a vendor hears from. `stamp` is a greater number each time that something of the
    vendor's sums changes.
    """

    __tablename__ = "vendor_tally"
    __table_args__ = CLUSTERED
    vendor_id: Mapped[t.number] = mapped_column(primary_key=True)
    sites: Mapped[t.count]
    stamp: Mapped[t.count] = mapped_column(index=True)


class HostTally(Model):
    """What a host received; `data` counts distinct ones."""

    __tablename__ = "host_tally"
    __table_args__ = CLUSTERED
    host_id: Mapped[t.number] = mapped_column(primary_key=True)
    data: Mapped[t.count]
    times: Mapped[t.count]
    facts: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class SiteTally(Model):
    """What left from a site, and to how many vendors, and third parties among them."""

    __tablename__ = "site_tally"
    __table_args__ = CLUSTERED
    site_id: Mapped[t.number] = mapped_column(primary_key=True)
    vendors: Mapped[t.count]
    third_parties: Mapped[t.count]
    data: Mapped[t.count]
    times: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class DatumTally(Model):
    """How many vendors have a datum, how many of them as third parties, and from how many known sites."""

    __tablename__ = "datum_tally"
    __table_args__ = (Index("ix_datum_tally_category_vendors", "category", "vendors", "datum_id"), CLUSTERED)
    datum_id: Mapped[t.number] = mapped_column(primary_key=True)
    category: Mapped[t.slug]
    vendors: Mapped[t.count]
    third_parties: Mapped[t.count]
    sites: Mapped[t.count]
    times: Mapped[t.count]
    first: Mapped[t.moment]
    last: Mapped[t.moment]


class CategoryTally(Model):
    """How many distinct data of a category have left."""

    __tablename__ = "category_tally"
    __table_args__ = CLUSTERED
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    data: Mapped[t.count]


class WayTally(Model):
    """How often data of a category left in a manner to a kind of recipient."""

    __tablename__ = "way_tally"
    __table_args__ = CLUSTERED
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    party: Mapped[t.slug] = mapped_column(primary_key=True)
    manner: Mapped[t.slug] = mapped_column(primary_key=True)
    times: Mapped[t.count]


class SiteDay(Model):
    """How much left from a site on a day (days since 1970 in UTC), to a kind of recipient."""

    __tablename__ = "site_day"
    __table_args__ = CLUSTERED
    site_id: Mapped[t.number] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    party: Mapped[t.slug] = mapped_column(primary_key=True)
    count: Mapped[t.count]


class DayTally(Model):
    """How often data of a category left on a day (days since 1970 in UTC), in a manner to a kind of recipient."""

    __tablename__ = "day_tally"
    __table_args__ = CLUSTERED
    day: Mapped[int] = mapped_column(primary_key=True)
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    party: Mapped[t.slug] = mapped_column(primary_key=True)
    manner: Mapped[t.slug] = mapped_column(primary_key=True)
    count: Mapped[t.count]
