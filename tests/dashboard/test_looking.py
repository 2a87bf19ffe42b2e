"""A look is kept, seldom, of each ledger by itself, and never at the cost of the page."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from dashboard import looking
from dashboard.looking import note_look
from tracker.errors import LedgerError, TrackerError
from tracker.ledger.opening import Ledger
from tracker.ledger.visits import Visit, last_visit


def kept(ledger: Ledger) -> Visit | None:
    """The visit that is going on, as one who comes back tomorrow is told of it."""
    with ledger.reading() as session:
        return last_visit(session, datetime.now(UTC) + timedelta(days=1))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock without a past, as of a machine that was just started; `now` sets it."""
    given = SimpleNamespace(now=0.0)
    given.monotonic = lambda: given.now
    monkeypatch.setattr(looking, "time", given)
    return given


@pytest.mark.usefixtures("clock")
def test_the_first_look_is_kept(ledger: Ledger) -> None:
    assert kept(ledger) is None
    before = datetime.now(UTC)
    note_look(ledger)
    found = kept(ledger)
    assert found is not None
    assert before <= found.moment <= datetime.now(UTC)


@pytest.mark.parametrize(("seconds", "is_noted"), [(0.0, False), (59.9, False), (60.0, True), (3600.0, True)])
def test_another_look_reaches_the_ledger_after_a_minute_only(
    seconds: float, is_noted: bool, ledger: Ledger, clock: SimpleNamespace, statements: list[str]
) -> None:
    note_look(ledger)
    before = len(statements)
    clock.now = seconds
    note_look(ledger)
    assert (len(statements) > before) == is_noted


@pytest.mark.usefixtures("clock")
def test_a_look_at_one_ledger_is_none_at_another(
    ledger: Ledger, world: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[object] = []
    monkeypatch.setattr(looking, "note_visit", lambda session: noted.append(session.get_bind()))
    monkeypatch.setattr(looking, "_NOTED", type(looking._NOTED)())
    for one in (ledger, world, ledger, world):
        note_look(one)
    assert len(noted) == len(set(map(id, noted))) == 2


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("error", "is_hidden"),
    [(LedgerError("read only"), True), (TrackerError("busy"), True), (ZeroDivisionError("ours"), False)],
    ids=["ledger", "any-of-ours-foreseen", "a-fault"],
)
def test_a_ledger_that_cannot_be_written_is_no_matter_and_a_fault_is(
    error: Exception, is_hidden: bool, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(looking, "take_turn", fail)
    if is_hidden:
        note_look(ledger)
    else:
        with pytest.raises(type(error)):
            note_look(ledger)
    assert kept(ledger) is None
