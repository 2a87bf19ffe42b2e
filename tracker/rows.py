"""A disclosure as one row: the keys that `tracker detect` and `tracker export` print, and how they are written.

The keys and their order are a promise to users' scripts: only ever add, at the end.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from tracker.disclosure import Record

_FORMULA = re.compile(r"^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20\t\r\n]")
"""What spreadsheets take for a formula (https://owasp.org/www-community/attacks/CSV_Injection), full-width too.
Invisible characters are replaced first: a program that drops them would lay bare what stands behind."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")


class Row(NamedTuple):
    """One disclosure, or one finding of a capture file. None where a key does not apply."""

    source: str | None
    entry: int | str | None
    time: str
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


def rows_of(record: Record, vendor: str | None) -> Iterator[Row]:
    """Yield one row for each of the record's disclosures; `vendor` is the slug of the company behind the host."""
    if not record.disclosures:
        return
    time, party = rfc3339(record.time), record.party.value
    for found in record.disclosures:
        evidence = found.evidence
        yield Row(
            record.source,
            record.entry,
            time,
            record.host,
            record.recipient,
            vendor,
            record.site,
            party,
            found.category,
            evidence.location,
            evidence.path,
            evidence.method,
            evidence.encoding,
            evidence.confidence,
            evidence.reasoning,
            found.preview,
            found.fingerprint,
        )


def rfc3339(time: datetime) -> str:
    """Return a moment in UTC as RFC 3339, to the millisecond or, where it has more, to the microsecond."""
    exact = time.astimezone(UTC).replace(tzinfo=None)
    return exact.isoformat(timespec="microseconds" if exact.microsecond % 1000 else "milliseconds") + "Z"


def json_line(row: NamedTuple) -> bytes:
    """Return a row of any shape as one line of JSON, its keys in the row's order."""
    import orjson

    values = row._asdict()
    try:
        return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # text that is no Unicode: half of a surrogate pair, from a script or a file name
        return orjson.dumps({key: _encodable(value) for key, value in values.items()}, option=orjson.OPT_APPEND_NEWLINE)


def csv_line(cells: tuple[object, ...]) -> str:
    """Return one line of CSV (RFC 4180) that no spreadsheet takes for a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([csv_cell(cell) for cell in cells])
    return line.getvalue()


def csv_cell(value: object) -> str:
    """Return a cell's text: lists joined by spaces, nothing for None, an apostrophe before what could be a formula."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return csv_cell(" ".join(map(str, value)))
    text = _CONTROL.sub("\ufffd", str(_encodable(value)))
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def _encodable(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
