"""How the site is known, aliases of hosts, opinions on vendors, uses of passwords, and captures with their labels.

What was recorded before keeps its site without a reason: nothing can be said of it afterwards.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", sa.Column("site_confidence", sa.Double, nullable=False, server_default="0"))
    op.add_column("request", sa.Column("site_basis", sa.String(64), nullable=False, server_default=""))
    op.add_column("host", sa.Column("aliases", sa.Text, nullable=False, server_default="[]"))
    op.add_column("host", sa.Column("resolved", sa.BigInteger))
    op.create_table(
        "opinion",
        sa.Column("vendor", sa.String, nullable=False),
        sa.Column("interest", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("vendor", name="pk_opinion"),
    )
    op.create_table(
        "password_use",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("strength", sa.Integer, nullable=False),
        sa.Column("first", sa.BigInteger, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("digest", "site_id", name="pk_password_use"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_password_use_site_id"),
    )
    op.create_table(
        "capture",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("labels", sa.Text, nullable=False),
        sa.Column("entries", sa.BigInteger, nullable=False),
        sa.Column("imported", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_capture"),
    )


def downgrade() -> None:
    for table in ("capture", "password_use", "opinion"):
        op.drop_table(table)
    for column in ("resolved", "aliases"):
        op.drop_column("host", column)
    for column in ("site_basis", "site_confidence"):
        op.drop_column("request", column)
