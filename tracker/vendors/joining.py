"""Joins what we wrote ourselves, `tracker/data/vendors/own/*.toml` and `hosting.toml`, into `own.json`.

    python -m tracker.vendors.joining

TOML is for people: to read thousands of entries of it takes half a second, which every start would pay. The same files
give the same bytes; a test fails where they and `own.json` disagree.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.errors import UnreadableInputError

FOLDER = Path(__file__).parents[1] / "data" / "vendors"
OUTPUT = FOLDER / "own.json"


def joined(folder: Path) -> bytes:
    """Return one document of all our files; its `version` follows from what they say."""
    vendors = sorted(_entries(folder / "own", "vendor"), key=lambda entry: str(entry["slug"]))
    providers = list(_tables(folder / "hosting.toml", "provider"))
    body = f'"vendor":[\n{_lines(vendors)}\n],"provider":[\n{_lines(providers)}\n]'
    version = hashlib.sha256(body.encode()).hexdigest()[:8]
    return f'{{"version":"{version}",{body}}}\n'.encode()


def _entries(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*.toml")):
        yield from _tables(file, table)


def _tables(file: Path, table: str) -> list[dict[str, Any]]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInputError(f"{file}: cannot be read ({error})") from error
    tables: list[dict[str, Any]] = document[table]
    return tables


def _lines(entries: list[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)


def main() -> None:
    """Write `own.json`."""
    data = joined(FOLDER)
    OUTPUT.write_bytes(data)
    print(f"{OUTPUT}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
