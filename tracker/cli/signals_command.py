"""`tracker signals`: what each request tells companies, or keeps from them."""

import click

from tracker.cli.deciding import decide, decided

_WORDS = {
    "gpc": "Sec-GPC: 1, which asks sites not to sell or share your data",
    "dnt": "DNT: 1, its elder, which few heed",
    "referer": "third parties get the site that you are on, not the page",
    "link_ids": "identifiers of clicks are taken out of addresses",
}


@click.command("signals")
@click.argument(
    "signal",
    required=False,
    metavar="[gpc|dnt|referer|link-ids]",
    type=click.Choice([name.replace("_", "-") for name in _WORDS]),
)
@click.argument("choice", required=False, metavar="[on|off]", type=click.Choice(["on", "off"]))
def command(signal: str | None, choice: str | None) -> None:
    """Tell companies your wishes with each request, and tell them less of where you are; or show what is on.

    All are off until you turn them on. `Sec-GPC: 1` that a browser sends by itself is never taken away.
    """
    from tracker.control.editing import with_signal

    name = signal.replace("-", "_") if signal else None
    if name and choice:
        decide(lambda control: with_signal(control, name, is_on=choice == "on"))
    signals = decided().signals
    for each in [name] if name else _WORDS:
        is_on = getattr(signals, each)
        click.echo(f"{each.replace('_', '-'):8}  {'on ' if is_on else 'off'}  {_WORDS[each]}")
