"""Study bundles with good defaults, and what is in them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.exporters.selection import Selection
from tracker.exporters.studies.bundle import write
from tracker.exporters.studies.keys import Study
from tracker.exporters.studies.reduction import Hosts, Reduction, Resolution
from tracker.ledger.opening import Ledger

KEY = bytes(range(32))


def a_study(name: str = "cookies", key: bytes = KEY) -> Study:
    """A study with a key of the tests'."""
    return Study(name, key)


def a_bundle(
    ledger: Ledger,
    path: Path,
    study: Study | None = None,
    times: Resolution = Resolution.SECOND,
    hosts: Hosts = Hosts.WORDS,
    **asked: Any,
) -> Path:
    """Export a ledger as a bundle, and return where it lies."""
    with ledger.reading() as session, path.open("wb") as file:
        write(Selection(session, **asked), study or a_study(), Reduction(times, hosts), file, path.parent)
    return path


def rows_in(path: Path, table: str) -> list[dict[str, str]]:
    """Return a table of a bundle as its CSV says it."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"data/{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def document(path: Path, name: str) -> Any:
    """Return a JSON document of a bundle."""
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read(name))


def changed(path: Path, name: str, change: Callable[[bytes], bytes], *, is_summed: bool = True) -> Path:
    """Change a file in a bundle; its checksum as well, unless whoever changes it does not know."""
    from hashlib import sha256

    with zipfile.ZipFile(path) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    before = sha256(files[name]).hexdigest().encode()
    files[name] = change(files[name])
    if is_summed:
        sums = files["CHECKSUMS.sha256"].replace(before, sha256(files[name]).hexdigest().encode())
        files["CHECKSUMS.sha256"] = sums
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in files.items():
            archive.writestr(one, data)
    return path
