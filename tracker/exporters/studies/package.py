"""The bundle's `datapackage.json` (Data Package 2.0, https://datapackage.org/standard/data-package/)."""

import re
from collections.abc import Mapping
from typing import Any

from tracker.dictionary import Kind
from tracker.exporters.studies.archive import Member
from tracker.study_tables import TABLES, VERSION, Column, Table, place_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

TYPES = {
    Kind.NAME: "string",
    Kind.TEXT: "string",
    Kind.MOMENT: "datetime",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.LIST: "array",
}
"""What our types are in Frictionless' Table Schema."""

_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def descriptor(study: Mapping[str, Any], rows: Mapping[str, int], members: Mapping[str, Member]) -> dict[str, Any]:
    """Return the descriptor: `study` is what is said of it as a whole, `rows` how many each table has."""
    return {
        "$schema": PROFILE,
        "name": name_of(study["study"]),
        "title": f"Study {study['study']}: disclosures of personal data",
        "description": "Which personal data went to which company, as recorded by Tracker. See README.md.",
        "version": f"{VERSION}.0.0",
        "created": study["created"],
        "keywords": ["personal data", "privacy", "web tracking"],
        "contributors": [{"title": "Name the authors here", "roles": ["creator"]}],
        "resources": [_resource(table, rows[table.name], members) for table in TABLES],
        "tracker": dict(study),
    }


def name_of(study: str) -> str:
    """Return a study's name as file names and Data Packages take it."""
    return re.sub(r"[^a-z0-9._-]+", "-", study.lower()).strip("-.") or "study"


def _resource(table: Table, rows: int, members: Mapping[str, Member]) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": place_of(table, "csv"),
        **_file(place_of(table, "csv"), "csv", members),
        "type": "table",
        "title": table.text,
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "tracker:rows": rows,
        "tracker:parquet": _parquet(table, members),
        "schema": _schema(table),
    }


def _parquet(table: Table, members: Mapping[str, Member]) -> dict[str, Any]:
    """The same table, typed. Not as a resource: Frictionless reads Parquet only where an extra of it is installed."""
    path = place_of(table, "parquet")
    return {"path": path, **_file(path, "parquet", members)}


def _file(path: str, form: str, members: Mapping[str, Member]) -> dict[str, Any]:
    return {
        "format": form,
        "mediatype": _MEDIA[form],
        "bytes": members[path].size,
        "hash": f"sha256:{members[path].sha256}",
    }


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column.name], "reference": {"resource": column.of, "fields": [column.name]}}
        for column in table.columns
        if column.of
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    said = f"{column.text} ({column.unit})" if column.unit else column.text
    return {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": said,
        **({"constraints": {"required": True}} if column.is_required else {}),
        **({"tracker:vocabulary": column.vocabulary} if column.vocabulary else {}),
    }
