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
