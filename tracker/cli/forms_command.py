"""`tracker forms`: what each form on a page asks for, before anything is given."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.detection.forms import FormField


@click.command("forms")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.html...")
@click.option(
    "output", "--format", type=click.Choice(["table", "jsonl"]), default="table", help="How to print the fields."
)
def command(files: tuple[Path, ...], output: str) -> int:
    """Say what each form on a page asks for.

    FILE.html is a page saved from the browser. Nothing is sent, nothing is recorded.
    """
    from tracker.detection.forms import forms_of

    failed = 0
    for path in files:
        try:
            page = _read(path)
        except OSError as error:
            click.echo(f"tracker: {_shown(str(path))}: {error.strerror or 'cannot be read'}", err=True)
            failed = 1
            continue
        lines = _json_lines if output == "jsonl" else _table
        for line in lines(str(path), forms_of(page)):
            click.echo(line)
    return failed


def _read(path: Path) -> bytes:
    from tracker.detection.forms.markup import MAX_SIZE

    with path.open("rb") as file:
        return file.read(MAX_SIZE)


def _json_lines(source: str, fields: Iterable["FormField"]) -> Iterator[str]:
    import json

    for field in fields:
        verdict = field.verdict
        row = {
            "source": source,
            "form": field.form,
            "name": field.name,
            "id": field.id,
            "type": field.type,
            "label": field.label,
            "category": verdict.category if verdict else None,
            "confidence": verdict.confidence if verdict else None,
            "reasoning": verdict.reasoning if verdict else None,
        }
        yield json.dumps(row)


def _table(source: str, fields: Iterable["FormField"]) -> Iterator[str]:
    yield _shown(source)
    nothing = True
    for form, members in groupby(fields, key=lambda field: field.form):
        nothing = False
        yield "  outside any form" if form is None else f"  form {form + 1}"
        yield from (_row(field) for field in members)
    if nothing:
        yield "  no form fields"


def _row(field: "FormField") -> str:
    from tracker.taxonomy import TAXONOMY

    title = _shown(field.label or field.name or field.id or field.type)[:40]
    if field.verdict is None:
        return f"    {title:40}  nothing personal"
    verdict = field.verdict
    return f"    {title:40}  {TAXONOMY[verdict.category].label} ({verdict.confidence:.0%}: {verdict.reasoning})"


def _shown(text: str) -> str:
    """Text of strangers, safe for a terminal: what is not printable is shown as its escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
