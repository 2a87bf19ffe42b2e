"""third-party-web."""

from pathlib import Path

import pytest

from tests.builders.upstream import entities
from tracker.upstream.source import UpstreamError
from tracker.upstream.sources.third_party_web import SOURCE


def read(folder: Path, content: bytes) -> dict[str, object]:
    path = folder / "entities-nostats.json"
    path.write_bytes(content)
    return SOURCE.read({path.name: path}).body


def test_a_star_counts_with_what_is_below_and_a_host_exactly(tmp_path: Path) -> None:
    more = {"name": "Other", "category": "new-word", "domains": ["*.co.uk", "192.0.2.1", "Y.other.test", 3]}
    assert read(tmp_path, entities(more, {"name": "None", "domains": None}, {"domains": ["*.x.test"]})) == {
        "vendors": [
            ["adpix", "AdPix", "nordgroup", "advertising", None, "https://adpix.test"],
            ["other", "Other", None, "other", None, None],
            ["nordgroup", "Nordgroup", None, None, None, None],
        ],
        "domains": {"adpix.test": 0},
        "hosts": {"px.shared.test": 0, "y.other.test": 1},
    }


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UpstreamError, match="format has changed"):
        read(tmp_path, b"{}")
