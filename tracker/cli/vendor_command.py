"""`tracker vendor`: all that stands on a vendor's page, for a terminal or a script."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import click

from tracker.cli.choices import table_or_lines
from tracker.cli.ledgers import up_to_date

if TYPE_CHECKING:
    from tracker.ledger.portraits import Portrait

_DISGUISED = "a third party that looks like the first: its names seem the site's own"
_PARTIES = {"first": "the site itself", "third": "a third party", "unknown": "on a page that is not known"}


@click.command("vendor")
@click.argument("vendor", metavar="SLUG_OR_DOMAIN")
@table_or_lines
def command(vendor: str, form: Literal["table", "jsonl"]) -> None:
    """Tell what a company has of you, how deep and how risky that is, what would lower it, and who it is."""
    from tracker.ledger.portraits import document
    from tracker.rows import json_bytes

    found = _portrait(vendor)
    if form == "jsonl":
        click.echo(json_bytes(document(found)))
    else:
        for line in _lines(found):
            click.echo(line)


def _portrait(vendor: str) -> "Portrait":
    from tracker.ledger.opinions import vendor_named
    from tracker.ledger.portraits import portrait

    with up_to_date() as (ledger, *_), ledger.reading() as session:
        return portrait(session, vendor_named(session, vendor))


def _lines(found: "Portrait") -> Iterator[str]:
    from tracker.risk import INTERESTS, verdict
    from tracker.terminal import printable

    yield printable(f"{found.name} ({found.vendor}), {_DISGUISED if found.is_disguised else _PARTIES[found.party]}")
    yield ""
    interest = f"{INTERESTS[found.interest]} ({found.interest}/5)" if found.interest else "not rated"
    yield f"Risk      {found.level} ({found.score}/100)"
    yield f"Depth     {found.depth.extent} ({found.depth.score}/100)"
    yield f"Interest  {interest}"
    yield verdict(found.score, found.interest)
    if found.note:
        yield printable(f"Your note: {found.note}")
    yield from _part("Why", [reason.text for reason in found.reasons])
    yield from _part("What would lower it", [f"{one.text}: {found.score} -> {one.score}" for one in found.remedies])
    yield from _part("Not known, and so not counted", found.unknown)
    yield from _part("Who it is", [_fact(fact) for fact in found.facts])
    yield from _held(found)


def _part(heading: str, lines: "tuple[str, ...] | list[str]") -> Iterator[str]:
    from tracker.terminal import printable

    if lines:
        yield f"\n{heading}:"
        yield from (f"  {printable(line)}" for line in lines)


def _fact(fact: dict[str, object]) -> str:
    source = f" [{fact['source']}]" if fact["source"] else ""
    return f"{fact['heading']}: {fact['said'] or 'not known'}{source}"


def _held(found: "Portrait") -> Iterator[str]:
    from tracker.taxonomy import TAXONOMY
    from tracker.terminal import Column, table

    columns = (Column("data", 28), Column("different", 9), Column("times", 9), Column("how", 20, 1), Column("last", 10))
    rows = [
        (
            TAXONOMY[one.category].label,
            f"{one.data:,}",
            f"{one.times:,}",
            ", ".join(one.manners),
            f"{one.last:%Y-%m-%d}",
        )
        for one in found.held
    ]
    yield "\nWhat it has of you:"
    yield from table(columns, rows)
