"""What is claimed of captures, each distinct claim once, for a person to judge: `python -m tests.bench.audit PATH...`.

Prints one line for each distinct category, method, host, location and path, tab-separated, the most frequent of a
category first. No values: whoever judges looks them up in the capture.
"""

import re
import secrets
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.disclosure import Record
from tracker.importers.captures import find_some
from tracker.importers.reading import Recorder, Tally
from tracker.masking import Fingerprinter
from tracker.profile import Profile
from tracker.terminal import printable
from tracker.vendors import builtin

_INDEX = re.compile(r"\[\d+\]")


class Claim(NamedTuple):
    """What is said of one place at one host. Items of a list are one place."""

    category: str
    method: str
    vendor: str
    host: str
    party: str
    location: str
    path: str
    confidence: float
    reasoning: str


def claims_of(record: Record) -> Iterator[Claim]:
    """Yield what is claimed of one request."""
    vendor = builtin().attribute(record.host).vendor
    for found in record.disclosures:
        evidence = found.evidence
        yield Claim(
            found.category,
            evidence.method,
            vendor.slug if vendor else "-",
            record.host,
            record.party,
            evidence.location,
            _INDEX.sub("[]", evidence.path),
            evidence.confidence,
            evidence.reasoning,
        )


def counted(records: Iterable[Record]) -> Counter[Claim]:
    """Return how often each claim is made."""
    return Counter(claim for record in records for claim in claims_of(record))


def main(paths: list[str]) -> None:
    """Print the table."""
    recorder, tally = Recorder(Profile(), Fingerprinter(secrets.token_bytes(32))), Tally()
    captures = find_some(map(Path, paths)).captures
    claims = counted(record for capture in captures for record in recorder.records(capture, tally))
    for claim, count in sorted(claims.items(), key=lambda item: (item[0].category, -item[1], item[0])):
        sys.stdout.write("\t".join(printable(str(cell)) for cell in (*claim, count)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
