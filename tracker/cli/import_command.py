"""`tracker import`: the disclosures in capture files, into the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.labelling import Label
from tracker.cli.ledgers import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.importers.captures import Capture, Found
    from tracker.importers.importing import Reading
    from tracker.keys import Keys
    from tracker.ledger.labels import Labels
    from tracker.ledger.opening import Ledger
    from tracker.profile import Profile
    from tracker.settings import Settings


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--profile",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own values to look for (TOML), instead of those of `tracker profile`.",
)
@click.option(
    "--learn",
    "is_learning",
    is_flag=True,
    help="The captures are yours: learn your values from the forms in them first.",
)
@click.option(
    "--label",
    "pairs",
    type=Label(),
    multiple=True,
    metavar="KEY=VALUE",
    help="Tag each of these captures, as in country=fr; may be given several times.",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    file: Path | None,
    pairs: tuple[tuple[str, str], ...],
    is_learning: bool,
) -> None:
    """Record the disclosures in HAR files, mitmproxy flow files, or folders of them; or those of a study bundle.

    The same file twice changes nothing, under whatever name it comes. Interrupted, run it again: what is whole in the
    ledger is not read again. What cannot be read is told at the end, and the rest goes on.
    """
    if file and is_learning:
        raise click.UsageError("--learn adds to the values of `tracker profile`: leave --profile out.")
    from tracker.cli.study_imports import import_studies

    paths = import_studies(paths, is_plain=not (file or is_learning or pairs))
    if not paths:
        return
    from tracker import profile as profiles
    from tracker.importers.captures import find_some
    from tracker.importers.importing import Reading
    from tracker.ledger.labels import labels_of

    labels = labels_of(pairs)
    wanted, found = profiles.load(file) if file else None, find_some(paths, is_lenient=True)
    with opened() as (ledger, settings, keys):
        if is_learning:
            _learn(found.captures, ledger, settings, keys)
        reading = Reading(wanted or _stored(ledger, keys), keys.fingerprint, keys.derive("import"))
        if not _import(found, reading, ledger, labels):
            ctx.exit(1)


def _import(found: "Found", reading: "Reading", ledger: "Ledger", labels: "Labels") -> bool:
    """Import what is not in the ledger, say what came of it, and return whether all could be read."""
    from tracker.cli.summaries import print_import, progress_bar
    from tracker.importers.importing import chosen_of, imported
    from tracker.importers.reading import Tally
    from tracker.ledger.writing import Written

    choice, tally, added = chosen_of(found.captures, reading, ledger, labels), Tally(), Written(0, 0, 0)
    to_read = found._replace(captures=[one.capture for one in choice.chosen])
    is_over = False
    try:
        with progress_bar(to_read, "Importing") as progress:
            for written in imported(choice.chosen, reading, ledger, tally, progress):
                added = Written(*map(sum, zip(added, written, strict=True)))
        is_over = True
    finally:
        print_import(found, choice, tally, added, is_over=is_over)
    return not (tally.failed or choice.unreadable or found.unreadable)


def _stored(ledger: "Ledger", keys: "Keys") -> "Profile":
    from tracker.ledger.profiles import load

    with ledger.session() as session:
        return load(session, keys)


def _learn(captures: "Sequence[Capture]", ledger: "Ledger", settings: "Settings", keys: "Keys") -> None:
    """Learn before anything is searched for, so that what was learnt is found in the same captures.

    What is in the ledger as it would be found now has taught already.
    """
    from tracker.importers.importing import Reading, chosen_of
    from tracker.importers.learning import lessons_in
    from tracker.ledger.learnt import learn
    from tracker.ledger.publishing import publish

    profile = _stored(ledger, keys)
    new = chosen_of(captures, Reading(profile, keys.fingerprint, keys.derive("import")), ledger).chosen
    lessons = lessons_in([one.capture for one in new], profile)
    with ledger.session() as session:
        learn(session, keys, lessons)
    publish(ledger, settings, keys)
