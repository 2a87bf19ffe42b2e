"""Which captures are in the ledger."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tracker.ledger import captures
from tracker.ledger import models as m
from tracker.ledger.captures import Captures, Known, distinguished, put, relabel, same_knowledge_since
from tracker.ledger.opening import Ledger

ONE, OTHER = "1" * 64, "2" * 64


def known(ledger: Ledger, digest: str) -> Known | None:
    with ledger.session() as session:
        return Captures(session).get(digest)


def test_a_capture_is_known_by_its_bytes(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        put(session, "a.har", ONE, {"run": "3"}, 7)
    found = known(any_ledger, ONE)
    assert found
    assert (found.source, found.labels, found.is_whole) == ("a.har", {"run": "3"}, True)
    assert datetime.now(UTC) - found.imported < timedelta(minutes=1)
    assert known(any_ledger, OTHER) is None


def test_a_part_becomes_a_whole(any_ledger: Ledger) -> None:
    for entries, is_whole in ((None, False), (None, False), (7, True)):
        with any_ledger.session() as session:
            put(session, "a.har", ONE, {}, entries)
        found = known(any_ledger, ONE)
        assert found
        assert found.is_whole is is_whole
    with any_ledger.session() as session:
        (row,) = session.query(m.Capture)
        assert (row.digest, row.entries) == (ONE, 7)


def test_the_database_tells_wholes_from_parts_as_we_do(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        put(session, "whole.har", ONE, {}, 0)
        put(session, "part.har", OTHER, {}, None)
        found = session.execute(select(m.Capture.source, m.Capture.digest, captures.is_in_part())).all()
    assert {source: (captures.is_whole(digest), in_part) for source, digest, in_part in found} == {
        "whole.har": (True, False),
        "part.har": (False, True),
    }


def test_labels_are_replaced(ledger: Ledger) -> None:
    with ledger.session() as session:
        put(session, "a\0.har", ONE, {"run": "3"}, 7)
        relabel(session, "a\0.har", {"country": "fr"})
    found = known(ledger, ONE)
    assert found
    assert found.labels == {"country": "fr"}


def test_a_name_is_given_once(ledger: Ledger) -> None:
    with ledger.session() as session:
        put(session, "a.har", ONE, {}, 7)
        captures = Captures(session)
    assert captures.free_name("b.har", OTHER) == "b.har"
    assert captures.free_name("a.har", OTHER) == distinguished("a.har", OTHER) == "a.har (22222222)"
    captures.note(OTHER, Known("b.har", {}, is_whole=True, imported=datetime.now(UTC)))
    assert captures.free_name("b.har", "3" * 64) == "b.har (33333333)"
    assert captures.get(OTHER)


def test_what_was_read_with_other_knowledge_is_old(any_ledger: Ledger) -> None:
    since = []
    for knowledge in ("a", "a", "b", "a"):
        with any_ledger.session() as session:
            since.append(same_knowledge_since(session, knowledge))
    first, again, other, back = since
    assert first == again < other < back
