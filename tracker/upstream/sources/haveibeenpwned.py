"""Have I Been Pwned's list of breaches: which companies lost data (https://haveibeenpwned.com/API/v3, CC BY 4.0).

The list of breaches alone is fetched: nothing about the person is asked or sent. Fabricated, retired and malicious
collections are no company's breach, and neither are those that name no domain.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domains import registrable_domain
from tracker.upstream import cleaning
from tracker.upstream.documents import digest, json_of, objects_of, strings
from tracker.upstream.source import Converted, Part, Source

_FILE = "breaches.json"
_NO_BREACH = ("IsFabricated", "IsSpamList", "IsRetired", "IsMalware", "IsStealerLog")
_MAX_CLASSES = 80


def read(files: Mapping[str, Path]) -> Converted:
    """Return the breaches by registrable domain, the newest first."""
    breaches: dict[str, list[dict[str, Any]]] = {}
    for entry in objects_of(json_of(files[_FILE])):
        host = cleaning.host(entry.get("Domain"))
        if host and not any(entry.get(flag) is True for flag in _NO_BREACH) and (breach := _breach(entry)):
            breaches.setdefault(registrable_domain(host), []).append(breach)
    for found in breaches.values():
        found.sort(key=lambda breach: str(breach["date"]), reverse=True)
    return Converted(sum(map(len, breaches.values())), digest(files[_FILE]), {"breaches": breaches})


def _breach(entry: dict[str, Any]) -> dict[str, Any] | None:
    title, day, count = cleaning.text(entry.get("Title")), _day(entry.get("BreachDate")), entry.get("PwnCount")
    if title is None or day is None:
        return None
    classes = [name for found in strings(entry.get("DataClasses"))[:_MAX_CLASSES] if (name := cleaning.text(found, 80))]
    is_count = isinstance(count, int) and not isinstance(count, bool) and count >= 0
    return {
        "title": title,
        "date": day,
        "accounts": count if is_count else None,
        "data": classes,
        "is_verified": entry.get("IsVerified") is not False,
    }


def _day(value: object) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


SOURCE = Source(
    "haveibeenpwned",
    "Have I Been Pwned",
    "breaches",
    "CC BY 4.0",
    "https://haveibeenpwned.com/API/v3#License",
    (Part(_FILE, "https://haveibeenpwned.com/api/v3/breaches"),),
    read,
    300,
    "Have I Been Pwned, https://haveibeenpwned.com",
)
