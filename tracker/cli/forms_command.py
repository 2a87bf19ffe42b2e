"""`tracker forms`: what each form on a page asks for, before anything is given."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from tracker.cli.choices import table_or_lines

if TYPE_CHECKING:
    from tracker.detection.forms import FormField


class FieldRow(NamedTuple):
    """One field, as `--format jsonl` prints it. `category` is null where it asks for nothing personal.

    `purpose` is what its form is for. `carries` is what is typed there: the account's name of a sign-in form is a user
    name, and may be an e-mail address.
    """

    source: str
    form: int | None
    name: str
    id: str
    type: str
    label: str
    category: str | None
    confidence: float | None
    reasoning: str | None
    purpose: str
    carries: str | None


@click.command("forms")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.html...")
@table_or_lines
def command(files: tuple[Path, ...], form: Literal["table", "jsonl"]) -> int:
    """Say what each form on a page asks for.

    FILE.html is a page saved from the browser. Nothing is sent, nothing is recorded.
    """
    from tracker.cli.printing import print_json_lines
    from tracker.detection.forms import forms_of
    from tracker.terminal import printable

    failed = 0
    for path in files:
        try:
            page = _read(path)
        except OSError as error:
            click.echo(f"tracker: {printable(str(path))}: {error.strerror or 'cannot be read'}", err=True)
            failed = 1
            continue
        if form == "jsonl":
            print_json_lines(_row(str(path), field) for field in forms_of(page))
        else:
            click.echo(f"{printable(str(path))}\n" + "\n".join(_tables(forms_of(page))))
    return failed


def _read(path: Path) -> bytes:
    from tracker.detection.forms.charset import MAX_SIZE

    with path.open("rb") as file:
        return file.read(MAX_SIZE)


def _row(source: str, field: "FormField") -> FieldRow:
    verdict, carries = field.verdict, field.carries
    return FieldRow(
        source,
        field.form,
        field.name,
        field.id,
        field.type,
        field.label,
        verdict.category if verdict else None,
        verdict.confidence if verdict else None,
        verdict.reasoning if verdict else None,
        field.purpose,
        carries.category if carries else None,
    )


def _tables(fields: "list[FormField]") -> Iterator[str]:
    """A table for each form: one row for each field that asks for something; the rest is only counted."""
    from tracker.terminal import Column, table

    columns = (Column("field", 16, 2), Column("asks for", 14, 1), Column("sure", 5), Column("why", 20, 3))
    if not fields:
        yield "no form fields"
    for (form, purpose), members in groupby(fields, key=lambda field: (field.form, field.purpose)):
        of_form = list(members)
        place = "outside any form" if form is None else f"form {form + 1}"
        yield f"\n{place}" if purpose == "other" else f"\n{place}: {purpose}"
        asking = list(_cells(of_form))
        if asking:
            yield from table(columns, asking)
        yield from _rest(len(of_form) - len(asking), bool(asking))


def _rest(count: int, is_more: bool) -> Iterator[str]:
    if count:
        yield f"{'and ' if is_more else ''}nothing personal in {count} {'field' if count == 1 else 'fields'}"


def _cells(fields: "Iterable[FormField]") -> Iterator[tuple[str, ...]]:
    from tracker.taxonomy import TAXONOMY

    for field, verdict in ((field, field.verdict) for field in fields if field.verdict):
        asked = TAXONOMY[verdict.category].label
        if field.carries and field.carries.category is not verdict.category:
            asked = f"{asked} ({TAXONOMY[field.carries.category].label})"
        title = field.label or field.name or field.id or field.type
        yield title, asked, f"{verdict.confidence:.0%}", verdict.reasoning
