"""What each key of a row means: the one list from which formats and documents take their descriptions."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The type of a key's values. NAME is text of which few differ; LABELS are texts by key, or nothing."""

    NAME = "name"
    TEXT = "text"
    MOMENT = "moment"
    INTEGER = "integer"
    NUMBER = "number"
    LIST = "list"
    LABELS = "labels"


class Meaning(NamedTuple):
    """The type of a key, what it means in one sentence, and its unit or the form of its values, where it has one."""

    kind: Kind
    text: str
    unit: str = ""


MEANINGS: dict[str, Meaning] = {
    "source": Meaning(Kind.NAME, "capture file that the request was read from; nothing for live traffic"),
    "entry": Meaning(Kind.INTEGER, "number of the request in the ledger, or its index in the capture file"),
    "time": Meaning(Kind.MOMENT, "when the request left", "UTC"),
    "host": Meaning(Kind.NAME, "host that the request went to"),
    "recipient": Meaning(Kind.NAME, "registrable domain of the host, private suffixes counted"),
    "vendor": Meaning(Kind.NAME, "slug of the company behind the host; nothing where it is not known"),
    "site": Meaning(Kind.NAME, "registrable domain of the page that the person was on; nothing where it is not known"),
    "party": Meaning(Kind.NAME, "relation of the recipient to the site", "first, third or unknown"),
    "category": Meaning(Kind.NAME, "category of personal data", "slug of Tracker's taxonomy"),
    "location": Meaning(Kind.NAME, "part of the request that the datum was in"),
    "path": Meaning(Kind.NAME, "place in that part: field name, dotted JSON path, name of a cookie or header"),
    "method": Meaning(Kind.NAME, "how the datum was found", "adapter, profile, form, name or value"),
    "encoding": Meaning(Kind.LIST, "decoding steps that led to the value, outermost first"),
    "confidence": Meaning(Kind.NUMBER, "how sure the finding is", "0 to 1"),
    "reasoning": Meaning(Kind.NAME, "one sentence that a person can check"),
    "preview": Meaning(Kind.NAME, "the value, masked: never enough to reconstruct it"),
    "fingerprint": Meaning(Kind.NAME, "keyed hash of the value: equal for equal data of one ledger", "32 hex digits"),
    "manner": Meaning(Kind.NAME, "voluntarily or not", "submitted, relayed, premature or ambient"),
    "scheme": Meaning(Kind.NAME, "how the request travelled: http is not encrypted"),
    "count": Meaning(Kind.INTEGER, "how often, where repeats of one day share a row", "disclosures"),
    "last": Meaning(Kind.MOMENT, "when the last of these repeats left", "UTC"),
    "http_method": Meaning(Kind.NAME, "method of the HTTP request"),
    "site_confidence": Meaning(Kind.NUMBER, "how sure the site is", "0 to 1"),
    "site_basis": Meaning(Kind.NAME, "what told the site; empty where that was not kept"),
    "labels": Meaning(Kind.LABELS, "what the capture was tagged with, text by key; nothing where it was not"),
    "aliases": Meaning(
        Kind.LIST, "names that the host's name leads to in the DNS, hop by hop; nothing where none are known"
    ),
}

EVIDENCE = ("location", "path", "method", "encoding", "confidence", "reasoning")
"""The keys that say where and how a datum was found: formats with nested values also give them as one."""

NOTE = (
    "Values are masked and fingerprints keyed: no raw value is in here. "
    "Nothing found is not nothing sent: traffic that could not be read is counted by `tracker status`."
)
