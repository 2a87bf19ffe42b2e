"""`tracker pause`: record nothing for a while."""

import re
from datetime import UTC, datetime, timedelta

import click

from tracker.cli.deciding import decide
from tracker.control.choices import LONGEST_PAUSE

_LENGTH = re.compile(r"(\d{1,4})\s*(m|min|h|d)", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)", re.ASCII)
_UNITS = {"m": timedelta(minutes=1), "min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@click.command("pause")
@click.argument("how_long", nargs=-1, metavar="[30m|2h|until 18:00]")
def command(how_long: tuple[str, ...]) -> None:
    """Record nothing for a while: 30 minutes, or as long as you say. It goes on by itself, or with `tracker resume`.

    Your rules go on working meanwhile.
    """
    from tracker.control.editing import paused

    until = end_of(" ".join(how_long) or "30m", datetime.now(UTC))
    decide(lambda control: paused(control, until))
    click.echo(f"Nothing is recorded until {until.astimezone():%Y-%m-%d %H:%M}. `tracker resume` ends that.")


def end_of(text: str, now: datetime) -> datetime:
    """Return when a pause ends that begins now (UTC). Raises UsageError for what is no length or time of day."""
    word = text.strip().lower()
    if found := _LENGTH.fullmatch(word):
        until = now + int(found[1]) * _UNITS[found[2]]
    elif found := _CLOCK.fullmatch(word.removeprefix("until").strip()):
        until = _next(int(found[1]), int(found[2]), now, text)
    else:
        raise click.UsageError(f"{text!r} is no length or time; write 30m, 2h or until 18:00")
    if not now < until <= now + LONGEST_PAUSE:
        raise click.UsageError("a pause lasts from a minute to 7 days; `tracker private SITE` is for good")
    return until


def _next(hour: int, minute: int, now: datetime, text: str) -> datetime:
    """The next time that the clocks here show that."""
    if hour > 23 or minute > 59:
        raise click.UsageError(f"{text!r} is no time of day; write until 18:00")
    days = (now.astimezone().date() + timedelta(number) for number in range(3))
    times = (datetime(day.year, day.month, day.day, hour, minute).astimezone(UTC) for day in days)
    return next(then for then in times if then > now)
