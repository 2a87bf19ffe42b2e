"""What pages ask, summed while writing: who has what, who hears from where, and how often in all.

A ledger of before is summed once, here: some seconds for a million disclosures.
"""

import sqlalchemy as sa
from alembic import op

# ruff: noqa: S608 - all of the text is our own

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MANNERS = ("submitted", "relayed", "premature", "ambient")
_BITS = (
    *(f"MAX(CASE WHEN e.manner = '{manner}' THEN {1 << place} ELSE 0 END)" for place, manner in enumerate(_MANNERS)),
    "MAX(CASE WHEN e.party = 'first' THEN 16 ELSE 0 END)",
    "MAX(CASE WHEN e.party = 'third' THEN 32 ELSE 0 END)",
    "MAX(CASE WHEN e.is_plain THEN 64 ELSE 0 END)",
    *(
        f"MAX(CASE WHEN e.manner = '{manner}' AND e.party = 'third' THEN {128 << place} ELSE 0 END)"
        for place, manner in enumerate(_MANNERS)
    ),
)
_FACTS = " + ".join(_BITS)
_EITHER = " + ".join(f"MAX(facts & {1 << place})" for place in range(len(_BITS)))
_SUMS = f"CAST(SUM(e.count) AS BIGINT), {_FACTS}, MIN(e.first), MAX(e.last)"
_SITES = "COUNT(DISTINCT CASE WHEN site.domain <> '' THEN site.id END)"
_HOLDERS = (
    "SELECT {key}, COUNT(*) AS vendors, CAST(SUM(CASE WHEN facts & 32 <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS thirds"
    " FROM {table} GROUP BY {key}"
)
_FILLED = (
    f"""INSERT INTO possession SELECT host.vendor_id, datum.category, e.datum_id, {_SITES}, {_SUMS}
        FROM exposure AS e JOIN host ON host.id = e.host_id JOIN datum ON datum.id = e.datum_id
        JOIN site ON site.id = e.site_id GROUP BY host.vendor_id, datum.category, e.datum_id""",
    f"""INSERT INTO listening SELECT host.vendor_id, e.site_id, COUNT(DISTINCT e.datum_id), {_SUMS}
        FROM exposure AS e JOIN host ON host.id = e.host_id GROUP BY host.vendor_id, e.site_id""",
    f"""INSERT INTO holding SELECT vendor_id, category, COUNT(*), CAST(SUM(times) AS BIGINT), {_EITHER},
        MIN(first), MAX(last) FROM possession GROUP BY vendor_id, category""",
    """INSERT INTO vendor_tally SELECT vendor_id, COUNT(CASE WHEN site.domain <> '' THEN 1 END), 1
        FROM listening JOIN site ON site.id = site_id GROUP BY vendor_id""",
    f"""INSERT INTO host_tally SELECT e.host_id, COUNT(DISTINCT e.datum_id), {_SUMS}
        FROM exposure AS e GROUP BY e.host_id""",
    f"""INSERT INTO site_tally SELECT e.site_id, few.vendors, few.thirds, COUNT(DISTINCT e.datum_id),
        CAST(SUM(e.count) AS BIGINT), MIN(e.first), MAX(e.last)
        FROM exposure AS e JOIN ({_HOLDERS.format(key="site_id", table="listening")}) AS few ON few.site_id = e.site_id
        GROUP BY e.site_id, few.vendors, few.thirds""",
    f"""INSERT INTO datum_tally SELECT e.datum_id, datum.category, few.vendors, few.thirds, {_SITES},
        CAST(SUM(e.count) AS BIGINT), MIN(e.first), MAX(e.last)
        FROM exposure AS e JOIN datum ON datum.id = e.datum_id JOIN site ON site.id = e.site_id
        JOIN ({_HOLDERS.format(key="datum_id", table="possession")}) AS few ON few.datum_id = e.datum_id
        GROUP BY e.datum_id, datum.category, few.vendors, few.thirds""",
    "INSERT INTO category_tally SELECT category, COUNT(*) FROM datum_tally GROUP BY category",
    """INSERT INTO way_tally SELECT datum.category, e.party, e.manner, CAST(SUM(e.count) AS BIGINT)
        FROM exposure AS e JOIN datum ON datum.id = e.datum_id GROUP BY datum.category, e.party, e.manner""",
    """INSERT INTO day_tally SELECT day, category, party, manner, CAST(SUM(count) AS BIGINT)
        FROM daily GROUP BY day, category, party, manner""",
)
_FEW = "manner IN ('submitted', 'premature')"
_SELDOM = (
    "category NOT IN ('user_agent', 'language', 'screen_size', 'client_id', 'session_id', 'advertising_id', "
    "'page_visited')"
)
_TABLES = (
    *("possession", "listening", "holding", "vendor_tally", "host_tally"),
    *("site_tally", "datum_tally", "category_tally", "way_tally", "day_tally", "pending"),
)


def upgrade() -> None:
    _table("possession", [_number("vendor_id"), _slug("category"), _number("datum_id")], ["sites", *_LEFT])
    _table("listening", [_number("vendor_id"), _number("site_id")], ["data", *_LEFT])
    _table("holding", [_number("vendor_id"), _slug("category")], ["data", *_LEFT])
    _table("vendor_tally", [_number("vendor_id")], ["sites", "stamp"])
    _table("host_tally", [_number("host_id")], ["data", *_LEFT])
    _table("site_tally", [_number("site_id")], ["vendors", "third_parties", "data", "times", "first", "last"])
    op.create_table(
        "datum_tally",
        _number("datum_id"),
        _slug("category"),
        *(_count(name) for name in ("vendors", "third_parties", "sites", "times", "first", "last")),
        sa.PrimaryKeyConstraint("datum_id", name="pk_datum_tally"),
        sqlite_with_rowid=False,
    )
    _table("category_tally", [_slug("category")], ["data"])
    _table("day_tally", [sa.Column("day", sa.Integer, nullable=False), *_slugs()], ["count"])
    _table("way_tally", _slugs(), ["times"])
    _table_of_what_is_pending()
    for statement in _FILLED:
        op.execute(statement)
    _index()


def _table_of_what_is_pending() -> None:
    op.create_table(
        "pending",
        *(_number(name) for name in ("host_id", "datum_id", "site_id")),
        _slug("manner"),
        _slug("party"),
        sa.Column("is_plain", sa.Boolean, nullable=False),
        *(_count(name) for name in ("first", "last", "count", "fresh")),
        sa.PrimaryKeyConstraint("host_id", "datum_id", "site_id", "manner", name="pk_pending"),
        sqlite_with_rowid=False,
    )


def _index() -> None:
    few, seldom = sa.text(_FEW), sa.text(_SELDOM)
    last = ["time", "id"]
    op.create_index("ix_disclosure_evidence_time", "disclosure", ["evidence_id", *last])
    op.create_index(
        "ix_disclosure_manner_time", "disclosure", ["manner", *last], sqlite_where=few, postgresql_where=few
    )
    op.create_index(
        "ix_disclosure_category_time", "disclosure", ["category", *last], sqlite_where=seldom, postgresql_where=seldom
    )
    op.create_index("ix_possession_datum_id", "possession", ["datum_id"])
    op.create_index("ix_listening_site_id", "listening", ["site_id"])
    op.create_index("ix_vendor_tally_stamp", "vendor_tally", ["stamp"])
    op.create_index("ix_datum_tally_category_vendors", "datum_tally", ["category", "vendors", "datum_id"])
    op.drop_index("ix_exposure_datum_manner", "exposure")
    op.create_index("ix_exposure_datum_manner", "exposure", ["datum_id", "manner", "first"])
    op.drop_index("ix_exposure_site_id", "exposure")
    op.create_index("ix_exposure_site_datum", "exposure", ["site_id", "datum_id"])


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    for kind in ("evidence", "manner", "category"):
        op.drop_index(f"ix_disclosure_{kind}_time", "disclosure")
    op.drop_index("ix_exposure_site_datum", "exposure")
    op.create_index("ix_exposure_site_id", "exposure", ["site_id"])
    op.drop_index("ix_exposure_datum_manner", "exposure")
    op.create_index("ix_exposure_datum_manner", "exposure", ["datum_id", "manner"])


_LEFT = ("times", "facts", "first", "last")


def _table(name: str, key: list["sa.Column[int] | sa.Column[str]"], counts: list[str]) -> None:
    primary = sa.PrimaryKeyConstraint(*(column.name for column in key), name=f"pk_{name}")
    op.create_table(name, *key, *(_count(each) for each in counts), primary, sqlite_with_rowid=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _slug(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(64), nullable=False)


def _slugs() -> list["sa.Column[int] | sa.Column[str]"]:
    return [_slug("category"), _slug("party"), _slug("manner")]


def _count(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, nullable=False)
