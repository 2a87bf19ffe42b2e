import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders.records import NOON
from tests.builders.rows import a_row
from tracker.exporters.sqlite import write
from tracker.exporters.sqlite_tables import DESCRIPTIONS
from tracker.ledger.queries.companies import Company
from tracker.rows import Row, rfc3339

HOUR = timedelta(hours=1)
COMPANIES = {"adpix": Company("adpix", "AdPix", "nordgroup", "advertising", "SE", True)}
ROWS = [
    a_row(),
    a_row(category="user_agent", fingerprint="1a" * 16, preview="Mo•••", manner="ambient", count=4, last=NOON + HOUR),
    a_row(entry=8, host="www.shop.example", recipient="shop.example", vendor=None, party="first", encoding=(),
          manner="submitted", time=NOON - HOUR, last=NOON - HOUR),
    a_row(entry=9, site=None, party="unknown", time=NOON + HOUR, last=NOON + HOUR),
]  # fmt: skip


@contextmanager
def opened(path: Path, *rows: Row) -> Iterator[sqlite3.Connection]:
    write(rows, COMPANIES, path, NOON)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def asked(connection: sqlite3.Connection, question: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(question)]


def test_the_rows_read_back_under_their_keys(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", *ROWS) as connection:
        told = [dict(row) for row in connection.execute("SELECT * FROM disclosure_rows ORDER BY rowid")]
    assert [list(one) for one in told] == [list(Row._fields)] * len(ROWS)
    for row, one in zip(ROWS, told, strict=True):
        written = {"time": rfc3339(row.time), "last": rfc3339(row.last), "encoding": json.dumps(row.encoding)}
        assert one == row._asdict() | written


def test_labels_can_be_asked_for(tmp_path: Path) -> None:
    rows = [a_row(labels={"country": "fr", "run": "3"}), a_row(entry=8), a_row(entry=9, labels={"run": "4"})]
    with opened(tmp_path / "a.db", *rows) as connection:
        asked_for = "SELECT entry FROM disclosure_rows WHERE labels ->> 'run' = '3'"
        assert asked(connection, asked_for) == [(7,)]
        assert asked(connection, "SELECT labels FROM requests WHERE id = 8") == [(None,)]


def test_aliases_can_be_asked_for(tmp_path: Path) -> None:
    rows = [a_row(aliases=("shop.adpix.test", "eu.adpix.test")), a_row(entry=8)]
    with opened(tmp_path / "a.db", *rows) as connection:
        asked_for = "SELECT entry, aliases ->> 0 FROM disclosure_rows ORDER BY entry"
        assert asked(connection, asked_for) == [(7, "shop.adpix.test"), (8, None)]


def test_it_is_whole_and_its_keys_lead_somewhere(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", *ROWS) as connection:
        assert asked(connection, "PRAGMA integrity_check") == [("ok",)]
        assert asked(connection, "PRAGMA foreign_key_check") == []
        assert [row[2] for row in asked(connection, "PRAGMA foreign_key_list(disclosures)")] == ["data", "requests"]
        assert asked(connection, "SELECT slug, name, parent, country FROM vendors") == [
            ("adpix", "AdPix", "nordgroup", "SE")
        ]
        assert asked(connection, "SELECT count(*) FROM data") == [(2,)]
        assert asked(connection, "SELECT id FROM requests ORDER BY id") == [(7,), (8,), (9,)]


def test_the_views_answer_the_first_questions(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", *ROWS) as connection:
        vendors = asked(connection, "SELECT vendor, name, sites, data, disclosures FROM by_vendor ORDER BY vendor")
        data = asked(connection, "SELECT category, vendors, sites, disclosures FROM by_datum ORDER BY category")
        sites = asked(connection, "SELECT site, vendors, disclosures FROM by_site ORDER BY site")
        trail = asked(
            connection,
            "SELECT step, site, recipient, manner FROM trails WHERE category = 'email_address' ORDER BY step",
        )
    assert vendors == [("adpix", "AdPix", 1, 2, 6), ("shop.example", None, 1, 1, 1)]
    assert data == [("email_address", 2, 1, 3), ("user_agent", 1, 1, 4)]
    assert sites == [(None, 1, 1), ("shop.example", 2, 6)]
    assert trail == [
        (1, "shop.example", "shop.example", "submitted"),
        (2, "shop.example", "adpix.test", "relayed"),
        (3, None, "adpix.test", "relayed"),
    ]


def test_all_is_described(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as connection:
        kinds = "('table', 'view')"
        there = {row[0] for row in asked(connection, f"SELECT name FROM sqlite_master WHERE type IN {kinds}")}
        described = dict(asked(connection, "SELECT of, description FROM metadata WHERE column = ''"))
        keys = asked(connection, "SELECT column FROM metadata WHERE of = 'disclosure_rows' AND column <> ''")
        made = asked(connection, "SELECT description FROM metadata WHERE column = 'tracker.made'")
    assert there - {"sqlite_stat1"} == set(DESCRIPTIONS) == set(described) - {""}
    assert {key for (key,) in keys} == set(Row._fields)
    assert made == [("2026-03-02T12:00:00.000Z",)]


def test_hostile_names_are_data_and_steer_no_terminal(tmp_path: Path) -> None:
    hostile = a_row(path="'); DROP TABLE data; --", host="a\0b\x1b[2J.test", vendor="x' OR 1", source="a\ud800.har")
    with opened(tmp_path / "a.db", hostile) as connection:
        told = asked(connection, "SELECT path, host, vendor, source FROM disclosure_rows")
    assert told == [("'); DROP TABLE data; --", "a\ufffdb\ufffd[2J.test", "x' OR 1", "a?.har")]


def test_however_many_rows_few_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.exporters.sqlite._AT_ONCE", 10)
    rows = (a_row(entry=number // 2, fingerprint=f"{number % 7:032x}") for number in range(105))
    with opened(tmp_path / "a.db", *rows) as connection:
        counts = asked(
            connection, "SELECT count(*), count(DISTINCT request_id), count(DISTINCT datum_id) FROM disclosures"
        )
    assert counts == [(105, 53, 7)]
