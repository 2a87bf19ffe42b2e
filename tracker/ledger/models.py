"""The ledger's tables. No column holds a raw value but `ProfileValue.sealed`, which is encrypted under its own key.

What repeats is kept once (`Host`, `Site`, `Datum`, `Evidence`); sums (`Exposure`, `Daily`) are kept while writing, and
so are the sums of sums in `tallies`. What rules did is in `ruling_tables`.
"""

from sqlalchemy import Double, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger import types as t
from tracker.ledger.ruling_tables import RuledRequest, RuleTally, Ruling, RulingDay, RulingSite, RulingTally
from tracker.ledger.schema import CLUSTERED, Model
from tracker.ledger.tallies import (
    CategoryTally,
    DatumTally,
    DayTally,
    Hearing,
    Holding,
    HostTally,
    Listening,
    Pending,
    Possession,
    SiteDay,
    SiteTally,
    VendorTally,
    WayTally,
)

__all__ = ["BlindSpot", "Capture", "Daily", "Datum", "Disclosure", "Evidence", "Exposure", "Host", "JournalPosition"]
__all__ += ["Model", "Opinion", "PasswordUse", "ProfileValue", "RefusedValue", "Request", "Setting", "Site", "Vendor"]
__all__ += ["CategoryTally", "DatumTally", "DayTally", "Hearing", "Holding", "HostTally", "Listening", "Pending"]
__all__ += ["Possession", "SiteDay", "SiteTally", "VendorTally", "WayTally"]
__all__ += ["RuleTally", "RuledRequest", "Ruling", "RulingDay", "RulingSite", "RulingTally"]


class Vendor(Model):
    """A company behind recipients. Where none is known (`is_known` false), the recipient's domain stands for it:
    `slug` and `name` are then that domain.
    """

    __tablename__ = "vendor"
    id: Mapped[t.key]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[t.text]
    parent: Mapped[t.slug | None]
    category: Mapped[t.slug | None]
    country: Mapped[t.slug | None]
    is_known: Mapped[bool]


class Host(Model):
    """A host that requests went to, its registrable domain and the vendor behind it.

    `aliases` is a JSON list: the names that its name led to in the DNS (CNAME), hop by hop; `resolved` is when that was
    asked, None where it was not.
    """

    __tablename__ = "host"
    id: Mapped[t.key]
    name: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[t.domain] = mapped_column(index=True)
    vendor_id: Mapped[t.vendor_key]
    aliases: Mapped[t.text] = mapped_column(default="[]")
    resolved: Mapped[t.moment | None]


class Site(Model):
    """The registrable domain of pages that the person was on; the one with an empty domain means unknown."""

    __tablename__ = "site"
    id: Mapped[t.key]
    domain: Mapped[str] = mapped_column(unique=True)


class Datum(Model):
    """One distinct value, known by its fingerprint."""

    __tablename__ = "datum"
    __table_args__ = (UniqueConstraint("fingerprint", "category"),)
    id: Mapped[t.key]
    category: Mapped[t.slug] = mapped_column(index=True)
    fingerprint: Mapped[t.slug]
    preview: Mapped[t.text]


class Evidence(Model):
    """Where and how something was found. `encoding` is a JSON list; `digest` a hash of the other columns."""

    __tablename__ = "evidence"
    id: Mapped[t.key]
    digest: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    location: Mapped[t.slug]
    path: Mapped[t.text]
    method: Mapped[t.slug]
    encoding: Mapped[t.text]
    confidence: Mapped[float] = mapped_column(Double)
    reasoning: Mapped[t.text]


class Request(Model):
    """One request that disclosed something. `uid` makes recording idempotent; `source` and `entry` name the capture
    file and the index in it for imports. `site_basis` is what told the site (empty where it was not kept), and
    `site_confidence` how sure that is, 0 to 1.
    """

    __tablename__ = "request"
    id: Mapped[t.key]
    uid: Mapped[str] = mapped_column(unique=True)
    time: Mapped[t.moment] = mapped_column(index=True)
    host_id: Mapped[t.host_key] = mapped_column(index=True)
    site_id: Mapped[t.site_key]
    party: Mapped[t.slug]
    scheme: Mapped[t.slug]
    method: Mapped[t.slug]
    source: Mapped[t.text | None]
    entry: Mapped[int | None]
    site_confidence: Mapped[float] = mapped_column(Double, default=0.0)
    site_basis: Mapped[t.slug] = mapped_column(default="")


FEW_MANNERS = "manner IN ('submitted', 'premature')"
SELDOM_CATEGORIES = (
    "category NOT IN ('user_agent', 'language', 'screen_size', 'client_id', 'session_id', 'advertising_id', "
    "'page_visited')"
)
"""What is seldom is found by an index of its own, which costs next to nothing. Who asks says it in the same words."""
_FEW, _SELDOM = text(FEW_MANNERS), text(SELDOM_CATEGORIES)


class Disclosure(Model):
    """One datum to one host in one request. What the browser sends by itself to the same host, again and again on
    one day, is one row with a `count` and a `last` time. `time`, `host_id`, `site_id` and `party` are the request's,
    and `category` the datum's, so that the log pages by key without joins.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        Index("ix_disclosure_time_id", "time", "id"),
        Index("ix_disclosure_host_time", "host_id", "time", "id"),
        Index("ix_disclosure_datum_time", "datum_id", "time"),
        Index("ix_disclosure_evidence_time", "evidence_id", "time", "id"),
        Index("ix_disclosure_manner_time", "manner", "time", "id", sqlite_where=_FEW, postgresql_where=_FEW),
        Index("ix_disclosure_category_time", "category", "time", "id", sqlite_where=_SELDOM, postgresql_where=_SELDOM),
    )
    id: Mapped[t.key]
    request_id: Mapped[t.request_key] = mapped_column(index=True)
    datum_id: Mapped[t.datum_key]
    evidence_id: Mapped[t.evidence_key]
    host_id: Mapped[t.host_key]
    site_id: Mapped[t.site_key]
    category: Mapped[t.slug]
    party: Mapped[t.slug]
    manner: Mapped[t.slug]
    time: Mapped[t.moment]
    last: Mapped[t.moment]
    count: Mapped[t.count]


class Exposure(Model):
    """Sums: how often, and when first and last, a host received a datum from a site in that manner."""

    __tablename__ = "exposure"
    __table_args__ = (
        Index("ix_exposure_datum_manner", "datum_id", "manner", "first"),
        Index("ix_exposure_site_datum", "site_id", "datum_id"),
        CLUSTERED,
    )
    host_id: Mapped[t.host_key] = mapped_column(primary_key=True)
    datum_id: Mapped[t.datum_key] = mapped_column(primary_key=True)
    site_id: Mapped[t.site_key] = mapped_column(primary_key=True)
    manner: Mapped[t.slug] = mapped_column(primary_key=True)
    party: Mapped[t.slug]
    is_plain: Mapped[bool]  # at least once over plain HTTP
    first: Mapped[t.moment]
    last: Mapped[t.moment]
    count: Mapped[t.count]


class Daily(Model):
    """Sums for timelines: disclosures of a category to a host on a day (days since 1970 in UTC)."""

    __tablename__ = "daily"
    __table_args__ = (Index("ix_daily_host", "host_id", "day", "category", "party", "manner", "count"), CLUSTERED)
    day: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[t.host_key] = mapped_column(primary_key=True)
    category: Mapped[t.slug] = mapped_column(primary_key=True)
    party: Mapped[t.slug] = mapped_column(primary_key=True)
    manner: Mapped[t.slug] = mapped_column(primary_key=True)
    count: Mapped[t.count]


class BlindSpot(Model):
    """What was forwarded to a host but could not be read, by reason. `size` is the sum of bytes, where known."""

    __tablename__ = "blind_spot"
    __table_args__ = CLUSTERED
    host_id: Mapped[t.host_key] = mapped_column(primary_key=True)
    reason: Mapped[t.slug] = mapped_column(primary_key=True)
    first: Mapped[t.moment]
    last: Mapped[t.moment]
    count: Mapped[t.count]
    size: Mapped[t.count]


class JournalPosition(Model):
    """How far a journal segment is in the ledger: written in the transaction that adds its records."""

    __tablename__ = "journal_position"
    segment: Mapped[str] = mapped_column(primary_key=True)
    offset: Mapped[t.count]


class ProfileValue(Model):
    """One of the person's own values: `sealed` is AES-256-GCM of the value under the profile's key (nonce first).
    `fingerprint` keeps the same value from being added twice. `origin` is the site on whose form it was learnt, empty
    where the person named it; `used` is when it was last given there.
    """

    __tablename__ = "profile_value"
    id: Mapped[t.key]
    category: Mapped[t.slug]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    preview: Mapped[t.text]
    added: Mapped[t.moment]
    origin: Mapped[t.domain]
    used: Mapped[t.moment]


class RefusedValue(Model):
    """A value that the person removed from the profile, by its keyed fingerprint: not to be learnt again."""

    __tablename__ = "refused_value"
    fingerprint: Mapped[str] = mapped_column(primary_key=True)


class Opinion(Model):
    """What the person thinks of a vendor (its slug): what they get out of it, 1 to 5, and a note of their own."""

    __tablename__ = "opinion"
    vendor: Mapped[str] = mapped_column(primary_key=True)
    interest: Mapped[int | None]
    note: Mapped[t.text]
    changed: Mapped[t.moment]


class PasswordUse(Model):
    """A password at a site, by a keyed slow digest that only tells equal from different. `strength` is 0 to 4."""

    __tablename__ = "password_use"
    digest: Mapped[t.slug] = mapped_column(primary_key=True)
    site_id: Mapped[t.site_key] = mapped_column(primary_key=True)
    strength: Mapped[int]
    first: Mapped[t.moment]
    last: Mapped[t.moment]
    count: Mapped[t.count]


class Capture(Model):
    """A capture file that was imported: `source` as its requests name it, the SHA-256 of its bytes, and its labels (a
    JSON object of text by text).
    """

    __tablename__ = "capture"
    source: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[t.slug]
    labels: Mapped[t.text]
    entries: Mapped[t.count]
    imported: Mapped[t.moment]


class Setting(Model):
    """What the person chose, and what the program remembers: `country`, the catalogue's version."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[t.text]
