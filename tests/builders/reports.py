"""Reports of made-up rows, without a ledger, and of the made-up world."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from tests.builders.rows import a_row
from tracker.ledger.moments import micros
from tracker.ledger.queries.blind_spots import Spot, Unseen
from tracker.ledger.queries.companies import Company
from tracker.ledger.queries.coverage import Coverage
from tracker.ledger.queries.exposed import Exposed
from tracker.ledger.queries.traces import Trace
from tracker.ledger.sums import PLAIN
from tracker.reporting.asked import Asked
from tracker.reporting.document import Block, Document, Line, Link, Mono, Strong, Table
from tracker.reporting.gathering import ALL, ONE, Count, Detail, Material, Subject
from tracker.reporting.summing import Bounds, Sums, mark_of, summed
from tracker.rows import Row, json_line
from tracker.taxonomy import Category

MADE = datetime(2026, 3, 21, 9, tzinfo=UTC)
SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
TURNED = "\u202eexe.tset\u200b"
LONG = "very-long-" * 200
HOSTILE = (SCRIPT, FORMULA, TURNED, LONG, "{{ 7*7 }} </b></para>", "\ud800 half", "<a href='javascript:alert(1)'>")


def a_material(rows: Iterable[Row] = (a_row(),), vendor: str | None = None, **changes: Any) -> Material:
    """What is gathered of these rows, every company under its own slug, none judged."""
    rows = list(rows)
    sums = summed(an_exposure(row) for row in rows)
    proven(sums, rows, ALL if vendor is None else ONE)
    subjects = tuple(
        Subject(one, f"The {one.key}", Company(one.key, f"The {one.key}", None, None, "FR", one.is_known), None)
        for one in sums.companies.values()
    )
    given: dict[str, Any] = {
        "asked": Asked(MADE, vendor),
        "count": a_count(rows),
        "sums": sums,
        "subjects": subjects,
        "details": tuple(Detail(subject, None, {}) for subject in subjects),
        "coverage": Coverage(3, 7, Unseen(0, 0, 0), 0, 0),
        "unseen": Unseen(0, 0, 0),
        "spots": (),
        "captures": (),
    }
    return Material(**(given | changes))


def a_count(rows: Iterable[Row]) -> Count:
    """What is counted of these rows."""
    rows = list(rows)
    days = Counter[date]()
    for row in rows:
        days[row.time.date()] += row.count
    digest = hashlib.sha256(b"".join(map(json_line, rows))).hexdigest()
    return Count(len(rows), digest, days, sum(row.count for row in rows if row.scheme in PLAIN))


def an_exposure(row: Row) -> Exposed:
    """What a row adds to what its host received."""
    return Exposed(
        row.host, row.recipient, row.vendor, row.site, Category(row.category), datum_of(row), row.manner, row.party,
        micros(row.time), micros(row.last), row.count,
    )  # fmt: skip


def a_trace(row: Row, number: int = 0) -> Trace:
    """The trace of a row with that id."""
    return Trace(
        row.recipient, row.vendor, row.host, datum_of(row), row.site, row.manner, row.location, row.path, row.method,
        row.encoding, row.confidence, micros(row.time), micros(row.last), row.count, number,
    )  # fmt: skip


def datum_of(row: Row) -> int:
    """The id of what the row is of."""
    return int.from_bytes(hashlib.blake2b(f"{row.category} {row.fingerprint}".encode(), digest_size=7).digest())


def proven(sums: Sums, rows: Sequence[Row], bounds: Bounds) -> None:
    """Tell of the data that were seen first, with their proofs among the rows."""
    for company in sums.companies.values():
        for kind in company.kinds.values():
            kind.tell(bounds.data)
            for key, datum in kind.data.items():
                for number, row in enumerate(rows):
                    if (mark_of(row), datum_of(row)) == (company.mark, key):
                        datum.add(a_trace(row, number))
                datum.proofs = tuple(rows[number] for number in datum.strongest(bounds.proofs))


def a_spot(host: str = "video.example", reason: str = "oversized", times: int = 2, size: int = 2_400_000) -> Spot:
    """Something that could not be read."""
    return Spot(host, host, f"The {host}", reason, times, size, MADE, MADE)


def hostile_rows() -> list[Row]:
    """Rows in which every word of a stranger's is hostile."""
    return [
        a_row(
            host=word, recipient=word, vendor=None, site=word, path=word, reasoning=word, preview=word,
            encoding=(word,), source=word, http_method=word, scheme="http", fingerprint=f"{number:032x}",
            category="advertising_id",
        )
        for number, word in enumerate(HOSTILE)
    ]  # fmt: skip


def told(parts: Document | Iterable[Block]) -> str:
    """All words of a report or of some of its blocks, a line for each."""
    if isinstance(parts, Document):
        chapters = (word for one in parts.chapters for word in (one.title, told(one.blocks)))
        return "\n".join((parts.title, parts.subtitle, parts.made, told(parts.front), *chapters))
    return "\n".join(word for block in parts for word in _words(block) if word)


def tables(blocks: Iterable[Block]) -> dict[str, Table]:
    """The tables by their captions."""
    return {block.caption: block for block in blocks if isinstance(block, Table)}


def _words(part: object) -> Iterable[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mono | Strong | Link):
        yield part.text
    elif isinstance(part, tuple):
        if part and _is_line(part):
            yield "".join(word for piece in part for word in _words(piece))
        else:
            for inner in part:
                yield from _words(inner)


def _is_line(part: Line | tuple[object, ...]) -> bool:
    return type(part) is tuple and all(isinstance(one, str | Mono | Strong | Link) for one in part)


def links_within(made: Document) -> tuple[set[str], set[str]]:
    """Where links within a report lead, and the places that there are."""
    wanted, there = set(), set()
    waiting: list[object] = [made]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Link) and part.address.startswith("#"):
            wanted.add(part.address[1:])
        there.add(getattr(part, "anchor", ""))
        if isinstance(part, tuple):
            waiting.extend(part)
    return wanted, there
