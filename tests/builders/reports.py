"""Reports of made-up rows, without a ledger, and of the made-up world."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tests.builders.rows import a_row
from tracker.ledger.queries.blind_spots import Spot, Unseen
from tracker.ledger.queries.companies import Company
from tracker.ledger.queries.coverage import Coverage
from tracker.reporting.asked import Asked
from tracker.reporting.document import Block, Document, Line, Link, Mono, Strong, Table
from tracker.reporting.gathering import ALL, ONE, Detail, Material, Subject
from tracker.reporting.summing import summed
from tracker.rows import Row
from tracker.vendors import Vendor

MADE = datetime(2026, 3, 21, 9, tzinfo=UTC)
SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
TURNED = "\u202eexe.tset\u200b"
LONG = "very-long-" * 200
HOSTILE = (SCRIPT, FORMULA, TURNED, LONG, "{{ 7*7 }} </b></para>", "\ud800 half", "<a href='javascript:alert(1)'>")


def a_material(rows: Iterable[Row] = (a_row(),), vendor: str | None = None, **changes: Any) -> Material:
    """What is gathered of these rows, every company under its own slug, none judged."""
    sums = summed(rows, ALL if vendor is None else ONE)
    subjects = tuple(
        Subject(one, f"The {one.key}", Company(one.key, f"The {one.key}", None, None, "FR", one.is_known), None)
        for one in sums.companies.values()
    )
    given: dict[str, Any] = {
        "asked": Asked(MADE, vendor),
        "sums": sums,
        "subjects": subjects,
        "details": tuple(Detail(subject, None, {}) for subject in subjects),
        "coverage": Coverage(3, 7, Unseen(0, 0, 0), 0, 0),
        "unseen": Unseen(0, 0, 0),
        "spots": (),
        "captures": (),
    }
    return Material(**(given | changes))


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


def hostile_vendors() -> dict[str, Vendor]:
    """Companies whose names and everything else are hostile, by domain."""
    return {
        f"evil{number}.test": Vendor(f"evil-{number}", name, name[:100], name[:100], name[:20])
        for number, name in enumerate(HOSTILE[:5])
    }


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
