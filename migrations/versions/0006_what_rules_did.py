"""What rules did with data on their way: per day and place, and the sums of it. A ledger of before has none."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INDEXES = ("host_id", "site_id", "category", "rule")
_TALLIES = ("ruling_day", "ruling_site", "ruling_tally", "rule_tally")


def upgrade() -> None:
    _rulings()
    op.create_table(
        "ruled_request",
        sa.Column("uid", sa.String, nullable=False),
        *(_slug("rule"), _number("host_id"), _count("time")),
        sa.PrimaryKeyConstraint("uid", "rule", name="pk_ruled_request"),
        _to("host", "ruled_request"),
        sqlite_with_rowid=False,
    )
    _table("rule_tally", [_slug("rule")], ["requests"])
    sums = ["times", "first", "last"]
    _table("ruling_tally", [_number("host_id"), *_slugs("rule", "category", "outcome")], sums)
    _table("ruling_site", [_number("site_id"), _number("host_id"), *_slugs("category", "outcome")], sums)
    _table("ruling_day", [_day(), _number("host_id")], ["kept", "times"])


def downgrade() -> None:
    for table in (*_TALLIES, "ruled_request", "ruling"):
        op.drop_table(table)


def _rulings() -> None:
    op.create_table(
        "ruling",
        _day(),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        *(_number("host_id"), _number("site_id")),
        *_slugs("party", "rule", "category", "action", "outcome", "manner", "location"),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("path", "reason")),
        *(_count(name) for name in ("times", "first", "last")),
        sa.PrimaryKeyConstraint("day", "digest", name="pk_ruling"),
        *(_to("host", "ruling"), _to("site", "ruling")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ruling_last", "ruling", ["last"])
    for column in _INDEXES:
        op.create_index(f"ix_ruling_{column.removesuffix('_id')}_last", "ruling", [column, "last"])


def _table(name: str, key: list["sa.Column[int] | sa.Column[str]"], counts: list[str]) -> None:
    primary = sa.PrimaryKeyConstraint(*(column.name for column in key), name=f"pk_{name}")
    op.create_table(name, *key, *(_count(each) for each in counts), primary, sqlite_with_rowid=False)


def _to(other: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=f"fk_{table}_{other}_id")


def _day() -> "sa.Column[int]":
    return sa.Column("day", sa.Integer, nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _slug(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(64), nullable=False)


def _slugs(*names: str) -> list["sa.Column[int] | sa.Column[str]"]:
    return [_slug(name) for name in names]


def _count(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, nullable=False)
