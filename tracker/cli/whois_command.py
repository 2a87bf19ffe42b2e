"""`tracker whois`: which company stands behind a host."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import click

from tracker.cli.choices import table_or_lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.vendors.lookup import Answer

_LAST = 30  # characters of the last column, where it is short


@click.command("whois")
@click.argument("queries", nargs=-1, required=True, metavar="HOST_OR_URL...")
@table_or_lines
def command(queries: tuple[str, ...], form: Literal["table", "jsonl"]) -> None:
    """Say which company stands behind hosts, and how to reach it about your data.

    Your own corrections go before the built-in catalogue, and what `tracker catalog update` fetched fills it up; the
    ledger tells where names lead. Asks nobody else.
    """
    from tracker.cli.printing import print_json_lines
    from tracker.vendors import builtin, builtin_facts
    from tracker.vendors.lookup import answer, host_of

    aliases = _aliases([host for host in map(host_of, queries) if host])
    answers = [_reachable(answer(query, builtin(), aliases, builtin_facts())) for query in queries]
    for found in answers:
        if found.host is None:
            raise click.BadParameter(f"{found.query!r} is neither a host nor an address", param_hint="HOST_OR_URL")
    if form == "jsonl":
        print_json_lines(answers)
    else:
        for line in _lines(answers):
            click.echo(line)


def _reachable(found: "Answer") -> "Answer":
    """With the contact that was fetched, where our own list has none."""
    from tracker.upstream.dossier import contact_of, folder

    if found.vendor is None or found.domain is None or found.privacy_contact:
        return found
    contact = contact_of(folder(), found.vendor, [found.domain])
    way = contact and (contact.email or contact.webform)
    return found._replace(privacy_contact=way, contact_source=contact.source) if contact and way else found


def _aliases(hosts: "Collection[str]") -> dict[str, tuple[str, ...]]:
    """Where these names lead, as the proxy found out; nothing where there is no ledger, or it cannot be read."""
    from tracker.errors import TrackerError
    from tracker.keys import load_or_create
    from tracker.settings import load

    try:
        settings = load()
        if not (settings.database_url or settings.ledger_file.exists()):
            return {}
        from tracker.ledger.opening import open_ledger
        from tracker.ledger.queries.aliases import hops_by_host

        with open_ledger(settings, load_or_create(settings)) as ledger, ledger.reading() as session:
            return hops_by_host(session, hosts)
    except TrackerError:  # whose a host is can be told without
        return {}


def _lines(answers: "list[Answer]") -> Iterator[str]:
    yield from _table(answers)
    told = {found.vendor: found for found in answers if found.verified_on or found.website or found.privacy_contact}
    for found in told.values():
        yield from _company(found)
    yield from map(_chain, (found for found in answers if found.aliases))


def _table(answers: "list[Answer]") -> Iterator[str]:
    """What says whose a host is stands last, and is never cut: it is the proof."""
    from tracker.terminal import Column, printable, table

    columns = (
        Column("host", 20, 3),
        Column("company", 16, 2),
        Column("parent", 12, 1),
        Column("country", 7),
        Column("category", 14),
    )
    rows = [
        (found.host or "", found.name or "unknown", found.parent or "", found.country or "", found.category or "")
        for found in answers
    ]
    lines = list(table(columns, rows, shutil.get_terminal_size((120, 24)).columns - _LAST))
    last = ["known from", "─" * _LAST, *(printable(found.via or "") for found in answers)]
    yield from (f"{line.ljust(len(lines[1]))}  {cell}".rstrip() for line, cell in zip(lines, last, strict=True))


def _company(found: "Answer") -> "Iterator[str]":
    """What is known of the company, below the table: each company once."""
    from tracker.terminal import printable

    known = {
        "website": found.website,
        "privacy page": found.privacy_page,
        "privacy contact": found.privacy_contact and _with_source(found.privacy_contact, found.contact_source),
        "read on": found.verified_on and f"{found.verified_on} in {found.privacy_source}",
    }
    yield ""
    yield printable(f"{found.name}: {found.legal_name}" if found.legal_name else found.name or "")
    yield from (printable(f"  {what}: {value}") for what, value in known.items() if value)


def _with_source(contact: str, source: str | None) -> str:
    return f"{contact} [{source}]" if source else contact


def _chain(found: "Answer") -> str:
    """The way of a name; as in the table, what hides somebody is told by what says whose the host is."""
    from tracker.terminal import printable

    is_cloak = (found.via or "").startswith(f"{found.host} is an alias of ")
    end = f" ({found.name}: a third party that looks like the first)" if is_cloak else ""
    return printable(" → ".join((found.host or "", *(found.aliases or ()))) + end)
