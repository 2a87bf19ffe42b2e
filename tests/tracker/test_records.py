from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.disclosure import BlindSpot, Disclosure, Evidence, Manner, Method, Party, Record
from tracker.records import from_bytes, to_bytes
from tracker.taxonomy import Category
from tracker.traffic import Location

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
evidences = st.builds(
    Evidence,
    location=st.sampled_from(Location),
    path=texts,
    method=st.sampled_from(Method),
    confidence=st.floats(0, 1),
    reasoning=texts,
    encoding=st.lists(texts, max_size=3).map(tuple),
)
disclosures = st.builds(
    Disclosure,
    category=st.sampled_from(Category),
    preview=texts,
    fingerprint=texts,
    evidence=evidences,
    manner=st.sampled_from(Manner),
)
records = st.builds(
    Record,
    id=texts,
    time=st.integers(0, 2**41).map(lambda number: datetime.fromtimestamp(number / 1024, UTC)),
    host=texts,
    recipient=texts,
    site=st.none() | texts,
    party=st.sampled_from(Party),
    scheme=texts,
    method=texts,
    disclosures=st.lists(disclosures, max_size=3).map(tuple),
    blind_spots=st.lists(st.builds(BlindSpot, texts, st.none() | st.integers(0, 10**9)), max_size=2).map(tuple),
    source=st.none() | texts,
    entry=st.none() | st.integers(0, 10**6),
)


@given(records)
def test_what_is_written_is_read_again(record: Record) -> None:
    data = to_bytes(record)
    assert from_bytes(data) == record
    assert to_bytes(record) == data  # what is remembered of it, too


@given(records)
def test_what_the_first_version_wrote_is_read(record: Record) -> None:
    earlier = orjson.loads(to_bytes(record))
    earlier[0] = 1
    earlier[4] = [orjson.loads(row) if isinstance(row, str) else row for row in earlier[4]]
    assert from_bytes(orjson.dumps(earlier)) == record


def test_what_the_browser_sends_by_itself_is_read_as_one_object() -> None:
    evidence = Evidence(Location.HEADER, "user-agent", Method.ADAPTER, 1.0, "a header")
    agent = Disclosure(Category.USER_AGENT, "Mo…", "abc", evidence, Manner.AMBIENT)
    given = Record(
        "1", datetime(2026, 1, 1, tzinfo=UTC), "a.example", "a.example", None, Party.FIRST, "https", "GET", (agent,)
    )
    once, again = (from_bytes(to_bytes(replace(given, id=name))) for name in ("1", "2"))
    assert once.disclosures[0] is again.disclosures[0]


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"[1]", b"null", b"[2,1,1,1,1,1,1]", b"\xff"])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_bytes(data)


@given(records)
def test_a_record_of_a_later_version_is_refused(record: Record) -> None:
    later = orjson.loads(to_bytes(record))
    later[0] = 99
    with pytest.raises(ValueError, match="version 99"):
        from_bytes(orjson.dumps(later))
