"""AdGuard cname-trackers: names that sites lent to others, as AdGuard's resolvers saw them
(https://github.com/AdguardTeam/cname-trackers, MIT).

One JSON object: the lent name, and the name that it was an alias of. Whose that is, the catalogue says when asked.
"""

from collections.abc import Mapping
from pathlib import Path

from tracker.domains import registrable_domain
from tracker.upstream import cleaning
from tracker.upstream.documents import digest, json_of, object_in
from tracker.upstream.source import MEGABYTE, Converted, Part, Source

_FILE = "combined_disguised_trackers.json"
_MOST = 300_000


def read(files: Mapping[str, Path]) -> Converted:
    """Return the names behind which others stand, and for each lent name the number of that."""
    originals: dict[str, int] = {}
    hosts: dict[str, int] = {}
    for lent, behind in object_in(json_of(files[_FILE])).items():
        host, original = cleaning.host(lent), cleaning.host(behind)
        if host and original and len(hosts) < _MOST and registrable_domain(host) != registrable_domain(original):
            hosts[host] = originals.setdefault(original, len(originals))
    return Converted(len(hosts), digest(files[_FILE]), {"originals": list(originals), "hosts": hosts})


SOURCE = Source(
    "cname-disguises",
    "AdGuard CNAME disguises",
    "disguises",
    "MIT",
    "https://github.com/AdguardTeam/cname-trackers/blob/master/LICENSE",
    (Part(_FILE, f"https://raw.githubusercontent.com/AdguardTeam/cname-trackers/master/data/{_FILE}", 24 * MEGABYTE),),
    read,
    1000,
    "AdGuard cname-trackers, Copyright (c) AdGuard Software",
)
