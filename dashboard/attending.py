"""What deserves attention, as cards: what happened, why it matters, how sure that is, and what can be done."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy.orm import Session

from dashboard import addresses
from dashboard.languages import locale
from dashboard.narrowing import NAMES
from dashboard.recent import Recent
from dashboard.wiring import rated_vendors
from tracker.attention import Action, Item, Kind, Step, about, reason, sureness, told
from tracker.ledger.noticing import Notice, Sources, Trouble, notice
from tracker.ledger.rating import Rated
from tracker.phrasing import Words, gettext, message
from tracker.vendors import builtin

_OF_PASSWORDS = (Kind.SAME_PASSWORD, Kind.WEAK_PASSWORD)
_BESIDES = (Action.BLOCK,)  # a rule does it, and so does the browser
_ELSEWHERE = (Action.WRITE, Action.DELETE_ACCOUNT)
_LABELS: Words[object] = Words(
    {
        Action.LOOK: message("See the proof"),
        Action.TRAIL: message("Follow where it went"),
        Action.BLOCK: message("Decide what %(company)s gets"),
        Action.WRITE: message("Write to %(company)s"),
        Action.CHANGE_PASSWORD: message("See which passwords"),
        Action.DELETE_ACCOUNT: message("Delete your account at %(company)s"),
        Action.RATE: message("Say what %(company)s is worth to you"),
        Action.FORGET: message("Erase Tracker's record of %(company)s"),
        (Kind.RISKY, Action.LOOK): message("See what %(company)s has of you"),
        (Kind.UNSEEN, Action.LOOK): message("See the blind spots"),
    }
)


class Link(NamedTuple):
    """Something that can be done by a click; `is_outside` where it leads to somebody else."""

    words: str
    address: str
    is_outside: bool


class Card(NamedTuple):
    """One item. `advice` are sentences on what can be done besides."""

    id: str
    title: str
    reason: str
    sureness: str
    is_fresh: bool
    links: tuple[Link, ...]
    advice: tuple[str, ...]


def noticed(session: Session, known: Recent, since: datetime | None) -> Notice:
    """Return what deserves attention since a moment (ever: None), and what is new. What goes wrong with recording is
    left out: it stands on top of every page.
    """
    sources = Sources(builtin, _risk_of)
    key = ("notice", since, locale().language)  # the reasons of a risk are sentences
    return known.ask(key, lambda: notice(session, since, Trouble(), sources))


def cards(items: Iterable[Item], fresh_since: datetime | None = None) -> Iterator[Card]:
    """Yield the items as cards, in their order."""
    for number, item in enumerate(items):
        links = tuple(filter(None, (_link(item, step) for step in item.steps)))
        advice = tuple(told(item, step) for step in item.steps if step.action in _BESIDES or _link(item, step) is None)
        is_fresh = bool(fresh_since and item.last and item.last >= fresh_since)
        name = f"item-{item.kind}-{item.category or number}"
        yield Card(name, about(item), reason(item), sureness(item), is_fresh, links, advice)


def but_passwords(items: Iterable[Item]) -> list[Item]:
    """Return the items that are not about how the person's passwords are chosen."""
    return [item for item in items if item.kind not in _OF_PASSWORDS]


def _risk_of(session: Session, slugs: list[str]) -> list[Rated]:
    wanted = set(slugs)
    return [row for row in rated_vendors(session) if row.slug in wanted]


def _link(item: Item, step: Step) -> Link | None:
    address = _address(item, step)
    if address is None:
        return None
    labels = _LABELS.messages
    words = labels.get((item.kind, step.action)) or labels[step.action]
    company = step.vendor.name if step.vendor else ""
    return Link(gettext(words, company=company), address, step.action in _ELSEWHERE)


def _address(item: Item, step: Step) -> str | None:
    """Where a step is taken; None where it is not taken by a click."""
    match step.action:
        case Action.LOOK:
            return _proof(item, step)
        case Action.TRAIL:
            return whole(f"{addresses.DATA}/{step.datum}")
        case Action.WRITE | Action.DELETE_ACCOUNT:
            return _outside(step.address or "")
        case Action.CHANGE_PASSWORD if item.kind in _OF_PASSWORDS:
            return whole(addresses.PASSWORDS)
    return _about_company(step.action, step.vendor.slug) if step.vendor else None


def _about_company(action: Action, slug: str) -> str | None:
    if action is Action.RATE:
        return f"{_of_vendor(slug)}#opinion-title"
    if action is Action.BLOCK:
        return f"{_of_vendor(slug)}#here-title"
    return _of_vendor(slug, addresses.FORGET) if action is Action.FORGET else None


def _proof(item: Item, step: Step) -> str:
    if item.kind is Kind.UNSEEN or step.vendor is None:
        return whole(addresses.BLIND_SPOTS)
    slug = step.vendor.slug
    if item.kind is Kind.RISKY:
        return _of_vendor(slug)
    if item.kind is Kind.DISGUISED:
        return whole(addresses.LOG, host=item.details[0])
    return whole(addresses.LOG, vendor=slug, datum=step.datum)


def _of_vendor(slug: str, path: str = addresses.VENDORS) -> str:
    return whole(f"{path}/{quote(slug, safe='')}")


def whole(path: str, **arguments: object) -> str:
    """A page, narrowed to nothing: an item's proof may be older than what this page shows, and of another kind."""
    return addresses.with_query(path, {**dict.fromkeys(NAMES), **arguments})


def _outside(address: str) -> str | None:
    """A page elsewhere, or a mail address; None for what is neither."""
    if address.startswith(("https://", "http://")):
        return address
    return f"mailto:{quote(address, safe='@+')}" if "@" in address and " " not in address else None
