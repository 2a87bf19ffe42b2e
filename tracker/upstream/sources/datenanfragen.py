"""datenanfragen.de: where to send a request about one's data (https://github.com/datenanfragen/data, CC0).

An archive of one JSON file for each company and authority. A website may have several records, each for some
countries; obsolete records may lead on to another. Requests go by e-mail, by web form or by letter.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tracker.domains import registrable_domain
from tracker.upstream import cleaning
from tracker.upstream.archives import members
from tracker.upstream.documents import digest, strings
from tracker.upstream.source import MEGABYTE, Converted, Part, Source

_FILE = "data.tar.gz"
_MAX_LIST = 60


def read(files: Mapping[str, Path]) -> Converted:
    """Return contacts by registrable domain, the slugs that lead on to others, and the supervisory authorities."""
    contacts: dict[str, list[dict[str, Any]]] = {}
    redirects: dict[str, str] = {}
    authorities: list[dict[str, Any]] = []
    for folder, record in _records(files[_FILE]):
        slug = cleaning.text(record.get("slug"))
        if slug is None:
            continue
        if record.get("quality") == "obsolete":
            if target := cleaning.text(record.get("redirect-to")):
                redirects[slug] = target
        elif (contact := _contact(slug, record)) and folder == "supervisory-authorities":
            authorities.append(contact)
        elif contact and folder == "companies" and (host := cleaning.host_of_url(record.get("web"))):
            contacts.setdefault(registrable_domain(host), []).append(contact)
    body = {"contacts": contacts, "redirects": redirects, "authorities": authorities}
    return Converted(sum(map(len, contacts.values())) + len(authorities), digest(files[_FILE]), body)


def _records(archive: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records with the folder they lie in; a single broken one is passed over."""
    import orjson

    for member in members(archive, ".json"):
        if member.folder not in {"companies", "supervisory-authorities", "obsolete-records"}:
            continue
        try:
            record = orjson.loads(member.content)
        except orjson.JSONDecodeError:
            continue
        if isinstance(record, dict):
            yield member.folder, record


def _contact(slug: str, record: dict[str, Any]) -> dict[str, Any] | None:
    """What is known of how to reach a company about one's data; None where no way leads there."""
    ways = {
        "email": cleaning.email(record.get("email")),
        "webform": cleaning.url(record.get("webform")),
        "address": _lines(record.get("address")),
    }
    name = cleaning.text(record.get("name"))
    if name is None or not any(ways.values()):
        return None
    return {
        "slug": slug,
        "name": name,
        "countries": strings(record.get("relevant-countries"))[:_MAX_LIST],
        **ways,
        "web": cleaning.url(record.get("web")),
        "suggested": cleaning.text(record.get("suggested-transport-medium"), 20),
        "asks_for_id": record.get("needs-id-document") is True,
        "is_verified": record.get("quality") == "verified",
        "sources": [url for source in strings(record.get("sources"))[:_MAX_LIST] if (url := cleaning.url(source))],
    }


def _lines(value: object) -> str | None:
    """A postal address on one line."""
    return cleaning.text(value.replace("\n", ", "), 400) if isinstance(value, str) else None


SOURCE = Source(
    "datenanfragen",
    "datenanfragen.de",
    "contacts",
    "CC0 1.0",
    "https://creativecommons.org/publicdomain/zero/1.0/",
    (Part(_FILE, "https://codeload.github.com/datenanfragen/data/tar.gz/refs/heads/master", 32 * MEGABYTE),),
    read,
    1000,
    "datenanfragen.de e. V.",
)
