"""Who heard on which site what, in which manner, and how much left from each site on each day: sums kept while writing.

A ledger of before is summed once, here: some seconds for a million disclosures.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FILLED = """
INSERT INTO hearing
SELECT e.site_id, host.vendor_id, datum.category, e.party, e.manner, MAX(CASE WHEN e.is_plain THEN 1 ELSE 0 END) = 1,
  CAST(SUM(e.count) AS BIGINT), MIN(e.first), MAX(e.last)
FROM exposure AS e JOIN host ON host.id = e.host_id JOIN datum ON datum.id = e.datum_id
GROUP BY e.site_id, host.vendor_id, datum.category, e.party, e.manner
"""
_DAYS = """
INSERT INTO site_day SELECT site_id, day, party, CAST(SUM(count) AS BIGINT)
FROM (SELECT site_id, time / 86400000000 AS day, party, count FROM disclosure) AS each GROUP BY site_id, day, party
"""


def upgrade() -> None:
    op.create_table(
        "hearing",
        *(_number("site_id"), _number("vendor_id"), _slug("category"), _slug("party"), _slug("manner")),
        sa.Column("is_plain", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("times", "first", "last")),
        sa.PrimaryKeyConstraint("site_id", "vendor_id", "category", "party", "manner", name="pk_hearing"),
        sqlite_with_rowid=False,
    )
    op.execute(_FILLED)
    op.create_table(
        "site_day",
        *(_number("site_id"), sa.Column("day", sa.Integer, nullable=False), _slug("party")),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("site_id", "day", "party", name="pk_site_day"),
        sqlite_with_rowid=False,
    )
    op.execute(_DAYS)
    op.add_column("listening", sa.Column("stamp", sa.BigInteger, nullable=False, server_default="0"))
    op.drop_index("ix_possession_datum_id", "possession")
    op.create_index("ix_possession_datum_facts", "possession", ["datum_id", "facts"])


def downgrade() -> None:
    op.drop_index("ix_possession_datum_facts", "possession")
    op.create_index("ix_possession_datum_id", "possession", ["datum_id"])
    op.drop_column("listening", "stamp")
    op.drop_table("site_day")
    op.drop_table("hearing")


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _slug(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(64), nullable=False)
