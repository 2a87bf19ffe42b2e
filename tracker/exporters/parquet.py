"""Apache Parquet (https://parquet.apache.org), typed: times in UTC, dictionaries for what repeats, lists, maps for
labels, and the evidence as one nested value besides the flat keys. Each column says in its metadata what it means.
"""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path
from typing import Any

from tracker.dictionary import EVIDENCE, MEANINGS, NOTE, Kind
from tracker.errors import ConfigurationError
from tracker.exporters.characters import encodable
from tracker.exporters.selection import tool_version
from tracker.rows import Row, rfc3339

_AT_ONCE = 20_000  # rows in memory, and in a row group


def write(rows: Iterable[Row], path: Path, made: datetime | None = None) -> None:
    """Write the rows to a file, some at a time. Raises ConfigurationError where pyarrow is not installed."""
    pa, parquet = pyarrow()
    layout = schema(made or datetime.now(UTC))
    with parquet.ParquetWriter(str(path), layout, compression="zstd") as out:
        for some in batched(rows, _AT_ONCE):
            out.write_batch(_batch(pa, some, layout))


def schema(made: datetime) -> Any:
    """Return the Arrow schema of an export made at that moment, with what each column means."""
    pa, _ = pyarrow()
    fields = [_field(pa, key) for key in Row._fields]
    evidence = pa.struct([pa.field(key, _plain_type(pa, MEANINGS[key].kind)) for key in EVIDENCE])
    said = {"description": "where and how the datum was found: the flat keys of these names, as one value"}
    described = {key: {"description": meaning.text, "unit": meaning.unit} for key, meaning in MEANINGS.items()}
    return pa.schema(
        [*fields, pa.field("evidence", evidence, metadata=said)],
        metadata={
            "tracker.version": tool_version(),
            "tracker.made": rfc3339(made),
            "tracker.description": f"Disclosures of personal data, one a row. {NOTE}",
            "tracker.keys": json.dumps(described),
        },
    )


def pyarrow() -> tuple[Any, Any]:
    """Return the library and its module for Parquet. Raises ConfigurationError where it is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise ConfigurationError(
            f"Parquet needs pyarrow (the extra `research`); install it: {sys.executable} -m pip install pyarrow"
        ) from error
    return pa, parquet


def _field(pa: Any, key: str) -> Any:
    meaning = MEANINGS[key]
    said = {"description": meaning.text} | ({"unit": meaning.unit} if meaning.unit else {})
    return pa.field(key, arrow_type(pa, meaning.kind), metadata=said)


def arrow_type(pa: Any, kind: Kind) -> Any:
    """Return the Arrow type of a column; names are dictionaries."""
    return pa.dictionary(pa.int32(), pa.string()) if kind is Kind.NAME else _plain_type(pa, kind)


def _plain_type(pa: Any, kind: Kind) -> Any:
    types = {
        Kind.MOMENT: pa.timestamp("us", tz="UTC"),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.LIST: pa.list_(pa.string()),
        Kind.LABELS: pa.map_(pa.string(), pa.string()),
    }
    return types.get(kind, pa.string())


def _batch(pa: Any, some: Iterable[Row], layout: Any) -> Any:
    plain = {
        key: pa.array(map(_fit, column), _plain_type(pa, MEANINGS[key].kind))
        for key, column in zip(Row._fields, zip(*some, strict=True), strict=True)
    }
    evidence = pa.StructArray.from_arrays([plain[key] for key in EVIDENCE], fields=list(layout.field("evidence").type))
    columns = [
        column.dictionary_encode() if MEANINGS[key].kind is Kind.NAME else column for key, column in plain.items()
    ]
    return pa.record_batch([*columns, evidence], schema=layout)


def _fit(value: object) -> object:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return [(encodable(key), encodable(text)) for key, text in value.items()]
    return [encodable(text) for text in value] if isinstance(value, tuple) else value
