"""What the page of settings says of a pause, private sites, signals, the mark on pages and aliases."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from dashboard import formats
from dashboard.alias_makers import Maker, maker_of, makers, masked
from dashboard.companies import name_of
from dashboard.decided import decided
from tracker.aliasing import alias_of
from tracker.control import Aliasing, Control
from tracker.phrasing import Words, gettext, message

_NAMES = Words(
    {
        "gpc": message("Ask sites not to sell or share your data"),
        "dnt": message("Ask sites not to track you"),
        "referer": message("Tell other companies the site that you are on, not the page"),
        "link_ids": message("Take marks of your clicks out of links"),
    }
)
_NOTES = Words(
    {
        "gpc": message(
            "Your browser says so to everybody that it talks to (Global Privacy Control). In California and elsewhere "
            "sites must heed it. It breaks nothing, but sites see that you ask."
        ),
        "dnt": message(
            "An older way of asking (Do Not Track). Few heed it, and it makes your browser a little easier to tell "
            "from others. It breaks nothing."
        ),
        "referer": message(
            "With whatever a page fetches, your browser tells the address of that page (in the header Referer). Other "
            "companies then get the site's name alone. A few embedded players and payment pages want the whole "
            "address, and do not work without it."
        ),
        "link_ids": message(
            "Many links end in a number (fbclid, gclid and the like) by which a company knows that it was you who "
            "followed them. It is taken out. Links that would break without it, or by which one unsubscribes, are left "
            "alone. A shop may not know that you came by an advertisement, and a bonus for it may be lost."
        ),
    }
)
PAUSES = Words(
    {
        "30": message("For 30 minutes"),
        "120": message("For 2 hours"),
        "tomorrow": message("Until tomorrow"),
    }
)


class Signal(NamedTuple):
    """Something that each request tells companies or keeps from them, what it may break, and whether it is on."""

    name: str
    words: str
    note: str
    is_on: bool


class Alias(NamedTuple):
    """An address that only one company gets, masked."""

    slug: str
    company: str
    preview: str


class Aliases(NamedTuple):
    """From what aliases are made, masked; '' where from nothing. `example` is what a company would get, `maker` the
    service that makes others at a click, of those that there are.
    """

    mailbox: str
    domain: str
    example: str
    known: tuple[Alias, ...]
    maker: Maker | None
    makers: tuple[tuple[str, str], ...]


class Decisions(NamedTuple):
    """What was decided beside rules."""

    paused: str
    pauses: tuple[tuple[str, str], ...]
    private: tuple[str, ...]
    signals: tuple[Signal, ...]
    has_mark: bool
    unmarked: tuple[str, ...]
    aliases: Aliases


def decisions() -> Decisions:
    """Return what was decided beside rules."""
    control = decided().control
    return Decisions(
        paused_until(control),
        tuple(PAUSES.items()),
        tuple(sorted(control.private_sites)),
        tuple(_signals(control)),
        control.mark,
        tuple(sorted(control.unmarked_sites)),
        _aliases(control.aliasing),
    )


def paused_until(control: Control) -> str:
    """Return until when recording is paused, in words; '' where it is not."""
    until = control.paused_until
    return "" if until is None or not control.is_paused(formats.now()) else coming(until)


def coming(moment: datetime) -> str:
    """Return a moment that is to come: `14:05` where it is today, else the day, too."""
    local = moment.astimezone()
    if local.date() == formats.now().date():
        return formats.moment(local).rpartition(", ")[2]
    return formats.moment(local)


def end_of(pause: str) -> datetime | None:
    """Return when a pause ends that begins now; None for what is none of `PAUSES`."""
    present = formats.now()
    if pause == "tomorrow":
        return datetime.combine(present.date() + timedelta(days=1), time()).astimezone()
    return present + timedelta(minutes=int(pause)) if pause in PAUSES.messages else None


def _signals(control: Control) -> Iterator[Signal]:
    for name in _NAMES:
        yield Signal(name, _NAMES[name], _NOTES[name], getattr(control.signals, name))


def _aliases(aliasing: Aliasing) -> Aliases:
    example = alias_of(aliasing._replace(known=()), ("criteo",), "criteo.com") or ""
    known = (Alias(slug, name_of(slug), masked(alias)) for slug, alias in aliasing.known)
    shown = example if aliasing.domain else masked(example)  # there, nothing before the @ is the person's own
    return Aliases(masked(aliasing.address), aliasing.domain, shown, tuple(known), maker_of(aliasing), makers())


def pause_told(until: datetime) -> str:
    """Return that nothing is recorded until then."""
    return gettext("Nothing is recorded until %(time)s. Your rules go on working.", time=coming(until))
