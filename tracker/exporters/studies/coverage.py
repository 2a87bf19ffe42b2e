"""What a study's numbers rest on, and what was not seen: nothing found is not nothing sent."""

from typing import Any

from tracker.exporters.studies.contents import Contents
from tracker.exporters.studies.reduction import Reduction
from tracker.ledger.queries.study import Asked
from tracker.rows import rfc3339

NOT_COUNTED = (
    "Requests in which nothing personal was found are not recorded, so the share of all traffic is not known; "
    "what did not go through the proxy, or was not captured, was not seen at all."
)


def coverage_of(contents: Contents, counts: dict[str, int], asked: Asked, chosen: Reduction) -> Any:
    """Return the statement as an object for JSON. `counts` are the rows of the tables."""
    unread = sum(contents.reasons.values())
    requests = counts["requests"]
    first, last = contents.first, contents.last
    return {
        "span": {
            "first": None if first is None else rfc3339(chosen.cut(first)),
            "last": None if last is None else rfc3339(chosen.cut(last)),
        },
        "selection": {
            "since": None if asked.since is None else rfc3339(asked.since),
            "until": None if asked.until is None else rfc3339(asked.until),
            "vendor": asked.vendor,
            "labels": [list(pair) for pair in asked.labels],
        },
        "requests": {
            "recorded": requests,
            "live": contents.tally["live"],
            "imported": contents.tally["imported"],
        },
        "disclosures": {"rows": counts["disclosures"], "times": contents.tally["disclosures"]},
        "not_read": {
            "times": unread,
            "times_per_recorded_request": round(unread / requests, 4) if requests else None,
            "bytes_where_known": contents.tally["unread bytes"],
            "by_reason": dict(sorted(contents.reasons.items())),
        },
        "not_counted": NOT_COUNTED,
        "reduced": {"times": chosen.times.value, "hosts": chosen.hosts.value, "hosts_renamed": contents.names.reduced},
    }
