"""What a person reads in a bundle: README.md, dictionary.md, CITATION.cff."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.exporters.studies.package import TYPES
from tracker.study_tables import DICTIONARY, TABLES, Table

_README = """# Study {study}

Which personal data went to which company, as recorded by Tracker {tool}. One bundle is one person's (or one
machine's) part of a study.

- `data/`: the tables, each as CSV (UTF-8) and as Parquet with types. Begin with `disclosures`.
- `dictionary.md`, `data/dictionary.csv`: what each column means. `data/vocabulary.csv`: the terms they are written in.
- `coverage.json`: what the numbers rest on, and what was not seen.
- `datapackage.json`: all of this for programs (Frictionless Data Package 2.0).
- `CHECKSUMS.sha256`: `sha256sum -c CHECKSUMS.sha256`.

## Contents

{contents}

## Coverage

{coverage}

## Pseudonyms

Fingerprints, requests, captures, and words that look like identifiers are pseudonyms: HMAC-SHA256 under a random key
of this study alone (`{id}`), which stays with the person. Within the study, equal data have equal fingerprints, and a
later export for the same study links to this one. Under another study's name, no pseudonym is equal. The masked
values of the ledger are left out altogether.

They are pseudonyms, not anonymity: sites, companies, times ({times}) and the order of requests are as
they were. Whoever knows when somebody visited which sites can recognise them, also across studies. Treat this as
personal data.

## To read it

```python
import pandas as pd

disclosures = pd.read_parquet("data/disclosures.parquet")
```

In CSV, a cell that a spreadsheet would take for a formula begins with an apostrophe that is not part of it; lists are
JSON. `tracker import FILE.zip` makes a ledger of it again.

## Licence and citation

No licence is given yet: add one here, and as `licenses` in `datapackage.json`, before you pass this on. Fill in
`CITATION.cff`. What is said of companies comes from the catalogue {catalogue}; its sources and their licences are named
in Tracker's NOTICE. Registrable domains are those of the Public Suffix List; at the export, that of {suffixes} counted.
"""

_CITATION = """cff-version: 1.2.0
message: Please cite this data as below.
type: dataset
title: {title}
version: "{version}"
date-released: {date}
authors:
  - name: Name the authors here
"""


def readme(study: Mapping[str, Any], rows: Mapping[str, int], coverage: Mapping[str, Any]) -> str:
    """Return README.md."""
    tables = "\n".join(f"| `{table.name}` | {rows[table.name]:,} | {table.text} |" for table in TABLES)
    return _README.format(
        study=study["study"],
        id=study["study_id"],
        tool=study["tool"],
        catalogue=study["catalogue"],
        suffixes=study["public_suffix_list"],
        times="exact" if study["reduced"]["times"] == "full" else f"cut to the {study['reduced']['times']}",
        contents=f"| table | rows | what is in it |\n|---|---|---|\n{tables}",
        coverage="\n".join(f"- {line}" for line in _covered(coverage)),
    )


def _covered(coverage: Mapping[str, Any]) -> Iterator[str]:
    span, requests, unread = coverage["span"], coverage["requests"], coverage["not_read"]
    if span["first"]:
        yield f"From {span['first']} to {span['last']}."
    asked = {key: value for key, value in coverage["selection"].items() if value}
    yield f"Only this part of the ledger: {json.dumps(asked)}." if asked else "All that the ledger held."
    yield f"{requests['recorded']:,} requests, {requests['live']:,} of them live and {requests['imported']:,} imported."
    reasons = ", ".join(f"{reason} {times:,}" for reason, times in unread["by_reason"].items())
    yield f"Not read: {unread['times']:,} times{f' ({reasons})' if reasons else ''}."
    if requests["recorded"]:
        yield f"That is {unread['times_per_recorded_request']} times for each recorded request."
    yield coverage["not_counted"]


def dictionary() -> str:
    """Return dictionary.md."""
    return "# What the columns mean\n\n" + "\n".join(_described(table) for table in TABLES)


def _described(table: Table) -> str:
    rows = "\n".join("| " + " | ".join(f"{cell or ''}" for cell in row[1:]) + " |" for row in meanings(table))
    heading = " | ".join(DICTIONARY.names[1:])
    ruler = "---|" * (len(DICTIONARY.names) - 1)
    return f"## {table.name}\n\n{table.text[0].upper()}{table.text[1:]}.\n\n| {heading} |\n|{ruler}\n{rows}\n"


def meanings(table: Table) -> Iterator[tuple[str | None, ...]]:
    """Yield the rows of the dictionary about a table."""
    for column in table.columns:
        kind, unit = TYPES[column.kind], column.unit or None
        yield table.name, column.name, kind, column.text, unit, column.vocabulary or None


def citation(study: Mapping[str, Any], version: str) -> str:
    """Return CITATION.cff (https://citation-file-format.github.io), to be filled in."""
    title = json.dumps(f"Study {study['study']}: disclosures of personal data")
    return _CITATION.format(title=title, version=version, date=study["created"][:10])
