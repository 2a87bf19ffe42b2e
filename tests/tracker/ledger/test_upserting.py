from tests.builders.written import rows
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.upserting import add


def test_sums_are_added_to_as_their_names_say(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        add(session, m.HostTally, [(1, 2, 3, 0b01, 10, 20)])
        add(session, m.HostTally, [(1, 1, 1, 0b10, 5, 15), (2, 1, 1, 1, 1, 1)])
    first, last = m.HostTally.first, m.HostTally.last
    table = m.HostTally
    found = rows(any_ledger, table.host_id, table.data, table.times, table.facts)
    assert found == [(1, 3, 4, 0b11), (2, 1, 1, 1)]
    assert [(a.microsecond, b.microsecond) for _, a, b in rows(any_ledger, table.host_id, first, last)] == [
        (5, 20),
        (1, 1),
    ]
