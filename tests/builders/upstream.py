"""Made-up files in the formats of the catalogue's sources, and a loopback server that gives them out."""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from tests.builders.loopback import Handler, served


class Answer(NamedTuple):
    """What the server answers to one path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


@contextmanager
def serving(answers: Mapping[str, Answer | bytes]) -> Iterator[tuple[str, list[str]]]:
    """The address of a server of these paths on loopback, and the list of what it was asked for."""
    asked: list[str] = []

    class _Handler(Handler):
        def do_GET(self) -> None:  # noqa: N802 - as http.server calls it
            asked.append(self.path)
            found = answers.get(self.path, Answer(status=404))
            answer = found if isinstance(found, Answer) else Answer(found)
            self.answer(answer.status, dict(answer.headers), answer.body)

    with served(_Handler) as base:
        yield base, asked


def entities(*more: dict[str, Any]) -> bytes:
    """third-party-web's `entities-nostats.json`."""
    known = {"name": "AdPix", "company": "Nordgroup", "homepage": "https://adpix.test", "category": "ad"}
    return json.dumps([{**known, "domains": ["*.adpix.test", "px.shared.test"]}, *more]).encode()


def services(**changes: Any) -> bytes:
    """companiesdb's `trackers.json`."""
    document = {
        "timeUpdated": "2026-01-02T03:04:05.678Z",
        "categories": {"4": "advertising", "6": "site_analytics"},
        "trackers": {
            "adpix": {"name": "AdPix", "categoryId": 4, "url": "http://adpix.test/", "companyId": "nordgroup"},
            "lone": {"name": "Lone Stats", "categoryId": 6, "url": None, "companyId": None},
        },
        "trackerDomains": {"adpix.test": "adpix", "adpix-cdn.test": "adpix", "lone.test": "lone", "x.test": "gone"},
    }
    return json.dumps(document | changes).encode()


def companies() -> bytes:
    """companiesdb's `companies.json`."""
    known = {"nordgroup": {"name": "Nordgroup", "websiteUrl": "https://nordgroup.test/", "description": "…"}}
    return json.dumps({"timeUpdated": "2026-01-02", "companies": known}).encode()


def domain_lists(**lists: list[str]) -> bytes:
    """v2fly's `dlc.dat_plain.yml`."""
    lines = ["lists:"]
    for name, rules in lists.items():
        lines += [f"  - name: {name.replace('_', '-')}", f"    length: {len(rules)}", "    rules:"]
        lines += [f'      - "{rule}"' for rule in rules]
    return ("\n".join(lines) + "\n").encode()


def checksum(content: bytes, name: str) -> bytes:
    """What `sha256sum` prints."""
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()


def archive(files: Mapping[str, object], *links: tarfile.TarInfo) -> bytes:
    """A `.tar.gz` of JSON documents, or of bytes as they are."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as plain:
        for link in links:
            plain.addfile(link)
        for name, document in files.items():
            content = document if isinstance(document, bytes) else json.dumps(document).encode()
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            plain.addfile(entry, io.BytesIO(content))
    return gzip.compress(packed.getvalue(), mtime=0)


def contact(slug: str, **changes: Any) -> dict[str, Any]:
    """A record of datenanfragen."""
    known = {
        "slug": slug,
        "relevant-countries": ["all"],
        "name": "AdPix AB",
        "address": "Storgatan 1\n111 22 Stockholm\nSweden",
        "email": "privacy@adpix.test",
        "webform": "https://adpix.test/privacy",
        "web": "https://www.adpix.test",
        "suggested-transport-medium": "email",
        "quality": "verified",
    }
    return known | changes


COOKIE_COLUMNS = (
    "ID,Platform,Category,Cookie / Data Key name,Domain,Description,Retention period,Data Controller,"
    "User Privacy & GDPR Rights Portals,Wildcard match"
)


def cookies(*lines: str) -> bytes:
    """The Open Cookie Database's CSV."""
    return "\r\n".join(["\ufeff" + COOKIE_COLUMNS, *lines, ""]).encode()


def suffixes(*more: str) -> bytes:
    """The Public Suffix List."""
    lines = [
        "// VERSION: 2026-01-02_03-04-05_UTC",
        "// ===BEGIN ICANN DOMAINS===",
        "// com : https://example.test",
        "com", "net", "org", "co.uk", "*.ck", "!www.ck", "公司.cn",
        "// ===END ICANN DOMAINS===",
        "",
        "// ===BEGIN PRIVATE DOMAINS===",
        "github.io",
        *more,
        "// ===END PRIVATE DOMAINS===",
    ]  # fmt: skip
    return "\n".join(lines).encode()


def breach(domain: str, title: str, **changes: Any) -> dict[str, Any]:
    """An entry of Have I Been Pwned's list."""
    known = {
        "Domain": domain,
        "Title": title,
        "BreachDate": "2024-05-06",
        "PwnCount": 1234,
        "DataClasses": ["Email addresses", "Passwords"],
        "IsVerified": True,
    }
    return known | changes
