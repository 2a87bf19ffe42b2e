"""`tracker catalog`: what others publish of companies, fetched when the person asks; and the person's own word."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.upstream.source import Source
    from tracker.upstream.tables import Header
    from tracker.upstream.updating import Outcome


@click.group("catalog")
def command() -> None:
    """What is known of companies: built in, fetched at your word, corrected by you.

    Nobody is asked unless you run `tracker catalog update`.
    """


@command.command("update")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--include-noncommercial", is_flag=True, help="Also sources that may not be used commercially; you are asked."
)
@click.option("--yes", is_flag=True, help="Agree to the licences shown, without being asked.")
@click.option(
    "--from", "base", metavar="URL", envvar="TRACKER_CATALOG_FROM", help="Fetch from a mirror: URL/SOURCE/FILE."
)
@click.pass_context
def update(
    ctx: click.Context, names: tuple[str, ...], base: str | None, *, include_noncommercial: bool, yes: bool
) -> None:
    """Fetch, check, convert and take up the newest data, each source by itself.

    What is broken, cut off or gone leaves in place what was there. What runs takes it up by itself.
    """
    from tracker.upstream.updating import update as update_one

    wanted = _wanted(names, include_noncommercial=include_noncommercial)
    refused = {source.name for source in wanted if source.is_noncommercial and not _is_agreed(source, yes=yes)}
    outcomes = []
    for source in wanted:
        if source.name not in refused:
            outcomes.append(update_one(source, _folder(), base))
            click.echo(_said(outcomes[-1]), err=outcomes[-1].problem is not None)
    if outcomes and all(outcome.problem for outcome in outcomes):
        click.echo("tracker: nothing was updated; what was there before stays", err=True)
        ctx.exit(1)


@command.command("status")
def status() -> None:
    """Show what was fetched: version, age, rows and licence of each source."""
    from tracker.terminal import Column, table
    from tracker.upstream.sources import SOURCES
    from tracker.vendors import shipped

    columns = (
        Column("source", 20, 1),
        Column("rows", 8),
        Column("retrieved", 10),
        Column("age", 9),
        Column("version", 16, 1),
        Column("licence", 16),
    )
    click.echo(f"Built in: {len(shipped()):,} companies ({shipped().version})")
    click.echo(_suffix_list())
    now = datetime.now(UTC)
    for line in table(columns, (_cells(source, _folder(), now) for source in SOURCES)):
        click.echo(line)


@command.command("correct")
@click.argument("domain", required=False)
@click.argument("vendor", required=False)
@click.option("--remove", is_flag=True, help="Take the correction of that domain back.")
def correct(domain: str | None, vendor: str | None, *, remove: bool) -> None:
    """Say whose a domain is, as in: tracker catalog correct px.example.com "Example Ads"

    It holds for all below it, and wins over all that others say. VENDOR is a slug, or any name. Without arguments, your
    corrections are listed.
    """
    from tracker.upstream import corrections

    if domain is None:
        _list_corrections()
    elif remove:
        if not corrections.remove(_folder(), domain):
            raise click.UsageError(f"{domain!r} has no correction; `tracker catalog correct` lists them")
        click.echo("Removed.")
    elif vendor is None:
        raise click.UsageError("say whose it is: tracker catalog correct DOMAIN VENDOR")
    else:
        made = corrections.add(_folder(), domain, vendor)
        click.echo(f"{made.domain} and all below it: {made.name} ({made.slug}).")


def _list_corrections() -> None:
    from tracker.terminal import printable
    from tracker.upstream import corrections

    known = corrections.listed(_folder())
    for made in known:
        click.echo(printable(f"{made.domain:32}  {made.name} ({made.slug}), said on {made.made[:10]}"))
    if not known:
        click.echo("No corrections: tracker catalog correct DOMAIN VENDOR makes one.")


def _folder() -> Path:
    from tracker import settings
    from tracker.vendors.fetched import FOLDER

    return settings.load().home / FOLDER


def _wanted(names: tuple[str, ...], *, include_noncommercial: bool) -> "list[Source]":
    """The sources of those names, or all; those that may not be used commercially only where they were asked for."""
    from tracker.upstream.sources import SOURCES

    known = {source.name: source for source in SOURCES}
    if unknown := [name for name in names if name not in known]:
        raise click.BadParameter(f"{unknown[0]!r} is none; there are {', '.join(known)}", param_hint="SOURCE")
    if restricted := [name for name in names if known[name].is_noncommercial and not include_noncommercial]:
        raise click.UsageError(f"{restricted[0]} may not be used commercially: add --include-noncommercial")
    chosen = [known[name] for name in dict.fromkeys(names)] or SOURCES
    return [source for source in chosen if include_noncommercial or not source.is_noncommercial]


def _is_agreed(source: "Source", *, yes: bool) -> bool:
    click.echo(f"{source.title}: {source.attribution}\n  {source.licence}, {source.licence_url}")
    click.echo("  For non-commercial purposes only; credit it, and share what you make of it under the same licence.")
    return yes or click.confirm("  Do you agree?", default=False)


def _said(outcome: "Outcome") -> str:
    """One line on what became of a source."""
    from tracker.cli.summaries import counted
    from tracker.terminal import printable

    source, title = outcome.source, outcome.source.title
    if outcome.problem is None:
        before = "" if outcome.before is None else f" (before: {outcome.before:,})"
        return f"{title}: {counted(outcome.rows or 0, 'row')}{before}, {source.licence}"
    stays = "nothing was there before" if outcome.before is None else f"the {outcome.before:,} rows of before stay"
    return printable(f"{title}: not updated, {stays}: {outcome.problem}")


def _cells(source: "Source", folder: Path, now: datetime) -> tuple[str, ...]:
    from tracker.upstream.source import UpstreamError
    from tracker.upstream.tables import header_of, path_of

    try:
        header = header_of(path_of(folder, source.name))
    except UpstreamError:
        return source.name, "broken", "", "", "update it", source.licence
    if header is None:
        return source.name, "-", "never", "", "", source.licence
    return (
        source.name,
        f"{header.rows:,}",
        header.retrieved[:10],
        _age(header, now),
        header.version or "",
        header.licence,
    )


def _suffix_list() -> str:
    """Which Public Suffix List is used: what starts from now on takes the newer one."""
    from tracker import suffixes

    newer = suffixes.fetched()
    if newer is None:
        return f"Public suffixes: the list that comes with the program, of {suffixes.bundled_version()[:10]}"
    return (
        f"Public suffixes: the fetched list, of {newer.version[:10]}; new hosts are named by it, old ones keep theirs"
    )


def _age(header: "Header", now: datetime) -> str:
    days = max(0, (now - header.time).days)
    return f"{days} day{'' if days == 1 else 's'}" if days else "today"
