"""What the adapters say of a request."""

import re
from collections.abc import Iterator

from tracker.detection.adapters.known import adapter, candidates
from tracker.detection.adapters.model import Adapter, Datum
from tracker.detection.bodies.urlencoded import pair_fields
from tracker.detection.fields import Fields
from tracker.detection.place import Place
from tracker.disclosure import Evidence, Finding, Method
from tracker.traffic import Field, Location, Request

_NOTHING = re.compile(
    r"(?:|0+(?:[.,]0+)?|-1|null|none|nil|undefined|nan|unknown|n/a|na|false|true|\(not set\)|\(none\)|\[object Object\]"
    r"|[{}\[\]0-]+)",
    re.IGNORECASE,
)
_SHAPES = {  # in hexadecimal digits, or in base64 with or without padding
    "md5": re.compile(r"[0-9A-Fa-f]{32}|[\w+/-]{22}(?:==)?"),
    "sha1": re.compile(r"[0-9A-Fa-f]{40}|[\w+/-]{27}=?"),
    "sha256": re.compile(r"[0-9A-Fa-f]{64}|[\w+/-]{43}=?"),
}
_MOST_LINES = 200
_MOST_PAIRS = 200  # of one line
_LONGEST_BODY = 1 << 18


def findings_by_adapter(request: Request, fields: Fields) -> list[Finding]:
    """Return what vendors' endpoints are known to receive, of what this request sends. Most hosts are known to none."""
    slugs = candidates(request.host, request.target)
    if not slugs:
        return []
    chosen = [known for known in map(adapter, sorted(slugs)) if known.accepts(request)]
    found = [finding for known in chosen for finding in _findings(known, request, fields)]
    return list({(finding.category, finding.value, finding.evidence): finding for finding in found}.values())


def _findings(known: Adapter, request: Request, fields: Fields) -> Iterator[Finding]:
    listed = (*fields.fields, *_lines(request)) if known.has_lines else fields.fields
    for field in listed:
        for datum in known.claims(field):
            value = _value(datum, field.value)
            if value is not None:
                yield _finding(datum, field, value)


def _value(datum: Datum, text: str) -> str | None:
    """Return the part that counts; None where there is none, or where it is not what the claim says."""
    if datum.value is not None:
        found = datum.value.search(text)
        if found is None:
            return None
        text = found[1]
    shape = _SHAPES.get(datum.encoding[0]) if datum.encoding else None
    if _NOTHING.fullmatch(text.strip()) or (shape and not shape.fullmatch(text)):
        return None
    return text


def _finding(datum: Datum, field: Field, value: str) -> Finding:
    steps = field.encoding + datum.encoding
    evidence = Evidence(field.location, field.path, Method.ADAPTER, datum.confidence, datum.reasoning, steps)
    return Finding(datum.category, value, evidence)


def _lines(request: Request) -> Iterator[Field]:
    """Yield the fields of a body whose every line is a query."""
    text = (request.body or b"")[:_LONGEST_BODY].decode("utf-8", "replace")
    lines = text.splitlines()[:_MOST_LINES]
    if len(lines) > 1:
        for line in lines:
            yield from pair_fields(line, Place(Location.FORM), _MOST_PAIRS).fields
