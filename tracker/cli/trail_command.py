"""`tracker trail`: which way a datum went."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from tracker.cli.choices import table_or_lines
from tracker.cli.ledgers import up_to_date
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.cli.ledgers import Installed
    from tracker.ledger.queries.data import Known
    from tracker.ledger.queries.trail import Step

_MOST = 20  # data
_STEPS = 1000  # of each


class Line(NamedTuple):
    """One step of a datum's trail, for scripts. `step` counts from 1; `encodings` are lists, outermost first.
    `made_for` is the company for which an alias was made, None where the datum is no alias.
    """

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
    made_for: str | None


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

    with up_to_date() as installed, installed.ledger.reading() as session:
        found = named(session, which, _MOST)
        if not found:
            raise TrackerError("nothing of that name has left: `tracker export` tells fingerprints and previews")
        if form == "jsonl":
            print_json_lines(line for known in found for line in _lines(session, known, _company(installed, known)))
        else:
            for text in (text for known in found for text in _table(session, known, _company(installed, known))):
                click.echo(text)


def _company(installed: "Installed", known: "Known") -> str | None:
    """For which company the datum was made, if it is an alias."""
    from tracker.control import load
    from tracker.errors import LedgerError
    from tracker.ledger.queries.made_for import made_for
    from tracker.masking import Fingerprinter

    if known.category is not Category.EMAIL_ADDRESS:
        return None
    try:
        control = load(installed.settings, installed.keys)
    except LedgerError:
        return None
    with installed.ledger.reading() as session:
        return made_for(session, control, Fingerprinter(installed.keys.fingerprint), known.fingerprint)


def _lines(session: "Session", known: "Known", company: str | None) -> Iterator[Line]:
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
            made_for=company,
        )


def _table(session: "Session", known: "Known", company: str | None) -> Iterator[str]:
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
    steps = list(trail(session, known.id, _STEPS))
    if company:
        yield printable(_told(company, steps))
    yield from table(columns, map(_cells, steps))


def _told(company: str, steps: "list[Step]") -> str:
    from tracker.aliasing.telling import told_of_holders
    from tracker.ledger.queries.made_for import is_same_group
    from tracker.vendors import builtin

    others = (step.vendor_name for step in steps if not is_same_group(step.vendor_slug, company))
    return told_of_holders(builtin().name_of(company), others)


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
