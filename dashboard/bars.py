"""The bar over a page: which period and which part of the record it shows, and the ways to another."""

from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from flask import request

from dashboard import addresses, choices, formats, wording
from dashboard.choices import Chip, Option, OptionGroup
from dashboard.narrowing import NAMES, Narrowing, narrowing
from dashboard.periods import Span
from tracker.disclosure import Manner, Party
from tracker.phrasing import gettext

_PLACES = ("page", "before", "after")  # where one was in a longer list: of no use in another
_MOST, _LONGEST = 20, 200  # arguments, and characters of one: no page asks for more, and each stands in many links


class Choice(NamedTuple):
    """A link to the same page over another period."""

    words: str
    address: str
    is_chosen: bool


class Bar(NamedTuple):
    """What the bar offers. `kept` are the page's other arguments, to be sent along with a form; `since` and `until`
    are days as a date field has them, '' where the period is not from a day to a day. `whole` is this page over all
    time and unfiltered, '' where it is so already.
    """

    spans: tuple[Choice, ...]
    since: str
    until: str
    is_dated: bool
    categories: tuple[OptionGroup, ...]
    parties: tuple[Option, ...]
    manners: tuple[Option, ...]
    chips: tuple[Chip, ...]
    kept: tuple[tuple[str, str], ...]
    whole: str


def bar() -> Bar:
    """Return the bar of the page that is asked for."""
    asked = narrowing()
    span, since, until = asked.period
    return Bar(
        spans=tuple(Choice(words, _same(period=one, since=None, until=None), one is span) for one, words in _spans()),
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
        is_dated=span is None,
        categories=choices.categories(asked.category),
        parties=choices.options(Party, wording.PARTIES, asked.party),
        manners=choices.options(Manner, wording.MANNERS, asked.manner),
        chips=tuple(_chips(asked)),
        kept=tuple(_own()),
        whole="" if asked.scope().is_open else _same(**{**dict.fromkeys(NAMES), "period": Span.ALL}),
    )


def _spans() -> list[tuple[Span, str]]:
    return [
        (Span.TODAY, gettext("Today")),
        (Span.WEEK, gettext("7 days")),
        (Span.MONTH, gettext("30 days")),
        (Span.QUARTER, gettext("90 days")),
        (Span.ALL, gettext("All time")),
    ]


def _own() -> list[tuple[str, str]]:
    left_out = {*NAMES, *_PLACES, "language"}
    given = ((name, value) for name, value in request.args.items() if name not in left_out and value)
    return [(name, value[:_LONGEST]) for name, value in islice(given, _MOST) if len(name) <= _LONGEST]


def _same(**given: object) -> str:
    """This page, with other arguments."""
    return addresses.with_query(quote(request.path), {**dict(_own()), **given})


def _chips(asked: Narrowing) -> list[Chip]:
    _, since, until = asked.period
    found: list[tuple[str, str, dict[str, object]]] = []
    if since or until:
        value = (since or until or "").isoformat()  # type: ignore[union-attr]
        found.append((value, _dates(asked), {"since": None, "until": None}))
    for name, value, words in (
        ("category", asked.category, asked.category and wording.label(asked.category)),
        ("party", asked.party, asked.party and wording.PARTIES[asked.party]),
        ("manner", asked.manner, asked.manner and wording.MANNERS[asked.manner]),
    ):
        if value is not None:
            found.append((value, wording.sentence(words or ""), {name: None}))
    return [Chip(next(iter(less)), value, words, _same(**less)) for value, words, less in found]


def _dates(asked: Narrowing) -> str:
    _, since, until = asked.period
    if since and until:
        return gettext("From %(since)s to %(until)s", since=formats.day(since), until=formats.day(until))
    if since:
        return gettext("Since %(day)s", day=formats.day(since))
    return gettext("Until %(day)s", day=formats.day(until)) if until else ""
