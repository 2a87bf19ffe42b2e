"""`tracker trail`: which way a datum went."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from tracker.cli.choices import table_or_lines
from tracker.cli.ledgers import up_to_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.queries.data import Known
    from tracker.ledger.queries.trail import Step

_MOST = 20  # data
_STEPS = 1000  # of each


class Line(NamedTuple):
    """One step of a datum's trail, for scripts. `step` counts from 1; `encodings` are lists, outermost first."""

    fingerprint: str
    category: str
    preview: str
    step: int
    first: datetime
    last: datetime
    times: int
    site: str | None
    site_confidence: float | None
    site_bases: tuple[str, ...]
    host: str
    recipient: str
    vendor: str | None
    party: str
    manner: str
    is_first_submission: bool
    is_plain: bool
    location: str | None
    path: str | None
    encodings: tuple[tuple[str, ...], ...]
    confidence: float | None


@click.command("trail")
@click.argument("which", metavar="FINGERPRINT_OR_PREVIEW|CATEGORY")
@table_or_lines
def command(which: str, form: Literal["table", "jsonl"]) -> None:
    """Follow a datum from site to company, in time, with its disguise at each step.

    Name it by its fingerprint (the first eight characters do), by its masked preview, or name a category: then the
    data that most companies have are followed.
    """
    from tracker.cli.printing import print_json_lines
    from tracker.errors import TrackerError
    from tracker.ledger.queries.data import named

    with up_to_date() as (ledger, *_), ledger.reading() as session:
        found = named(session, which, _MOST)
        if not found:
            raise TrackerError("nothing of that name has left: `tracker export` tells fingerprints and previews")
        if form == "jsonl":
            print_json_lines(line for known in found for line in _lines(session, known))
        else:
            for text in (text for known in found for text in _table(session, known)):
                click.echo(text)


def _lines(session: "Session", known: "Known") -> Iterator[Line]:
    from tracker.ledger.queries.trail import trail

    for number, step in enumerate(trail(session, known.id, _STEPS), 1):
        yield Line(
            fingerprint=known.fingerprint,
            category=known.category,
            preview=known.preview,
            step=number,
            first=step.first,
            last=step.last,
            times=step.times,
            site=step.site,
            site_confidence=step.site_confidence,
            site_bases=step.site_bases,
            host=step.host,
            recipient=step.recipient,
            vendor=None if step.vendor_slug == step.recipient else step.vendor_slug,
            party=step.party,
            manner=step.manner,
            is_first_submission=step.is_first_submission,
            is_plain=step.is_plain,
            location=step.location,
            path=step.path,
            encodings=step.encodings,
            confidence=step.confidence,
        )


def _table(session: "Session", known: "Known") -> Iterator[str]:
    from tracker.ledger.queries.trail import trail
    from tracker.terminal import Column, printable, table

    columns = (
        Column("first", 16),
        Column("on", 16, 2),
        Column("to", 20, 3),
        Column("company", 12, 1),
        Column("manner", 10),
        Column("as", 12, 1),
        Column("times", 6),
        Column("last", 16),
    )
    yield f"\n{printable(f'{known.category.value} {known.preview}  {known.fingerprint[:12]}')}"
    yield from table(columns, map(_cells, trail(session, known.id, _STEPS)))


def _cells(step: "Step") -> tuple[str, ...]:
    return (
        f"{step.first:%Y-%m-%d %H:%M}",
        step.site or "unknown page",
        step.host,
        step.vendor_name,
        "given" if step.is_first_submission else step.manner.value,
        ", ".join(" → ".join(encoding) or "it is" for encoding in step.encodings),
        str(step.times),
        f"{step.last:%Y-%m-%d %H:%M}",
    )
