"""The person's own word on whose a domain is: it wins over all that others say. One small file, theirs alone."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracker import files
from tracker.errors import ConfigurationError
from tracker.upstream import cleaning
from tracker.vendors.compiling import slug_of
from tracker.vendors.fetched import CORRECTIONS
from tracker.vendors.loading import shipped

FILE = CORRECTIONS


class Correction(NamedTuple):
    """A domain, with all below it, and the company that it belongs to, as the person said on a day (RFC 3339)."""

    domain: str
    slug: str
    name: str
    made: str


def listed(folder: Path) -> list[Correction]:
    """Return the person's corrections, by domain. Raises ConfigurationError where their file is broken."""
    path = folder / FILE
    try:
        document = json.loads(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}); mend or remove it") from error
    try:
        found = [Correction(*(str(entry[key]) for key in Correction._fields)) for entry in document["corrections"]]
    except (KeyError, TypeError) as error:
        raise ConfigurationError(f"{path}: holds no corrections ({error!r}); mend or remove it") from error
    return sorted(found)


def add(folder: Path, domain: str, vendor: str, now: datetime | None = None) -> Correction:
    """Record that a domain belongs to a company: the slug of one that the catalogue knows, or any name.

    Raises ConfigurationError for what is no domain of anybody's, or no name.
    """
    made = f"{now or datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    correction = Correction(checked_domain(domain), *_company(vendor), made)
    _write(folder, [correction, *(known for known in listed(folder) if known.domain != correction.domain)])
    return correction


def remove(folder: Path, domain: str) -> bool:
    """Take a correction back; return whether there was one."""
    known, name = listed(folder), cleaning.host(domain) or domain
    kept = [correction for correction in known if correction.domain != name]
    if len(kept) < len(known):
        _write(folder, kept)
    return len(kept) < len(known)


def checked_domain(domain: str) -> str:
    """Return a domain in the spelling that travels. Raises ConfigurationError where all below it is not one owner's."""
    name = cleaning.domain(domain)
    if name is None:
        raise ConfigurationError(f"{domain!r} is no domain that can belong to one company; give one like example.com")
    return name


def _company(vendor: str) -> tuple[str, str]:
    """Slug and name: of a company that the catalogue knows, or as the person names it."""
    if known := shipped().vendor(vendor):
        return known.slug, known.name
    name = cleaning.text(vendor)
    if name is None or not slug_of(name):
        raise ConfigurationError(f"{vendor!r} is no name of a company")
    known = shipped().vendor(slug_of(name))
    return (known.slug, known.name) if known else (slug_of(name), name)


def _write(folder: Path, corrections: list[Correction]) -> None:
    entries = [correction._asdict() for correction in sorted(corrections)]
    text = json.dumps({"corrections": entries}, ensure_ascii=False, indent=1)
    files.replace(folder / FILE, f"{text}\n".encode(), is_synced=True)
