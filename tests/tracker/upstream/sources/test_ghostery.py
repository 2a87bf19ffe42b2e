"""Ghostery TrackerDB."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources.ghostery import SOURCE

DOCUMENT: dict[str, Any] = {
    "organizations": {"nordgroup": {"name": "Nordgroup", "country": "SE", "website_url": "https://nordgroup.test/"}},
    "patterns": {
        "adpix": {"name": "AdPix", "category": "advertising", "organization": "nordgroup", "domains": ["adpix.test"]},
        "lone": {
            "name": "Lone",
            "category": "misc",
            "organization": None,
            "domains": ["lone.test"],
            "website_url": None,
        },
    },
}


def read(folder: Path, document: dict[str, Any]) -> Converted:
    path = folder / "trackerdb.json"
    path.write_bytes(json.dumps(document).encode())
    return SOURCE.read({path.name: path})


def test_patterns_lead_to_organisations(tmp_path: Path) -> None:
    assert read(tmp_path, DOCUMENT).body == {
        "vendors": [
            ["adpix", "AdPix", "nordgroup", "advertising", "SE", "https://nordgroup.test/"],
            ["lone", "Lone", None, None, None, None],
            ["nordgroup", "Nordgroup", None, None, None, None],
        ],
        "domains": {"adpix.test": 0, "lone.test": 1},
        "hosts": {},
    }


def test_it_may_not_be_used_commercially() -> None:
    assert SOURCE.is_noncommercial
    assert "NC" in SOURCE.licence


@pytest.mark.parametrize("key", ["organizations", "patterns"])
def test_another_format_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(UpstreamError, match=f"no object {key}"):
        read(tmp_path, DOCUMENT | {key: []})
