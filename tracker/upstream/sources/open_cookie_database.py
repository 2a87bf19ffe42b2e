"""Open Cookie Database: what cookies are for (https://github.com/jkwakman/Open-Cookie-Database, Apache-2.0).

CSV with a byte order mark; `Wildcard match` = 1 means that the name is the beginning of the cookie's name.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tracker.upstream import cleaning
from tracker.upstream.documents import digest, text_of
from tracker.upstream.source import Converted, Part, Source, UpstreamError

_FILE = "open-cookie-database.csv"
_LONGEST = 1 << 16  # characters of a field; the limit of the csv module is one for the whole process
_NAME, _WILDCARD = "Cookie / Data Key name", "Wildcard match"
_NEEDED = {_NAME, _WILDCARD, "Platform", "Category", "Domain", "Data Controller", "Retention period"}
COLUMNS = ("name", "is_prefix", "platform", "category", "domain", "controller", "retention", "portal", "description")


def read(files: Mapping[str, Path]) -> Converted:
    """Return a row for each cookie, its values in the order of `COLUMNS`."""
    reader = csv.DictReader(io.StringIO(text_of(files[_FILE]), newline=""))
    try:
        if missing := _NEEDED - set(reader.fieldnames or ()):
            raise UpstreamError(f"{_FILE} has no column {min(missing)!r}: its format has changed")
        rows = [row for line in reader if (row := _row(line))]
    except csv.Error as error:
        raise UpstreamError(f"{_FILE} is no whole CSV ({error})") from error
    return Converted(len(rows), digest(files[_FILE]), {"columns": COLUMNS, "cookies": rows})


def _row(line: dict[str, str | None]) -> list[Any] | None:
    if any(isinstance(value, str) and len(value) > _LONGEST for value in line.values()):
        raise csv.Error(f"a field of more than {_LONGEST} characters")  # an open quotation mark swallows the rest
    name = cleaning.text(line[_NAME])
    if name is None or line[_WILDCARD] not in {"0", "1"}:
        return None
    domain = (line["Domain"] or "").split(" ")[0].removeprefix("*.").strip(".,;")
    return [
        name,
        line[_WILDCARD] == "1",
        cleaning.text(line["Platform"]),
        cleaning.text(line["Category"], 40),
        cleaning.host(domain),
        cleaning.text(line["Data Controller"]),
        cleaning.text(line["Retention period"], 80),
        cleaning.url(line.get("User Privacy & GDPR Rights Portals")),
        cleaning.text(line.get("Description"), 500),
    ]


SOURCE = Source(
    "open-cookie-database",
    "Open Cookie Database",
    "cookies",
    "Apache-2.0",
    "https://www.apache.org/licenses/LICENSE-2.0",
    (Part(_FILE, f"https://raw.githubusercontent.com/jkwakman/Open-Cookie-Database/master/{_FILE}"),),
    read,
    1000,
    "Open Cookie Database, Jack Kwakman and contributors",
)
