"""The sums and the tallies are those of the rows, whatever is written, left pending, moved, forgotten or killed."""

from collections.abc import Callable
from datetime import timedelta
from itertools import batched

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.builders.catalogues import ADPIX, METRICA, a_catalogue
from tests.builders.records import NOON
from tests.builders.written import assert_sums_are_right, rows
from tests.tracker.ledger.test_sums import HOSTS, Steps, batches
from tracker.aliases import Aliases
from tracker.disclosure import Record
from tracker.errors import LedgerError
from tracker.ledger import models as m
from tracker.ledger.aliases import note_aliases
from tracker.ledger.forgetting import forget
from tracker.ledger.locking import take_turn
from tracker.ledger.opening import Ledger
from tracker.ledger.retention import erase_old, keep_days
from tracker.ledger.settling import settle_pending
from tracker.ledger.tallying import settle
from tracker.ledger.writing import write

CATALOGUES = (
    a_catalogue(),
    a_catalogue({"metrica.test": METRICA}, "2"),
    a_catalogue({"adpix.test": ADPIX, "metrica.test": ADPIX, "shop.example": METRICA}, "3"),
)
MINUTE = timedelta(minutes=1)
ENDS = (-1, 1, 29, 41, 720)


class World:
    """A ledger, and the processes that write to it: each with a memory and a catalogue of its own."""

    def __init__(self, ledger: Ledger, memories: list[dict[str, object]]) -> None:
        self.ledger, self.memories, self.catalogue, self.asked = ledger, memories, CATALOGUES[0], 0

    def become(self, process: int) -> None:
        self.ledger._shared = self.memories[process]


type Step = Callable[[World], object]


def writing(some: list[Record], process: int, collapse: bool, settled: bool, is_killed: bool) -> Step:
    def step(world: World) -> None:
        world.become(process)
        try:
            with world.ledger.session() as session:
                write(session, some, world.catalogue, collapse=collapse, settled=settled)
                if is_killed:
                    raise KeyError
        except KeyError:
            pass

    return step


def forgetting(vendor: str | None, minutes: int | None) -> Step:
    def step(world: World) -> None:
        before = None if minutes is None else NOON + minutes * MINUTE
        try:
            forget(world.ledger, vendor=vendor, before=before, everything=vendor is None and before is None)
        except LedgerError:
            assert vendor is not None

    return step


def retaining(days: int) -> Step:
    def step(world: World) -> None:
        with world.ledger.session() as session:
            keep_days(session, days)
        erase_old(world.ledger, NOON + timedelta(days=1) + 30 * MINUTE)

    return step


def resolving(host: str, hop: str | None) -> Step:
    def step(world: World) -> None:
        world.asked += 1
        told = Aliases(host, NOON + world.asked * MINUTE, (hop,) if hop else ())
        with world.ledger.session() as session:
            note_aliases(session, [told], world.catalogue)

    return step


def another_process(process: int) -> Step:
    return lambda world: world.memories[process].clear()


def another_catalogue(number: int) -> Step:
    def step(world: World) -> None:
        world.catalogue = CATALOGUES[number]

    return step


def settling(world: World) -> None:
    settle_pending(world.ledger)


def settling_some(most: int) -> Step:
    def step(world: World) -> None:
        with world.ledger.session() as session:
            take_turn(session)
            settle(session, most)

    return step


between = st.one_of(
    st.just(settling),
    st.builds(settling_some, st.sampled_from((1, 2, 5))),
    st.builds(forgetting, st.sampled_from((None, "adpix", "shop.example", HOSTS[2])), st.sampled_from((None, *ENDS))),
    st.builds(retaining, st.sampled_from((1, 2))),
    st.builds(resolving, st.sampled_from(HOSTS), st.sampled_from((None, "x.adpix.test", "y.metrica.test"))),
    st.builds(another_process, st.sampled_from((0, 1))),
    st.builds(another_catalogue, st.sampled_from((0, 1, 2))),
)


def steps_of(told: Steps, process: list[int], flags: list[tuple[bool, bool]], others: list[Step]) -> list[Step]:
    """Small writes, each followed by something else."""
    small = [(list(some), collapse) for batch, collapse in told for some in batched(batch, 3)]
    steps: list[Step] = []
    for number, (some, collapse) in enumerate(small):
        settled, is_killed = flags[number % len(flags)]
        steps.append(writing(some, process[number % len(process)], collapse, settled, is_killed))
        steps += others[number : number + 1]
    return [*steps, *others[len(small) :]]


histories = st.builds(
    steps_of,
    batches,
    st.lists(st.sampled_from((0, 1)), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.sampled_from((False, False, True)), st.sampled_from((False, False, False, True))),
        min_size=1,
        max_size=4,
    ),
    st.lists(between, max_size=8),
)


def live_through(ledger: Ledger, history: list[Step]) -> None:
    forget(ledger, everything=True)
    world = World(ledger, [{}, {}])
    for step in history:
        step(world)
        if not rows(ledger, m.Pending.host_id):
            assert_sums_are_right(ledger)
    settle_pending(ledger)
    assert_sums_are_right(ledger)


@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_sums_are_those_of_the_rows_whatever_happens(ledger: Ledger, history: list[Step]) -> None:
    live_through(ledger, history)
    assert rows(ledger, m.Pending.host_id) == []


@examples(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_sums_are_those_of_the_rows_on_postgresql_whatever_happens(
    postgresql_ledger: Ledger, history: list[Step]
) -> None:
    live_through(postgresql_ledger, history)
    assert rows(postgresql_ledger, m.Pending.host_id) == []
