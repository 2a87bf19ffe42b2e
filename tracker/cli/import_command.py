"""`tracker import`: the disclosures in capture files, into the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.importers.captures import Capture
    from tracker.keys import Keys
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
def command(paths: tuple[Path, ...], file: Path | None, is_learning: bool) -> None:
    """Record the disclosures in HAR files, mitmproxy flow files, or folders of them.

    The same file twice changes nothing, under whatever name it comes.
    """
    if file and is_learning:
        raise click.UsageError("--learn adds to the values of `tracker profile`: leave --profile out.")
    from tracker import keys as all_keys
    from tracker import profile as profiles
    from tracker import settings as all_settings
    from tracker.cli.summaries import print_summary, progress_bar
    from tracker.importers.captures import find_some
    from tracker.importers.importing import imported
    from tracker.importers.reading import Recorder, Tally
    from tracker.ledger.opening import open_ledger
    from tracker.masking import Fingerprinter

    wanted, found, tally = profiles.load(file) if file else None, find_some(paths), Tally()
    settings = all_settings.load()
    keys = all_keys.load_or_create(settings)
    with open_ledger(settings, keys) as ledger:
        if is_learning:
            _learn(found.captures, ledger, settings, keys)
        recorder = Recorder(wanted or _stored(ledger, keys), Fingerprinter(keys.fingerprint), keys.derive("import"))
        with progress_bar(found, "Importing") as progress:
            added = imported(found.captures, recorder, ledger, tally, progress)
    outcome = f"{added.disclosures:,} new of {tally.disclosures:,} disclosures"
    print_summary(found, tally, f"{outcome}; {added.known:,} requests were known")


def _stored(ledger: "Ledger", keys: "Keys") -> "Profile":
    from tracker.ledger.profiles import load

    with ledger.session() as session:
        return load(session, keys)


def _learn(captures: "Sequence[Capture]", ledger: "Ledger", settings: "Settings", keys: "Keys") -> None:
    """Learn before anything is searched for, so that what was learnt is found in the same captures."""
    from tracker.importers.learning import lessons_in
    from tracker.ledger.learnt import learn
    from tracker.ledger.publishing import publish

    lessons = lessons_in(captures, _stored(ledger, keys))
    with ledger.session() as session:
        learn(session, keys, lessons)
    publish(ledger, settings, keys)
