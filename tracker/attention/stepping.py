"""What can be done about an item: steps that exist today, the most telling first."""

import shlex
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tracker.attention.item import Action, Item, Kind, Named, Step

_OF_COMPANIES = frozenset({Kind.SECRET, Kind.SPECIAL, Kind.DECLARED, Kind.PREMATURE, Kind.LEARNT, Kind.RISKY})
_TRAILED = frozenset({Kind.SPECIAL, Kind.DECLARED, Kind.PREMATURE, Kind.LEARNT, Kind.SHARED})
_BLOCKED = _OF_COMPANIES | {Kind.DISGUISED, Kind.SHARED}
_PASSWORDS = frozenset({Kind.SAME_PASSWORD, Kind.WEAK_PASSWORD})


class Reach(NamedTuple):
    """How to reach a company about one's data (a mail address or a page), and where to delete an account there; None
    where that is not known.
    """

    contact: str | None = None
    deletion: str | None = None


type ReachOf = Callable[[str], Reach]


def with_steps(item: Item, reach: ReachOf) -> Item:
    """Return the item with what can be done about it."""
    return item._replace(steps=tuple(_steps(item, reach)))


def _steps(item: Item, reach: ReachOf) -> Iterator[Step]:
    if item.kind is Kind.FAULT:
        yield Step(Action.MEND, command="tracker doctor")
    elif item.kind is Kind.UNSEEN:
        yield Step(Action.LOOK)
        yield Step(Action.MEND, command="tracker doctor")
    elif item.kind in _PASSWORDS:
        yield Step(Action.CHANGE_PASSWORD, command="tracker passwords")
    else:
        yield from _about_data(item)
        if item.vendors:
            yield from _about_company(item, item.vendors[0], reach)


def _about_data(item: Item) -> Iterator[Step]:
    lead, datum = (item.vendors or (None,))[0], (item.data or (None,))[0]
    if item.kind is Kind.SECRET:
        yield Step(Action.CHANGE_PASSWORD)
    yield Step(Action.LOOK, lead, datum, _command("vendor", lead.slug) if lead else None)
    if item.kind in _TRAILED and datum is not None and item.category:
        yield Step(Action.TRAIL, datum=datum, command=_command("trail", item.category.value))
    if item.kind is Kind.UNENCRYPTED:
        yield Step(Action.ENCRYPT)


def _about_company(item: Item, lead: Named, reach: ReachOf) -> Iterator[Step]:
    if item.kind in _BLOCKED:
        yield Step(Action.BLOCK, lead)
    if item.kind in _OF_COMPANIES:
        known = reach(lead.slug)
        if known.contact:
            yield Step(Action.WRITE, lead, command=_command("vendor", lead.slug), address=known.contact)
        if known.deletion and item.kind is Kind.RISKY:
            yield Step(Action.DELETE_ACCOUNT, lead, address=known.deletion)
    if item.kind is Kind.RISKY:
        yield Step(Action.RATE, lead, command=_command("rate", lead.slug, "--interest"))
    if item.kind is Kind.DISGUISED:
        yield Step(Action.CORRECT, lead, command=_command("catalog correct", item.details[0]))
    if item.kind in (Kind.SECRET, Kind.SPECIAL):
        yield Step(Action.FORGET, lead, command=_command("forget --vendor", lead.slug))


def _command(name: str, argument: str, rest: str = "") -> str:
    """A command to copy into a terminal: what strangers chose stands in it as one word."""
    return " ".join(filter(None, ("tracker", name, shlex.quote(argument), rest)))
