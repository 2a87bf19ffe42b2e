"""A study bundle as one file: tables, dictionary, vocabulary, coverage, descriptor, checksums."""

import json
from pathlib import Path
from typing import Any, BinaryIO

import migrations
from tracker import study_tables as tables
from tracker import suffixes
from tracker.exporters.destinations import complete_path
from tracker.exporters.selection import Selection, tool_version
from tracker.exporters.studies import documents
from tracker.exporters.studies.archive import Archive
from tracker.exporters.studies.contents import Contents
from tracker.exporters.studies.coverage import coverage_of
from tracker.exporters.studies.keys import Study
from tracker.exporters.studies.package import descriptor
from tracker.exporters.studies.reduction import Reduction
from tracker.exporters.studies.table_files import write_table
from tracker.exporters.studies.vocabulary import DPV_VERSION, terms
from tracker.ledger.queries.study import Asked
from tracker.ledger.remembered import recall
from tracker.rows import rfc3339


def write(selection: Selection, study: Study, reduction: Reduction, file: BinaryIO, folder: Path) -> dict[str, int]:
    """Write a part of the ledger as a bundle, and return how many rows each table has. Memory stays flat.

    The folder takes what is not complete yet. Raises ConfigurationError where pyarrow is not installed.
    """
    asked = Asked(selection.since, selection.until, selection.vendor, selection.labels)
    contents = Contents(selection.session, asked, study, reduction)
    with Archive(file) as archive:
        rows = _tables(archive, selection, contents, folder)
        coverage = coverage_of(contents, rows, asked, reduction)
        said = _said(selection, study, reduction)
        archive.put("coverage.json", _json(coverage))
        archive.put("dictionary.md", documents.dictionary())
        archive.put("README.md", documents.readme(said, rows, coverage))
        archive.put("CITATION.cff", documents.citation(said, str(tables.VERSION)))
        archive.put(tables.DESCRIPTOR, _json(descriptor(said, rows, archive.members)))
        archive.seal()
    return rows


def write_to(path: Path, selection: Selection, study: Study, reduction: Reduction) -> dict[str, int]:
    """The same, as a file that appears only when it is complete.

    Raises ConfigurationError also for a folder, a device or a pipe, OSError for what the disk refuses.
    """
    with complete_path(path) as draft, draft.open("wb") as file:
        return write(selection, study, reduction, file, draft.parent)


def _tables(archive: Archive, selection: Selection, contents: Contents, folder: Path) -> dict[str, int]:
    """Their order matters: what refers comes before what it refers to, which tells only of what is in the part."""
    companies = selection.companies()
    rows: dict[str, int] = {}

    def add(table: tables.Table, found: Any) -> None:
        rows[table.name] = write_table(archive, table, found, folder)

    add(tables.REQUESTS, contents.requests())
    add(tables.DISCLOSURES, contents.disclosures())
    add(tables.BLIND_SPOTS, contents.blind_spots())
    add(tables.HOSTS, contents.hosts())
    vendors = contents.vendors(companies)
    add(tables.VENDORS, vendors)
    add(tables.CAPTURES, contents.captures())
    add(tables.LABELS, contents.labels())
    add(tables.VOCABULARY, terms(contents.bases, contents.reasons, [vendor[3] for vendor in vendors]))
    add(tables.DICTIONARY, (row for table in tables.TABLES for row in documents.meanings(table)))
    return rows


def _said(selection: Selection, study: Study, reduction: Reduction) -> dict[str, Any]:
    return {
        "bundle": tables.VERSION,
        "study": study.name,
        "study_id": study.id,
        "created": rfc3339(selection.made.replace(microsecond=0)),
        "tool": tool_version(),
        "catalogue": recall(selection.session, "catalogue") or "none",
        "public_suffix_list": suffixes.version() or "unknown",
        "ledger_schema": migrations.HEAD,
        "vocabulary": {"dpv": DPV_VERSION},
        "reduced": {"times": reduction.times.value, "hosts": reduction.hosts.value},
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
