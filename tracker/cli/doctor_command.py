"""`tracker doctor`: is everything as it should be, and if not, what to do?"""

import click


@click.command()
@click.pass_context
def command(context: click.Context) -> None:
    """Check the set-up and say how to mend it. Exit status 1 where something needs mending."""
    from tracker.settings import load
    from tracker.supervision.checks import Outcome, checks
    from tracker.terminal import printable

    problems = 0
    for check in checks(load()):
        click.echo(f"{check.outcome:8} {check.name:10} {printable(check.words)}")
        if check.remedy:
            click.echo(f"{'':19} → {printable(check.remedy)}")
        problems += check.outcome is Outcome.PROBLEM
    if problems:
        click.echo(f"\n{problems} {'thing needs' if problems == 1 else 'things need'} mending.")
        context.exit(1)
    click.echo("\nAll is well.")
