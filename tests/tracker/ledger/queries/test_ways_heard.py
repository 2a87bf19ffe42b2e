import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import a_catalogue, a_world, fill
from tests.builders.records import a_record
from tracker.disclosure import Party
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.ways_heard import Ways, changed, of_rows, of_sums
from tracker.ledger.writing import write

type Told = dict[tuple[int, int], dict[tuple[object, ...], tuple[int, int, int]]]


def sets(ways: Ways) -> Told:
    """Of several hosts of a vendor, rows tell ways of their own."""
    found: Told = {}
    for pair, some in ways.items():
        for *key, times, first, last in some:
            had, start, end = found.setdefault(pair, {}).get(tuple(key), (0, first, last))
            found[pair][tuple(key)] = (had + times, min(start, first), max(end, last))
    return found


def test_the_sums_tell_what_the_rows_do(session: Session) -> None:
    every = of_sums(session, None)
    assert every
    assert sets(every) == sets(of_rows(session, EVERYTHING, None))
    assert every.keys() == changed(session, -1)


def test_of_some_pairs_no_others_are_told_by_the_sums(session: Session) -> None:
    every = of_sums(session, None)
    some = [*every][:3]
    assert sets(of_sums(session, some)) == sets({pair: every[pair] for pair in some})
    rows = sets(of_rows(session, EVERYTHING, some))
    assert {pair: rows[pair] for pair in some} == sets(of_sums(session, some))


def test_rows_are_those_of_the_scope(session: Session) -> None:
    ways = of_rows(session, Scope(party=Party.THIRD), None)
    assert {way.party for some in ways.values() for way in some} == {Party.THIRD}


@pytest.mark.parametrize("bound", ["_MOST_PAIRS", "_MOST_SITES"])
def test_where_too_many_are_asked_for_all_are_told(
    bound: str, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = of_sums(session, None)
    monkeypatch.setattr(f"tracker.ledger.queries.ways_heard.{bound}", 1)
    some = [*every][:3]
    for found in (of_sums(session, some), of_rows(session, EVERYTHING, some)):
        assert sets({pair: found[pair] for pair in some}) == sets({pair: every[pair] for pair in some})


def test_only_what_has_changed_is_told_since_a_stamp(any_ledger: Ledger) -> None:
    fill(any_ledger, a_world(2))
    with any_ledger.session() as session:
        before = of_sums(session, None)
        stamp = 10**6
        assert changed(session, stamp) == set()
        write(session, [a_record(host="px.adpix.test", site="new.example")], a_catalogue(), collapse=True)
        after = of_sums(session, None)
        news = changed(session, 1)
        assert {pair for pair in after if after[pair] != before.get(pair)} <= news
        assert news < after.keys()


def test_what_was_forgotten_is_in_no_way(ledger: Ledger) -> None:
    fill(ledger, a_world(2))
    forget(ledger, vendor="adpix")
    with ledger.reading() as session:
        assert sets(of_sums(session, None)) == sets(of_rows(session, EVERYTHING, None))
