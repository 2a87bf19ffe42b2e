"""Disconnect's lists."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources.disconnect import SOURCE

SERVICES: dict[str, Any] = {
    "license": "…",
    "categories": {
        "Advertising": [{"AdPix": {"https://adpix.test/": ["adpix.test", "px.test"], "session-replay": "true"}}],
        "Analytics": [{"AdPix": {"https://stats.adpix.test/": ["adpix-stats.test"]}}],
        "Unheard": [{"Lone": {"https://lone.test/": ["lone.test"]}}, "true"],
    },
}
ENTITIES: dict[str, Any] = {
    "entities": {
        "AdPix": {"properties": ["adpix.test"], "resources": ["adpix-cdn.test"]},
        "Quiet": {"properties": ["quiet.test"], "resources": "none"},
    }
}


def read(folder: Path, services: Any, entities: Any) -> Converted:
    files = {"services.json": services, "entities.json": entities}
    for name, document in files.items():
        (folder / name).write_bytes(json.dumps(document).encode())
    return SOURCE.read({name: folder / name for name in files})


def test_marks_beside_the_lists_are_no_domains(tmp_path: Path) -> None:
    assert read(tmp_path, SERVICES, ENTITIES).body == {
        "vendors": [
            ["adpix", "AdPix", None, "advertising", None, "https://adpix.test/"],
            ["lone", "Lone", None, None, None, "https://lone.test/"],
            ["quiet", "Quiet", None, None, None, None],
        ],
        "domains": {
            "adpix-stats.test": 0,
            "adpix.test": 0,
            "px.test": 0,
            "lone.test": 1,
            "adpix-cdn.test": 0,
            "quiet.test": 2,
        },
        "hosts": {},
    }


def test_it_may_not_be_used_commercially() -> None:
    assert SOURCE.is_noncommercial


@pytest.mark.parametrize(
    ("services", "entities"),
    [([], ENTITIES), (SERVICES, {}), ({"categories": {"Advertising": {}}}, ENTITIES)],
    ids=["a list", "no entities", "an object for a list"],
)
def test_another_format_is_refused(tmp_path: Path, services: Any, entities: Any) -> None:
    with pytest.raises(UpstreamError, match="format has changed"):
        read(tmp_path, services, entities)
