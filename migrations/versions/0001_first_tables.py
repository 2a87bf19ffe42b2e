"""The first tables: who got what, how we know, the sums, the person's own values.

Moments are microseconds since 1970 in UTC.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "disclosure",
    "request",
    "exposure",
    "daily",
    "blind_spot",
    "host",
    "vendor",
    "site",
    "datum",
    "evidence",
    "journal_position",
    "profile_value",
    "setting",
)


def upgrade() -> None:
    _names()
    _evidence()
    _requests()
    _disclosures()
    _exposures()
    _timelines()
    _bookkeeping()


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)


def _names() -> None:
    op.create_table(
        "vendor",
        _id(),
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("parent", sa.String(64)),
        sa.Column("category", sa.String(64)),
        sa.Column("country", sa.String(64)),
        sa.Column("is_known", sa.Boolean, nullable=False),
        sa.UniqueConstraint("slug", name="uq_vendor_slug"),
    )
    op.create_table(
        "host",
        _id(),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("recipient", sa.String(255), nullable=False),
        _to("host", "vendor"),
        sa.UniqueConstraint("name", name="uq_host_name"),
    )
    op.create_index("ix_host_recipient", "host", ["recipient"])
    op.create_index("ix_host_vendor_id", "host", ["vendor_id"])
    op.create_table(
        "site",
        _id(),
        sa.Column("domain", sa.String, nullable=False),
        sa.UniqueConstraint("domain", name="uq_site_domain"),
    )


def _evidence() -> None:
    op.create_table(
        "datum",
        _id(),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("preview", sa.Text, nullable=False),
        sa.UniqueConstraint("fingerprint", "category", name="uq_datum_fingerprint"),
    )
    op.create_index("ix_datum_category", "datum", ["category"])
    op.create_table(
        "evidence",
        _id(),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("location", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("method", sa.String(64), nullable=False),
        sa.Column("encoding", sa.Text, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("reasoning", sa.Text, nullable=False),
        sa.UniqueConstraint("digest", name="uq_evidence_digest"),
    )


def _requests() -> None:
    op.create_table(
        "request",
        _id(),
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("time", sa.BigInteger, nullable=False),
        _to("request", "host"),
        _to("request", "site"),
        sa.Column("party", sa.String(64), nullable=False),
        sa.Column("scheme", sa.String(64), nullable=False),
        sa.Column("method", sa.String(64), nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("entry", sa.Integer),
        sa.UniqueConstraint("uid", name="uq_request_uid"),
    )
    op.create_index("ix_request_host_id", "request", ["host_id"])
    op.create_index("ix_request_time", "request", ["time"])


def _disclosures() -> None:
    op.create_table(
        "disclosure",
        _id(),
        _to("disclosure", "request"),
        _to("disclosure", "datum"),
        _to("disclosure", "evidence"),
        _to("disclosure", "host"),
        _to("disclosure", "site"),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("party", sa.String(64), nullable=False),
        sa.Column("manner", sa.String(64), nullable=False),
        sa.Column("time", sa.BigInteger, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_disclosure_request_id", "disclosure", ["request_id"])
    op.create_index("ix_disclosure_time_id", "disclosure", ["time", "id"])
    op.create_index("ix_disclosure_host_time", "disclosure", ["host_id", "time", "id"])
    op.create_index("ix_disclosure_datum_time", "disclosure", ["datum_id", "time"])


def _exposures() -> None:
    op.create_table(
        "exposure",
        _to("exposure", "host"),
        _to("exposure", "datum"),
        _to("exposure", "site"),
        sa.Column("manner", sa.String(64), nullable=False),
        sa.Column("party", sa.String(64), nullable=False),
        sa.Column("is_plain", sa.Boolean, nullable=False),
        sa.Column("first", sa.BigInteger, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("host_id", "datum_id", "site_id", "manner", name="pk_exposure"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_exposure_datum_manner", "exposure", ["datum_id", "manner"])
    op.create_index("ix_exposure_site_id", "exposure", ["site_id"])


def _timelines() -> None:
    op.create_table(
        "daily",
        sa.Column("day", sa.Integer, nullable=False),
        _to("daily", "host"),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("party", sa.String(64), nullable=False),
        sa.Column("manner", sa.String(64), nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "host_id", "category", "party", "manner", name="pk_daily"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blind_spot",
        _to("blind_spot", "host"),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("first", sa.BigInteger, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("host_id", "reason", name="pk_blind_spot"),
        sqlite_with_rowid=False,
    )


def _bookkeeping() -> None:
    op.create_table(
        "journal_position",
        sa.Column("segment", sa.String, primary_key=True),
        sa.Column("offset", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "profile_value",
        _id(),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("preview", sa.Text, nullable=False),
        sa.Column("added", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("fingerprint", name="uq_profile_value_fingerprint"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", _key(), primary_key=True, autoincrement=True)


def _to(table: str, other: str) -> sa.Column[int]:
    foreign = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{other}_id")
    return sa.Column(f"{other}_id", _key(), foreign, nullable=False)
