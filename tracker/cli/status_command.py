"""`tracker status`: what was recorded, what of it deserves attention, and what is running."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tracker.settings import Settings


PATIENCE = 5.0  # seconds without progress until what the ledger has must do


@click.command()
def command() -> None:
    """Say what was recorded, what of it deserves attention, and what is running."""
    from tracker.settings import load
    from tracker.terminal import printable

    settings = load()
    for line in (*_running(settings), *_decided(settings), *_recorded(settings)):
        click.echo(printable(line))


def _running(settings: "Settings") -> Iterator[str]:
    from tracker.keeper.reports import reports
    from tracker.keeper.withheld import withheld_text
    from tracker.supervision import running

    now = running(settings)
    if now:
        yield f"Running since {_when(now.since)}: proxy {now.proxy or ', '.join(now.modes)}, dashboard {now.dashboard}"
    said = reports(settings)
    if not now and any(report.role == "proxy" for report in said):
        yield "A mitmproxy with the addon is recording."
    elif not now:
        yield "Nothing is running: `tracker start`."
    for report in said:
        if report.fault:
            yield f"  {report.role}: {report.fault}"
    if unresolved := sum(report.unresolved for report in said):
        yield f"Where a host's name leads could not be told {unresolved:,} times since the start; it is tried again."
    if withheld := withheld_text(said):
        yield withheld


def _decided(settings: "Settings") -> Iterator[str]:
    """What was decided of the proxy; what is wrong with it hides nothing of the rest."""
    from datetime import UTC, datetime

    from tracker.control.keeping import is_anything_decided, look
    from tracker.control.telling import told
    from tracker.errors import LedgerError
    from tracker.keeper.following import following_text
    from tracker.keeper.reports import reports
    from tracker.keys import load_or_create

    if not is_anything_decided(settings):
        return
    try:
        kept = look(settings, load_or_create(settings))
    except LedgerError as error:
        yield f"Your rules: {error}. {following_text(reports(settings))}"
        return
    if kept.fault:
        yield f"Your rules: {kept.fault}"
    yield from told(kept.control, datetime.now(UTC))


def _recorded(settings: "Settings") -> Iterator[str]:
    from tracker.cli.rule_summary import rule_lines
    from tracker.errors import LedgerError
    from tracker.keeper import drain
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger

    if not (settings.database_url or settings.ledger_file.exists()):
        yield "Nothing was recorded yet."
        return
    keys = load_or_create(settings)
    with open_ledger(settings, keys) as ledger:
        try:
            drain(ledger, settings, keys, PATIENCE)
        except LedgerError as error:
            yield f"Not all is in the ledger: {error}"
        with ledger.reading() as session:
            yield from _counts(session)
            yield from rule_lines(session, settings, keys)


def _counts(session: "Session") -> Iterator[str]:
    from tracker.cli.attention_summary import attention_lines
    from tracker.cli.summaries import counted
    from tracker.ledger.profiles import listed
    from tracker.ledger.queries.blind_spots import unseen
    from tracker.ledger.queries.manners import ways
    from tracker.ledger.queries.totals import totals

    found, blind, values = totals(session), unseen(session), listed(session)
    learnt = sum(bool(value.origin) for value in values)
    if found.last is None or found.first is None:
        yield "Nothing personal was found so far."
    else:
        times = sum(way.times for way in ways(session))
        yield f"Recorded from {_when(found.first)} to {_when(found.last)}:"
        data = counted(found.data, "piece of data", "pieces of data")
        yield f"  {counted(times, 'disclosure')} of {data}, on {counted(found.sites, 'site')}"
        companies = counted(found.vendors, "company", "companies")
        yield f"  to {companies}, {found.third_parties:,} of them as third parties"
    yield f"Not read: {counted(blind.times, 'time')} at {counted(blind.hosts, 'host')}."
    yield f"Looked for: {counted(len(values), 'value')} of yours, {learnt} of them learnt from forms."
    if found.first is not None:
        yield from attention_lines(session)


def _when(moment: "datetime") -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
