"""The period and the filters that pages share, under the pages' own names."""

from datetime import date, datetime
from typing import Any

from dashboard import formats
from dashboard.api.parameters import Asked, Parameter
from dashboard.periods import Period, Span
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category

_FIRST, _LAST = date(1970, 1, 2), date(9998, 12, 30)  # what every time zone can tell

PERIOD = Parameter("period", Span, "Today, the last so many days (today among them), or all. `since` and `until` win.")
SINCE = Parameter("since", date, "The first day, in the time zone of the machine that the dashboard runs on.")
UNTIL = Parameter("until", date, "The last day, included.")
CATEGORY = Parameter("category", Category, "A category of personal data.")
PARTY = Parameter("party", Party, "What the recipient is to the site.")
MANNER = Parameter("manner", Manner, "How it left.")

TIMES: tuple[Parameter[Any], ...] = (PERIOD, SINCE, UNTIL)
BEGINNING: tuple[Parameter[Any], ...] = (PERIOD, SINCE)
SHARED: tuple[Parameter[Any], ...] = (*TIMES, CATEGORY, PARTY, MANNER)


def scope_of(asked: Asked) -> Scope:
    """Return the part of the record that is asked for, by all that is shared."""
    return Scope(*period_of(asked).moments(formats.now()), asked[CATEGORY], asked[PARTY], asked[MANNER])


def period_of(asked: Asked) -> Period:
    """Return the period that is asked for. Days beyond the calendar's reach are its first and last; a first day after
    the last one is taken for the last.
    """
    since, until = _reached(asked[SINCE]), _reached(asked[UNTIL])
    if since and until and since > until:
        since, until = until, since
    return Period(None, since, until) if since or until else Period(asked[PERIOD] or Span.ALL)


def since_of(asked: Asked) -> datetime | None:
    """Return the moment that what is asked for begins with, where no end can be asked for; None: ever."""
    first = _reached(asked[SINCE])
    period = Period(None, first) if first else Period(asked[PERIOD] or Span.ALL)
    return period.moments(formats.now())[0]


def _reached(day: date | None) -> date | None:
    return None if day is None else min(max(day, _FIRST), _LAST)
