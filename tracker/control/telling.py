"""What was decided, told in a few lines where somebody asks how things are: nothing where nothing was."""

from collections.abc import Iterator
from datetime import datetime

from tracker.control.choices import Control
from tracker.phrasing import gettext, listed, ngettext
from tracker.rules import Action


def told(control: Control, now: datetime) -> Iterator[str]:
    """Yield what of it changes what is recorded, or what leaves. Names in it are strangers': escape it where shown."""
    if control.paused_until is not None and control.is_paused(now):
        until = f"{control.paused_until.astimezone():%Y-%m-%d %H:%M}"
        yield gettext("Recording is paused until %(time)s.", time=until)
    if control.private_sites:
        yield gettext("Not recorded, as you wish: %(sites)s.", sites=listed(sorted(control.private_sites)))
    if hosts := len(control.passed_hosts):
        yield ngettext(
            "Connections to %(count)s host are passed through unread, as you wish.",
            "Connections to %(count)s hosts are passed through unread, as you wish.",
            hosts,
        )
    yield from _rules(control)


def _rules(control: Control) -> Iterator[str]:
    on = [rule for rule in control.rules if rule.is_on]
    if on:
        yield ngettext(
            "%(count)s rule is on: %(names)s.", "%(count)s rules are on: %(names)s.", len(on), names=_named(control)
        )
    elif control.rules:
        yield gettext("All rules are off: nothing of what leaves is changed.")
    if any(rule.action is Action.ALIAS for rule in on) and not control.aliasing.is_set_up:
        yield gettext("A rule gives aliases, but none can be made: `tracker aliases address` says from what.")


def _named(control: Control) -> str:
    """Rules that are on, those of one preset together."""
    return listed(list(dict.fromkeys(rule.preset or rule.id for rule in control.rules if rule.is_on)), most=6)
