"""What all readers keep to, whatever a stranger writes."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.upstream.source import Converted, Source, UpstreamError
from tracker.upstream.sources import SOURCES

KEYS = (
    "name", "domains", "categories", "trackers", "trackerDomains", "companies", "companyId", "categoryId", "entities",
    "properties", "resources", "patterns", "organizations", "organization", "owner", "category", "difficulty", "url",
    "displayName", "Domain", "Title", "BreachDate", "DataClasses", "timeUpdated", "websiteUrl", "homepage",
)  # fmt: skip
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("a.test")
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.just("a.test"), inner, max_size=8)
    ),
    max_leaves=40,
)


def converted(source: Source, content: bytes) -> Converted | None:
    """What a source makes of a content; None where it refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        files = {part.name: Path(folder) / part.name for part in source.parts}
        for path in files.values():
            path.write_bytes(content)
        try:
            return source.read(files)
        except UpstreamError:
            return None


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@settings(max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_content_is_met_by_another_error_than_ours(source: Source, content: bytes) -> None:
    found = converted(source, content)
    assert found is None or found.rows == 0


@pytest.mark.parametrize(
    "source", [source for source in SOURCES if source.parts[0].name.endswith(".json")], ids=lambda source: source.name
)
@settings(max_examples=150)
@given(DOCUMENTS)
def test_no_document_is_met_by_another_error_than_ours(source: Source, document: Any) -> None:
    found = converted(source, json.dumps(document).encode())
    assert found is None or found.rows >= 0
