"""Sums in a second order, whole, so that what one page tells lies together in the file however large it is: what a
vendor heard on its sites, a host's days, who holds a datum. Some seconds for a million disclosures.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_hearing_vendor": (
        "hearing",
        ["vendor_id", "site_id", "category", "party", "manner", "is_plain", "times", "first", "last"],
    ),
    "ix_daily_host": ("daily", ["host_id", "day", "category", "party", "manner", "count"]),
    "ix_possession_datum": ("possession", ["datum_id", "facts", "sites", "times", "first", "last"]),
}


def upgrade() -> None:
    op.drop_index("ix_possession_datum_facts", "possession")
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _) in _INDEXES.items():
        op.drop_index(name, table)
    op.create_index("ix_possession_datum_facts", "possession", ["datum_id", "facts"])
