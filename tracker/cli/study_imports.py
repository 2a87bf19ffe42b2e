"""Study bundles among what `tracker import` is given."""

from pathlib import Path

import click

from tracker.cli.ledgers import opened


def import_studies(paths: tuple[Path, ...], *, is_plain: bool) -> tuple[Path, ...]:
    """Import the study bundles (ZIP files) among these paths, say what came of each, and return the other paths.

    `is_plain`: no option was given, for a bundle is imported as it is. Raises UnreadableInputError for a ZIP file that
    is no bundle, is damaged, or of which the ledger has a part.
    """
    from tracker.importers.study import bundles_among

    bundles, others = bundles_among(paths)
    if bundles and not is_plain:
        raise click.UsageError(f"{bundles[0]}: a study bundle is imported as it is: leave the options out")
    if bundles:
        _import(bundles)
    return tuple(others)


def _import(bundles: list[Path]) -> None:
    from tracker.cli.summaries import counted
    from tracker.importers.study import import_study
    from tracker.vendors import builtin

    with opened() as (ledger, *_):
        for path in bundles:
            added = import_study(path, ledger, builtin())
            new = f"{counted(added.disclosures, 'new disclosure')} of {counted(added.requests, 'new request')}"
            click.echo(f"{path}: {new}; {added.known:,} requests were known", err=True)
