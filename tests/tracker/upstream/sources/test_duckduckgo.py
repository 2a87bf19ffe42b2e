"""DuckDuckGo's blocklist."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources.duckduckgo import SOURCE

DOCUMENT: dict[str, Any] = {
    "trackers": {
        "adpix.test": {
            "owner": {"name": "AdPix AB", "displayName": "AdPix", "url": "https://adpix.test/"},
            "categories": ["Ad Fraud", "Advertising", 3],
        },
        "odd.test": {"owner": "nobody"},
    },
    "entities": {
        "AdPix AB": {"domains": ["adpix.test", "adpix-cdn.test"], "displayName": "AdPix"},
        "Quiet": {"domains": ["quiet.test"]},
    },
}


def read(folder: Path, document: dict[str, Any]) -> Converted:
    path = folder / "extension-tds.json"
    path.write_bytes(json.dumps(document).encode())
    return SOURCE.read({path.name: path})


def test_entities_are_called_as_people_call_them(tmp_path: Path) -> None:
    assert read(tmp_path, DOCUMENT).body == {
        "vendors": [
            ["adpix", "AdPix", None, "advertising", None, "https://adpix.test/"],
            ["quiet", "Quiet", None, None, None, None],
        ],
        "domains": {"adpix-cdn.test": 0, "adpix.test": 0, "quiet.test": 1},
        "hosts": {},
    }


def test_it_may_not_be_used_commercially() -> None:
    assert SOURCE.is_noncommercial


@pytest.mark.parametrize("key", ["trackers", "entities"])
def test_another_format_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(UpstreamError, match=f"no object {key}"):
        read(tmp_path, DOCUMENT | {key: None})
