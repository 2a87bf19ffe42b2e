"""A disclosure as one row: the keys that `tracker detect` and `tracker export` give, and how they are written."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from tracker.disclosure import Record

_FORMULA = re.compile(r"^'*\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20\t\r\n]")
"""What spreadsheets take for a formula (https://owasp.org/www-community/attacks/CSV_Injection), full-width too.
Invisible characters are replaced first: a program that drops them would lay bare what stands behind."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")


class Row(NamedTuple):
    """One disclosure of the ledger, or one finding of a capture file. None where a key does not apply.

    The keys and their order are a promise to users' scripts: only ever add, at the end. They stand here alone; what
    each means stands in `tracker.dictionary`. `entry` is the request's index in the file or, from the ledger,
    its id there; `method` is how it was found. Repeats of one day share a row of the ledger: `count` and `last`.
    `labels` are those of the capture (`tracker import --label`), None where it has none. `aliases` are the names that
    the host's name leads to in the DNS, None where there are none or that was not asked.
    """

    source: str | None
    entry: int | str | None
    time: datetime
    host: str
    recipient: str
    vendor: str | None
    site: str | None
    party: str
    category: str
    location: str
    path: str
    method: str
    encoding: tuple[str, ...]
    confidence: float
    reasoning: str
    preview: str
    fingerprint: str
    manner: str
    scheme: str
    count: int  # type: ignore[assignment]  # the key is promised; nobody counts in a row
    last: datetime
    http_method: str
    site_confidence: float = 0.0
    site_basis: str = ""
    labels: dict[str, str] | None = None
    aliases: tuple[str, ...] | None = None


def rows_of(record: Record, vendor: str | None) -> Iterator[Row]:
    """Yield one row for each of the record's disclosures; `vendor` is the slug of the company behind the host."""
    for found in record.disclosures:
        evidence = found.evidence
        yield Row(
            source=record.source,
            entry=record.entry,
            time=record.time,
            host=record.host,
            recipient=record.recipient,
            vendor=vendor,
            site=record.site,
            party=record.party,
            category=found.category,
            location=evidence.location,
            path=evidence.path,
            method=evidence.method,
            encoding=evidence.encoding,
            confidence=evidence.confidence,
            reasoning=evidence.reasoning,
            preview=found.preview,
            fingerprint=found.fingerprint,
            manner=found.manner,
            scheme=record.scheme,
            count=1,
            last=record.time,
            http_method=record.method,
            site_confidence=record.site_confidence,
            site_basis=record.site_basis,
        )


@lru_cache(64)  # the rows of one request follow one another
def rfc3339(time: datetime) -> str:
    """Return a moment in UTC as RFC 3339, to the millisecond or, where it has more, to the microsecond."""
    exact = time.astimezone(UTC).replace(tzinfo=None)
    return exact.isoformat(timespec="microseconds" if exact.microsecond % 1000 else "milliseconds") + "Z"


def json_line(row: NamedTuple) -> bytes:
    """Return a row of any shape as one line of JSON, its keys in the row's order."""
    return json_bytes(row._asdict()) + b"\n"


def json_bytes(value: object) -> bytes:
    """Return a value as JSON: moments as RFC 3339; what is no Unicode (half of a surrogate pair) as question marks."""
    import orjson

    try:
        return orjson.dumps(value, _written, orjson.OPT_PASSTHROUGH_DATETIME)
    except TypeError:  # from a script or a file name
        return orjson.dumps(_encodable(value), _written, orjson.OPT_PASSTHROUGH_DATETIME)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return rfc3339(value)
    raise TypeError


def csv_line(cells: tuple[object, ...]) -> str:
    """Return one line of CSV (RFC 4180) that no spreadsheet takes for a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([csv_cell(cell) for cell in cells])
    return line.getvalue()


def csv_cell(value: object) -> str:
    """Return a cell's text: lists joined by spaces, objects as JSON, nothing for None, an apostrophe before what could
    be a formula.
    """
    if value is None:
        return ""
    if isinstance(value, dict):
        return csv_cell(json_bytes(value).decode())
    if isinstance(value, tuple | list):
        return csv_cell(" ".join(map(str, value)))
    if isinstance(value, datetime):
        return rfc3339(value)
    text = _CONTROL.sub("\ufffd", str(_encodable(value)))
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def without_guard(cell: str) -> str:
    """Return a cell's text as it was before an apostrophe was put in front of what could be a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_encodable(key): _encodable(inner) for key, inner in value.items()}
    return [_encodable(inner) for inner in value] if isinstance(value, list | tuple) else value
