"""Records as bytes: what the journal carries. JSON, so that a later version can still read what an earlier wrote."""

from datetime import UTC, datetime
from typing import Any

import orjson

from tracker.disclosure import BlindSpot, Disclosure, Evidence, Manner, Method, Party, Record
from tracker.remembering import Remembered
from tracker.taxonomy import Category
from tracker.traffic import Location

VERSION = 2
_READABLE = (1, 2)  # the first one had every row at length
_CAPACITY = 4 << 20  # characters of rows that are remembered
_OVERHEAD = 600  # what a remembered row takes besides
_CATEGORIES = {category.value: category for category in Category}  # quicker than to ask the enumeration
_LOCATIONS = {location.value: location for location in Location}
_METHODS = {method.value: method for method in Method}
_MANNERS = {manner.value: manner for manner in Manner}
_written: Remembered[int, tuple[Disclosure, orjson.Fragment]] = Remembered(_CAPACITY)
_read: Remembered[str, Disclosure] = Remembered(_CAPACITY)


def to_bytes(record: Record) -> bytes:
    """Return a record as compact JSON, its fields by position."""
    return orjson.dumps(
        [
            VERSION,
            record.id,
            record.time.timestamp(),
            [record.host, record.recipient, record.site, record.party, record.scheme, record.method],
            [
                _ambient(disclosure) if disclosure[4] is Manner.AMBIENT else _row(disclosure)
                for disclosure in record.disclosures
            ],
            [[spot.reason, spot.size] for spot in record.blind_spots],
            [record.source, record.entry, record.site_confidence, record.site_basis],
        ]
    )


def _ambient(disclosure: Disclosure) -> orjson.Fragment:
    """What the browser sends by itself comes again and again, and is the same object then: its row is remembered. It is
    written as text, by which whoever reads it knows it again.
    """
    known = _written[id(disclosure)]
    if known is None or known[0] is not disclosure:
        row = orjson.dumps(orjson.dumps(_row(disclosure)).decode())
        known = _written.keep(id(disclosure), (disclosure, orjson.Fragment(row)), len(row) + _OVERHEAD)
    return known[1]


def _row(disclosure: Disclosure) -> list[Any]:
    found = disclosure.evidence
    return [
        disclosure.category,
        disclosure.preview,
        disclosure.fingerprint,
        disclosure.manner,
        [found.location, found.path, found.method, found.confidence, found.reasoning, found.encoding],
    ]


def from_bytes(data: bytes) -> Record:
    """Return the record that `to_bytes` wrote. Raises ValueError for anything else."""
    try:
        version, identity, time, place, rows, spots, origin = orjson.loads(data)
        if version not in _READABLE:
            raise ValueError(f"record of version {version!r}")
        host, recipient, site, party, scheme, method = place
        return Record(
            identity,
            datetime.fromtimestamp(time, UTC),
            host,
            recipient,
            site,
            Party(party),
            scheme,
            method,
            tuple([_remembered(row) if type(row) is str else _disclosure(row) for row in rows]),
            tuple([BlindSpot(reason, size) for reason, size in spots]),
            *origin,
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"not a record: {error}") from error


def _remembered(text: str) -> Disclosure:
    """What was read before is the same object again."""
    return _read[text] or _read.keep(text, _disclosure(orjson.loads(text)), len(text) + _OVERHEAD)


def _disclosure(row: list[Any]) -> Disclosure:
    category, preview, fingerprint, manner, (location, path, method, confidence, reasoning, encoding) = row
    evidence = Evidence(_LOCATIONS[location], path, _METHODS[method], confidence, reasoning, tuple(encoding))
    return Disclosure(_CATEGORIES[category], preview, fingerprint, evidence, _MANNERS[manner])
