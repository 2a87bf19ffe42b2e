"""Each format, opened by what it is for: the same disclosures are in it, and no value of the person's."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from rdflib import Graph

from tests.builders.records import MAIL, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.rows import a_row
from tests.builders.written import written
from tracker.disclosure import Manner
from tracker.exporters import BINARIES, FORMATS, TEXTS, csv_lines, har, json_lines, sqlite
from tracker.exporters import parquet as parquet_files
from tracker.exporters.selection import Selection
from tracker.importers.har import read_har
from tracker.ledger.opening import Ledger
from tracker.rows import Row
from tracker.taxonomy import Category
from tracker.traffic import Location

VALUES = [MAIL, "+33 6 12 34 56 78", "4970 1000 0000 0014", "correct horse battery", "12 rue des Lilas", "diabetes"]
SECRETS = [*VALUES, "marie.dupont", "612345678", "12345678", "00000014", "battery", "Lilas", "Linux"]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """All of it given to a shop, and passed on; one value stands in a path's name as well."""
    categories = (
        *(Category.EMAIL_ADDRESS, Category.PHONE_NUMBER, Category.CARD_NUMBER, Category.PASSWORD),
        *(Category.POSTAL_ADDRESS, Category.HEALTH),
    )
    places = (Location.QUERY, Location.HEADER, Location.COOKIE, Location.JSON, Location.PATH, Location.WEBSOCKET)
    found = [
        a_disclosure(category, value, Manner.RELAYED, an_evidence(f"f.{number}", place))
        for number, (category, value, place) in enumerate(zip(categories, VALUES, places, strict=True))
    ]
    written(ledger, a_record(*found, a_user_agent()), a_record(*found, host="px.adpix.test", scheme="http"))
    return ledger


def exported(ledger: Ledger, form: str, path: Path) -> Path:
    with ledger.reading() as session:
        if form in TEXTS:
            path.write_bytes(b"".join(TEXTS[form](Selection(session))))
        else:
            BINARIES[form](Selection(session), path)
    return path


def _of_sqlite(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute("SELECT * FROM disclosure_rows"))


def _of_json_ld(path: Path) -> list[Any]:
    term = "https://w3id.org/dpv/pd#"
    return [text for text in Graph().parse(path, format="json-ld").objects(unique=False) if str(text).startswith(term)]


READERS: dict[str, Callable[[Path], list[Any]]] = {
    "jsonl": lambda path: [json.loads(line) for line in path.read_bytes().splitlines()],
    "csv": lambda path: list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))),
    "har": lambda path: [entry for entry in read_har(path) if entry.request and not entry.request.is_websocket],
    "jsonld": _of_json_ld,
    "parquet": lambda path: parquet.read_table(str(path)).to_pylist(),
    "sqlite": _of_sqlite,
}


@pytest.mark.parametrize(
    ("form", "number"),
    [("jsonl", 13), ("csv", 13), ("parquet", 13), ("sqlite", 13), ("har", 2), ("jsonld", 26)],  # of a process, a flow
)
def test_what_was_disclosed_is_read_by_what_the_format_is_for(
    filled: Ledger, tmp_path: Path, form: str, number: int
) -> None:
    assert len(READERS[form](exported(filled, form, tmp_path / "out"))) == number


@pytest.mark.parametrize("form", FORMATS)
def test_no_value_is_in_it(filled: Ledger, tmp_path: Path, form: str) -> None:
    path = exported(filled, form, tmp_path / "out")
    read = path.read_bytes() + repr(READERS[form](path)).encode()  # Parquet is packed
    assert not [value for value in SECRETS if value.encode() in read]


def test_every_format_has_a_consumer() -> None:
    assert set(READERS) == set(FORMATS)


WRITERS: dict[str, Callable[[list[Row], Path], object]] = {
    "jsonl": lambda rows, path: path.write_bytes(b"".join(json_lines.encoded(rows))),
    "csv": lambda rows, path: path.write_bytes(b"".join(csv_lines.encoded(rows))),
    "har": lambda rows, path: path.write_bytes(b"".join(har.encoded(rows))),
    "parquet": parquet_files.write,
    "sqlite": lambda rows, path: sqlite.write(rows, {}, path),
}
hostile = st.text(st.characters(), max_size=20)
rows_of_strangers = st.builds(
    a_row,
    entry=st.integers(0, 3),
    location=st.sampled_from([place for place in Location if place is not Location.WEBSOCKET]),
    encoding=st.lists(hostile, max_size=3).map(tuple),
    **dict.fromkeys(("host", "recipient", "path", "preview", "reasoning", "http_method"), hostile),
    **dict.fromkeys(("source", "vendor", "site"), st.none() | hostile),
)


@pytest.mark.parametrize("form", WRITERS)
@example(rows=[a_row(entry=n, vendor=slug) for n, slug in enumerate(("adpix", "adpix\x00", "\x1f"))])
@settings(max_examples=25)
@given(rows=st.lists(rows_of_strangers, max_size=5))
def test_whatever_strangers_chose_each_row_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, form: str, rows: list[Row]
) -> None:
    path = tmp_path_factory.mktemp("out") / "out"
    WRITERS[form](rows, path)
    read = READERS[form](path)
    if form == "har":
        assert sum(len(entry["_tracker"]) for entry in json.loads(path.read_bytes())["log"]["entries"]) == len(rows)
        assert not [entry for entry in read_har(path) if entry.fault]
    else:
        assert len(read) == len(rows)
