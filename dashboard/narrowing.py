"""What the address narrows every page to: a period and a few filters, which links carry from page to page."""

from dataclasses import dataclass, replace
from typing import cast

from flask import Flask, g, has_request_context, request

from dashboard import arguments, formats
from dashboard.periods import ALWAYS, Period, Span
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category

_TIMES = ("period", "since", "until")
NAMES = (*_TIMES, "category", "party", "manner")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A period, and what disclosures must be; None does not restrict. `unsaid` is the span that addresses leave out."""

    period: Period = ALWAYS
    category: Category | None = None
    party: Party | None = None
    manner: Manner | None = None
    unsaid: Span | None = Span.ALL

    def scope(self) -> Scope:
        """Return it as the ledger is asked for it."""
        return Scope(*self.period.moments(formats.now()), self.category, self.party, self.manner)

    def arguments(self) -> dict[str, str]:
        """Return it as the address has it; what does not restrict is left out."""
        span, since, until = self.period
        given = {
            "period": None if span is self.unsaid else span,
            "since": since and since.isoformat(),
            "until": until and until.isoformat(),
            "category": self.category,
            "party": self.party,
            "manner": self.manner,
        }
        return {name: str(value) for name, value in given.items() if value}


def prepare(app: Flask) -> None:
    """Have every page that is asked for read what its address narrows it to, before anything else."""
    app.before_request(read)


def read() -> None:
    """Read what the address of this request narrows pages to; where it makes no sense, that is a bad request."""
    if request.method in ("GET", "HEAD"):
        g.narrowing = from_address()


def narrowing() -> Narrowing:
    """Return what the address of this request asks for; nothing outside of one, or where it makes no sense."""
    return cast(Narrowing, g.get("narrowing", _NOTHING)) if has_request_context() else _NOTHING


def usually(span: Span) -> None:
    """Have the page that is asked for show a span where its address names no time. Links do not carry that on; all time
    they do where it was asked for.
    """
    is_named = any(name in request.args for name in _TIMES)
    g.narrowing = replace(narrowing(), **({"unsaid": None} if is_named else {"period": Period(span), "unsaid": span}))


def carried(asked: Narrowing, given: dict[str, str | None]) -> dict[str, str | None]:
    """Return the arguments of a link: those given, which win, and what the page is narrowed to that it stands on.

    Another time replaces the present one whole.
    """
    kept: dict[str, str | None] = dict(asked.arguments())
    if any(name in given for name in _TIMES):
        kept = {name: value for name, value in kept.items() if name not in _TIMES}
    return {**kept, **given}


_NOTHING = Narrowing()


def from_address() -> Narrowing:
    """Return what the address asks for, also that of a form. Raises BadRequest where it makes no sense."""
    return Narrowing(
        _period(),
        arguments.choice("category", Category),
        arguments.choice("party", Party),
        arguments.choice("manner", Manner),
    )


def _period() -> Period:
    since, until = arguments.day("since"), arguments.day("until")
    if since and until and since > until:
        since, until = until, since
    if since or until:
        return Period(None, since, until)
    return Period(arguments.choice("period", Span) or Span.ALL)
