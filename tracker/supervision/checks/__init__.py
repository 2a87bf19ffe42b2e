"""What `tracker doctor` looks at: each check says in words what is, and how to mend what is wrong."""

from collections.abc import Callable, Iterator

from tracker.errors import TrackerError
from tracker.settings import Settings
from tracker.supervision.checks import clocks, copies, decisions, places, records, surroundings, trust
from tracker.supervision.checks.check import Check, Outcome

__all__ = ["Check", "Outcome", "checks"]

_LOOKS: tuple[Callable[[Settings], Check], ...] = (
    places.home,
    places.space,
    places.key,
    records.ledger,
    copies.copy,
    records.journal,
    clocks.clock,
    records.profile,
    records.recording,
    records.notifications,
    decisions.rules,
    places.authority,
    trust.trust,
    surroundings.ports,
    surroundings.browser,
)


def checks(settings: Settings) -> Iterator[Check]:
    """Yield the outcome of each check of this installation. What cannot even be looked at is a problem."""
    for look in _LOOKS:
        try:
            yield look(settings)
        except (TrackerError, OSError) as error:
            yield Check(look.__name__, Outcome.PROBLEM, _words(error))


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
