"""Values of the profile may be learnt from forms: on which site, when given last, and which never to learn again.

Going down erases what was learnt: the tables of before would pass it for what the person named.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("profile_value", sa.Column("origin", sa.String(255), nullable=False, server_default=""))
    op.add_column("profile_value", sa.Column("used", sa.BigInteger, nullable=False, server_default="0"))
    op.execute("UPDATE profile_value SET used = added")
    op.create_table("refused_value", sa.Column("fingerprint", sa.String, primary_key=True))


def downgrade() -> None:
    op.execute("DELETE FROM profile_value WHERE origin <> ''")
    op.drop_table("refused_value")
    op.drop_column("profile_value", "used")
    op.drop_column("profile_value", "origin")
