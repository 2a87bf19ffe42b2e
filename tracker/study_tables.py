"""The tables of a study bundle: each column with its type, meaning and vocabulary.

Who writes bundles and who reads them take all of it from here.
"""

from typing import NamedTuple

from tracker.dictionary import MEANINGS, Kind, Meaning

VERSION = 1
"""Of the bundle's layout. Columns and tables are only ever added within one version."""

DESCRIPTOR = "datapackage.json"
CHECKSUMS = "CHECKSUMS.sha256"


class Column(NamedTuple):
    """A column. `vocabulary`: its values are that vocabulary's terms. `of`: the table whose key it is."""

    name: str
    kind: Kind
    text: str
    unit: str = ""
    is_required: bool = True
    vocabulary: str = ""
    of: str = ""


class Table(NamedTuple):
    """A table of the bundle: one file of CSV and one of Parquet. `key` is what tells its rows apart."""

    name: str
    text: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _as_elsewhere(name: str, *, is_required: bool = True, vocabulary: str = "", of: str = "") -> Column:
    meaning: Meaning = MEANINGS[name]
    return Column(name, meaning.kind, meaning.text, meaning.unit, is_required, vocabulary, of)


_REQUEST = Column("request", Kind.TEXT, "pseudonym of the request", "32 hex digits", of="requests")
_CAPTURE = Column(
    "capture",
    Kind.NAME,
    "pseudonym of the capture file; nothing for live traffic",
    "16 hex digits",
    False,
    of="captures",
)
_HOST = _as_elsewhere("host", of="hosts")
_TIME = Column("time", Kind.MOMENT, "when the request left, cut to the study's resolution", "UTC")
_SITE = _as_elsewhere("site", is_required=False)
_PARTY = _as_elsewhere("party", vocabulary="party")
_SITE_KNOWN = (
    _as_elsewhere("site_confidence"),
    _as_elsewhere("site_basis", is_required=False, vocabulary="site_basis"),
)

DISCLOSURES = Table(
    "disclosures",
    "one datum to one recipient in one request, the oldest first; repeats of one day may share a row",
    (
        Column("disclosure", Kind.INTEGER, "number of the row in this bundle"),
        _REQUEST,
        _TIME,
        Column("last", Kind.MOMENT, "when the last repeat left, cut to the study's resolution", "UTC"),
        _as_elsewhere("count"),
        _HOST,
        _as_elsewhere("recipient"),
        _as_elsewhere("vendor", is_required=False, of="vendors"),
        _SITE,
        _PARTY,
        _as_elsewhere("category", vocabulary="category"),
        _as_elsewhere("manner", vocabulary="manner"),
        _as_elsewhere("scheme", is_required=False),
        _as_elsewhere("http_method", is_required=False),
        _as_elsewhere("location", vocabulary="location"),
        Column("path", Kind.NAME, "place in that part; words that look like identifiers are pseudonyms", "", False),
        _as_elsewhere("method", vocabulary="method"),
        _as_elsewhere("encoding"),
        _as_elsewhere("confidence"),
        Column("reasoning", Kind.NAME, "how it is known, without what strangers wrote", "", False),
        Column("fingerprint", Kind.NAME, "pseudonym of the value: equal for equal data in this study", "32 hex digits"),
        *_SITE_KNOWN,
        _CAPTURE,
    ),
    ("disclosure",),
)
REQUESTS = Table(
    "requests",
    "requests that disclosed something, or that could not be read; the oldest first",
    (
        _REQUEST._replace(of=""),
        _TIME,
        _HOST,
        _SITE,
        _PARTY,
        _as_elsewhere("scheme", is_required=False),
        _as_elsewhere("http_method", is_required=False),
        *_SITE_KNOWN,
        _CAPTURE,
        Column("entry", Kind.INTEGER, "index of the request in the capture file", "", False),
    ),
    ("request",),
)
HOSTS = Table(
    "hosts",
    "hosts that requests went to",
    (
        _HOST._replace(of=""),
        _as_elsewhere("recipient"),
        _as_elsewhere("vendor", is_required=False, of="vendors"),
        Column("aliases", Kind.LIST, "names that its name led to in the DNS (CNAME), hop by hop; reduced as hosts are"),
        Column(
            "resolved", Kind.MOMENT, "when that was asked, cut to the study's resolution; nothing: not", "UTC", False
        ),
    ),
    ("host",),
)
VENDORS = Table(
    "vendors",
    "companies behind hosts, as far as they are known",
    (
        Column("vendor", Kind.NAME, "slug of the company"),
        Column("name", Kind.TEXT, "name of the company"),
        Column("parent", Kind.NAME, "slug of the company above it", "", False),
        Column("category", Kind.NAME, "what the company does", "", False, "vendor_category"),
        Column("country", Kind.NAME, "country of its seat", "ISO 3166-1 alpha-2", False),
    ),
    ("vendor",),
)
BLIND_SPOTS = Table(
    "blind_spots",
    "what was forwarded but could not be read, summed by host and reason",
    (
        _HOST,
        Column("reason", Kind.NAME, "why it could not be read", "", vocabulary="reason"),
        Column("first", Kind.MOMENT, "when it was met first, cut to the study's resolution", "UTC"),
        Column("last", Kind.MOMENT, "when it was met last, cut to the study's resolution", "UTC"),
        Column("count", Kind.INTEGER, "how often it was met"),
        Column("size", Kind.INTEGER, "what was not read, where known", "bytes"),
    ),
    ("host", "reason"),
)
CAPTURES = Table(
    "captures",
    "capture files that were imported",
    (
        _CAPTURE._replace(is_required=True, of=""),
        Column("entries", Kind.INTEGER, "requests in the file; nothing where it was not kept", "", False),
        Column("imported", Kind.MOMENT, "when it was imported, cut to the study's resolution", "UTC", False),
    ),
    ("capture",),
)
LABELS = Table(
    "labels",
    "what captures were tagged with (`tracker import --label`)",
    (
        _CAPTURE._replace(is_required=True),
        Column("label", Kind.NAME, "key of the label"),
        Column("value", Kind.TEXT, "value of the label"),
    ),
    ("capture", "label"),
)
VOCABULARY = Table(
    "vocabulary",
    "terms that columns are written in",
    (
        Column("vocabulary", Kind.NAME, "which vocabulary the term is of"),
        Column("term", Kind.NAME, "the term"),
        Column("meaning", Kind.TEXT, "what it means"),
        Column("dpv", Kind.TEXT, "IRI of the term in the W3C Data Privacy Vocabulary 2.3", "", False),
        Column("group", Kind.NAME, "group that a category belongs to", "", False),
        Column("sensitivity", Kind.INTEGER, "sensitivity of a category", "1 (least) to 5", False),
    ),
    ("vocabulary", "term"),
)
DICTIONARY = Table(
    "dictionary",
    "what the columns of all tables mean: this table says the same as datapackage.json and dictionary.md",
    (
        Column("table", Kind.NAME, "name of the table"),
        Column("column", Kind.NAME, "name of the column"),
        Column("type", Kind.NAME, "type in Frictionless' Table Schema"),
        Column("meaning", Kind.TEXT, "what it means"),
        Column("unit", Kind.TEXT, "unit, or form of the values", "", False),
        Column("vocabulary", Kind.NAME, "vocabulary that the values are terms of", "", False),
    ),
    ("table", "column"),
)

DATA = (DISCLOSURES, REQUESTS, HOSTS, VENDORS, BLIND_SPOTS, CAPTURES, LABELS)
"""The tables that were recorded."""

TABLES = (*DATA, VOCABULARY, DICTIONARY)


def place_of(table: Table, form: str) -> str:
    """Return where a table lies in the bundle; `form` is csv or parquet."""
    return f"data/{table.name}.{form}"
