"""A plain SQLite file (https://sqlite.org), with tables, foreign keys, views and what they mean; good in Datasette.

Unlike the ledger it is not encrypted. Everything is put in place by SQL, so that memory stays flat.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.dictionary import MEANINGS, NOTE
from tracker.exporters.characters import without_controls
from tracker.exporters.selection import tool_version
from tracker.exporters.sqlite_tables import DESCRIPTIONS, INDEXES, TABLES, VIEWS
from tracker.rows import Row, rfc3339

if TYPE_CHECKING:
    from tracker.ledger.queries.companies import Company

_AT_ONCE = 5000  # rows in memory
_APPLICATION_ID = 0x54524B52  # tells `file` that it is ours

_PUT_VENDOR = "INSERT OR IGNORE INTO vendors (slug, name, parent, category, country) VALUES (?, ?, ?, ?, ?)"
_PUT_DATUM = "INSERT OR IGNORE INTO data (category, fingerprint, preview) VALUES (?, ?, ?)"
_PUT_REQUEST = """INSERT OR IGNORE INTO requests
  (id, host, recipient, vendor_id, site, party, scheme, http_method, source, site_confidence, site_basis, labels,
  aliases)
  VALUES (?, ?, ?, (SELECT id FROM vendors WHERE slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_DISCLOSURE = """INSERT INTO disclosures
  (request_id, datum_id, time, last, count, manner, location, path, method, encoding, confidence, reasoning)
  VALUES (?, (SELECT id FROM data WHERE fingerprint = ? AND category = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_MEANING = "INSERT INTO metadata VALUES (?, ?, ?, ?)"

type Cell = str | int | float | None


def write(rows: Iterable[Row], companies: "Mapping[str, Company]", path: Path, made: datetime | None = None) -> None:
    """Write the rows into an empty file, with what is known of the vendors (by slug) that are in them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES} BEGIN;")
        _put_all(connection, rows, companies)
        connection.executemany(_PUT_MEANING, _meanings(connection, made or datetime.now(UTC)))
        connection.execute("COMMIT")
        connection.executescript(f"{INDEXES} {VIEWS} ANALYZE; PRAGMA application_id = {_APPLICATION_ID}")


def _put_all(connection: sqlite3.Connection, rows: Iterable[Row], companies: "Mapping[str, Company]") -> None:
    seen: set[str] = set()
    for some in batched(rows, _AT_ONCE):
        new = sorted({row.vendor for row in some if row.vendor} - seen)
        seen.update(new)
        connection.executemany(_PUT_VENDOR, [_vendor(slug, companies.get(slug)) for slug in new])
        connection.executemany(_PUT_DATUM, {_clean(row.category, row.fingerprint, row.preview) for row in some})
        connection.executemany(_PUT_REQUEST, dict.fromkeys(map(_request, some)))
        connection.executemany(_PUT_DISCLOSURE, map(_disclosure, some))


def _vendor(slug: str, company: "Company | None") -> tuple[Cell, ...]:
    if company is None:
        return _clean(slug, slug, None, None, None)
    return _clean(slug, company.name, company.parent, company.category, company.country)


def _request(row: Row) -> tuple[Cell, ...]:
    return (
        row.entry,
        *_clean(row.host, row.recipient, row.vendor, row.site, row.party, row.scheme, row.http_method, row.source),
        row.site_confidence,
        *_clean(row.site_basis, _json(row.labels), _json(row.aliases)),
    )


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _disclosure(row: Row) -> tuple[Cell, ...]:
    return (
        row.entry,
        *_clean(row.fingerprint, row.category),
        rfc3339(row.time),
        rfc3339(row.last),
        row.count,
        *_clean(row.manner, row.location, row.path, row.method, json.dumps(row.encoding)),
        row.confidence,
        *_clean(row.reasoning),
    )


def _clean(*texts: str | None) -> tuple[str | None, ...]:
    """SQLite's shell prints what it is given, and takes text to end at NUL."""
    return tuple(text if text is None else without_controls(text) for text in texts)


def _meanings(connection: sqlite3.Connection, made: datetime) -> list[tuple[str, str, str, str]]:
    """Return what the file, each table and view, and each column that has a key's name means."""
    found = [
        ("", "", f"Disclosures of personal data. {NOTE}", ""),
        ("", "tracker.version", tool_version(), ""),
        ("", "tracker.made", rfc3339(made), "UTC"),
        *((of, "", description, "") for of, description in DESCRIPTIONS.items()),
    ]
    for of in ("data", "requests", "disclosures"):
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({of})")]
        found += [(of, name, MEANINGS[name].text, MEANINGS[name].unit) for name in columns if name in MEANINGS]
    return found + [("disclosure_rows", key, meaning.text, meaning.unit) for key, meaning in MEANINGS.items()]
