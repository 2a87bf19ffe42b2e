"""`tracker resume`: record again."""

from datetime import UTC, datetime

import click

from tracker.cli.deciding import decide, decided


@click.command("resume")
def command() -> None:
    """Record again, after `tracker pause`."""
    from tracker.control.editing import paused

    was_paused = decided().is_paused(datetime.now(UTC))
    decide(lambda control: paused(control, None))
    click.echo("Recording goes on." if was_paused else "Recording was not paused.")
