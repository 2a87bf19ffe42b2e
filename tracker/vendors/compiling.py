"""Compiles the npm package third-party-web (MIT) into `tracker/data/vendors/third-party-web.json`.

    python -m tracker.vendors.compiling PACKAGE_FOLDER
    python -m tracker.vendors.compiling            # fetches the newest package with `npm pack` first

Source: https://github.com/patrickhulce/third-party-web. The same package gives the same bytes.
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tracker.domains import is_address, registrable_domain
from tracker.errors import UnreadableInputError

OUTPUT = Path(__file__).parents[1] / "data" / "vendors" / "third-party-web.json"
CATEGORIES = {
    "ad": "advertising",
    "analytics": "analytics",
    "tag-manager": "tag-manager",
    "consent-provider": "consent",
    "social": "social",
    "cdn": "cdn",
    "video": "video",
    "customer-success": "customer-service",
    "marketing": "marketing",
    "hosting": "hosting",
    "content": "media",
    "utility": "other",
    "other": "other",
}
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")

type Row = tuple[str, str, str | None, str | None, list[str]]


def compiled(package: Path) -> bytes:
    """Return the catalogue made of an unpacked package. Raises UnreadableInputError naming the file that is wrong."""
    version = _read(package / "package.json")["version"]
    entities = _read(package / "dist" / "entities-nostats.json")
    try:
        rows = vendors_of(entities)
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableInputError(f"{package}: not third-party-web as we know it ({error!r})") from error
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    owners = json.dumps(owners_of(rows), separators=(",", ":"), sort_keys=True)
    source = json.dumps(f"third-party-web {version}")
    return f'{{"source":{source},"owners":{owners},"vendors":[\n{lines}\n]}}\n'.encode()


def vendors_of(entities: Iterable[dict[str, Any]]) -> list[Row]:
    """Return slug, name, parent, category and domains of each vendor, by slug; a parent without domains is one too."""
    rows: dict[str, Row] = {}
    parents: dict[str, str] = {}
    for entity in entities:
        slug, company = slug_of(entity["name"]), entity.get("company")
        parent = slug_of(company) if company else None
        if company and parent and parent != slug:
            parents.setdefault(parent, company)
        domains = [domain for domain in sorted(map(str.lower, entity["domains"])) if _is_ones_own(domain)]
        category = CATEGORIES.get(entity["category"], "other")
        rows[slug] = (slug, entity["name"], parent if parent != slug else None, category, domains)
    for slug, name in parents.items():
        rows.setdefault(slug, (slug, name, None, None, []))
    return [rows[slug] for slug in sorted(rows)]


def slug_of(name: str) -> str:
    """Return a name in lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_SLUGS.sub("-", plain).strip("-")


def owners_of(rows: Iterable[Row]) -> dict[str, str]:
    """Return the registrable domains that no rule covers as a whole, where all that is known is one company's."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    covered = set()
    for slug, _, parent, _, domains in rows:
        for domain in domains:
            owner = registrable_domain(domain.removeprefix("*."))
            known[owner].add(parent or slug)
            if domain == f"*.{owner}":
                covered.add(owner)
    return {domain: min(slugs) for domain, slugs in known.items() if len(slugs) == 1 and domain not in covered}


def _is_ones_own(domain: str) -> bool:
    """Not a bare address, which changes hands, and not a public suffix, under which anybody registers."""
    name = domain.removeprefix("*.")
    if is_address(name):
        return False
    return not domain.startswith("*.") or registrable_domain(f"any.{name}") == registrable_domain(name)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UnreadableInputError(f"{path}: cannot be read ({error}); give the folder of the package") from error


def fetched(folder: Path) -> Path:
    """Download the newest package with npm, unpack it in that folder, and return where it lies."""
    subprocess.run(["npm", "pack", "--silent", "third-party-web"], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S607 - npm, wherever it lies
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def main(arguments: Sequence[str]) -> None:
    """Write the catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(arguments[0]) if arguments else fetched(Path(folder))
        data = compiled(package)
    OUTPUT.write_bytes(data)
    print(f"{OUTPUT}: {len(data):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
