from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, fill, vendor_of
from tests.builders.records import a_record
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import streams as module
from tracker.ledger.queries.hearings import EveryHearing
from tracker.ledger.queries.network import domains, firms
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.streams import LEFT_OUT, Stream, Streams, named
from tracker.ledger.queries.ways_heard import Pair, Way
from tracker.taxonomy import Category


def told(session: Session, scope: Scope = EVERYTHING) -> list[Stream]:
    return named(EveryHearing().streams(session, scope), firms(session), domains(session))


def test_streams_add_up_to_what_left(session: Session, records: list[Record]) -> None:
    found = told(session)
    expected = Counter(
        (one.category, record.site, vendor_of(record.host))
        for record in records
        for one in record.disclosures
        if one.category not in LEFT_OUT
    )
    sums: Counter[tuple[Category, str | None, str]] = Counter()
    for one in found:
        sums[one.category, one.site, one.vendor_slug] += one.times
    assert sums == expected
    assert [one.times for one in found] == sorted((one.times for one in found), reverse=True)


@pytest.mark.parametrize(
    ("scope", "slugs"),
    [
        (Scope(category=Category.EMAIL_ADDRESS), {"adpix", "replay", "boutique"}),
        (Scope(category=Category.EMAIL_ADDRESS, party=Party.THIRD), {"adpix", "replay"}),
        (Scope(manner=Manner.PREMATURE), {"replay"}),
        (Scope(category=Category.HEALTH, since=LAST - timedelta(days=2)), set()),
        (Scope(category=Category.HEALTH, until=LAST - timedelta(days=2)), {"metrica", "forum-sante.example"}),
        (Scope(category=Category.USER_AGENT), set()),
    ],
)
def test_streams_keep_to_a_scope(scope: Scope, slugs: set[str], session: Session) -> None:
    assert {one.vendor_slug for one in told(session, scope)} == slugs


def test_an_unknown_page_has_no_name(any_ledger: Ledger) -> None:
    fill(any_ledger, [a_record(site=None)])
    with any_ledger.reading() as session:
        (one,) = told(session)
    assert (one.site, one.party, one.vendor_name, one.times) == (None, Party.UNKNOWN, "shop.example", 1)


def test_streams_are_bounded(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 4)
    assert len(told(session)) <= 4


def a_way(draw: st.DrawFn) -> Way:
    kind = draw(st.sampled_from([Category.EMAIL_ADDRESS, Category.HEALTH, Category.USER_AGENT]))
    manner, party = draw(st.sampled_from([Manner.SUBMITTED, Manner.RELAYED])), draw(st.sampled_from([*Party]))
    return Way(kind, manner, party, draw(st.integers(1, 3)), 1, draw(st.integers(1, 9)))


@st.composite
def ways(draw: st.DrawFn) -> dict[Pair, list[Way]]:
    """What some pairs heard by now: nothing, where it was erased."""
    pairs = draw(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=6, unique=True))
    return {pair: [a_way(draw) for _ in range(draw(st.integers(0, 4)))] for pair in pairs}


@pytest.mark.parametrize("most", [0, 500], ids=["all are sorted", "each is laid"])
@given(st.lists(ways(), min_size=1, max_size=5), st.sampled_from([EVERYTHING, Scope(manner=Manner.RELAYED)]))
def test_what_is_remembered_is_what_would_be_told_anew(
    most: int, looks: list[dict[Pair, list[Way]]], scope: Scope
) -> None:
    remembered, every = Streams(scope), dict[Pair, list[Way]]()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_MOST_PAIRS", most)
        for changed in looks:
            every |= changed
            remembered.renew(every, changed.keys())
    anew = Streams(scope)
    anew.renew(every, every.keys())
    assert remembered.most() == anew.most()
    assert [one.times for one in anew.most()] == sorted((one.times for one in anew.most()), reverse=True)
