"""What a report is asked to be about, and the command that gives the rows that it is made of."""

import shlex
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.rows import rfc3339

_ON_THE_WAY = timedelta(seconds=10)
"""What left in the last seconds may still be on its way into the ledger."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A vendor (slug; None: all), a part of the record, and when that was asked: what comes later is not in it."""

    made: datetime
    vendor: str | None = None
    scope: Scope = EVERYTHING
    language: str = "en"

    @property
    def closed(self) -> Scope:
        """The part of the record, with an end: asked for again, it has the same rows."""
        until, now = self.scope.until, self.made - _ON_THE_WAY
        return self.scope._replace(until=now if until is None else min(until, now))

    @property
    def command(self) -> str:
        """The command that exports the rows."""
        scope = self.closed
        options = {
            "--since": scope.since and rfc3339(scope.since),
            "--until": scope.until and rfc3339(scope.until),
            "--vendor": self.vendor,
            "--category": scope.category,
            "--party": scope.party,
            "--manner": scope.manner,
        }
        given = " ".join(f"{name} {shlex.quote(str(value))}" for name, value in options.items() if value is not None)
        return f"tracker export --format jsonl {given} -o rows.jsonl"
