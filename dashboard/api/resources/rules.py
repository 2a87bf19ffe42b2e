"""The person's rules in their order, and what each did."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Moment
from dashboard.api.parameters import Asked
from dashboard.api.places import placeless
from dashboard.decided import Decided, decided
from dashboard.listing import Listed, listed, ready
from tracker.disclosure import Manner, Party
from tracker.errors import LedgerError
from tracker.ledger.queries.deeds import Deed, deeds
from tracker.rules import Action, Otherwise
from tracker.taxonomy import Category

RuleId = Annotated[str, Meta(description="id of the rule, never used again")]


@dataclass(frozen=True, slots=True)
class Done:
    """What a rule did so far."""

    times: Annotated[int, Meta(ge=0, description="data, each time counted")]
    kept: Annotated[int, Meta(ge=0, description="of these, how many did not get to the company")]
    requests: Count
    companies: Count
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class OneRule:
    """A rule. What is empty or null in it means any."""

    place: Annotated[int, Meta(ge=1, description="the first rule that is on and speaks of a datum decides")]
    id: RuleId
    is_on: bool
    action: Action
    vendors: Annotated[tuple[str, ...], Meta(description="slugs of companies, which stand for those below them")]
    trades: Annotated[tuple[str, ...], Meta(description="lines of business, as slugs")]
    sites: Annotated[tuple[str, ...], Meta(description="registrable domains")]
    party: Party | None
    categories: tuple[Category, ...]
    manner: Manner | None
    otherwise: Annotated[Otherwise, Meta(description="what is done where a value cannot be replaced in its place")]
    name: Annotated[str, Meta(description="the person's own name for it")]
    preset: Annotated[str | None, Meta(description="slug of the preset that it comes from; null: the person's own")]
    text: Annotated[str, Meta(description="what it does, in a sentence")]
    done: Done | None


@dataclass(frozen=True, slots=True)
class OnePreset:
    """A ready-made list of rules."""

    slug: str
    name: str
    text: str
    is_on: Annotated[bool, Meta(description="whether all its rules are on, as they come with the program")]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, and the presets. `fault` says what is wrong with the file that they lie in; null: nothing."""

    items: tuple[OneRule, ...]
    presets: tuple[OnePreset, ...]
    fault: str | None


def rules(session: Session, asked: Asked) -> Rules:
    """Return the person's rules in their order, what each did, and the presets."""
    held, done = sure(), deeds(session)
    items = tuple(_rule(one) for one in listed(held.control.rules, done))
    presets = tuple(OnePreset(one.slug, one.name, one.text, one.is_on) for one in ready(held.control))
    return Rules(items, presets, placed(held))


def sure() -> Decided:
    """Return what was decided. Raises LedgerError where it cannot be read."""
    held = decided()
    if held.is_lost:
        raise LedgerError(held.fault)
    return held


def placed(held: Decided) -> str | None:
    """Return what is wrong with the file, without the place where it lies."""
    return placeless(held.fault) or None


def _rule(one: Listed) -> OneRule:
    told, deed = one.rule.told(), one.summed.deed
    told |= {"trades": told.pop("kinds"), "preset": one.rule.preset or None}
    text = f"{one.said.text} {one.said.otherwise}".rstrip()
    return OneRule(place=one.place, **told, text=text, done=deed and _done(deed))


def _done(deed: Deed) -> Done:
    return Done(deed.times, deed.kept, deed.requests, deed.companies, deed.first, deed.last)
