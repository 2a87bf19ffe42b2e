"""JustDeleteMe."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources.justdeleteme import SOURCE

SITE = {
    "name": "AdPix",
    "url": "https://adpix.test/delete",
    "difficulty": "hard",
    "domains": ["adpix.test", "www.adpix.test"],
}


def read(folder: Path, document: Any) -> Converted:
    path = folder / "sites.json"
    path.write_bytes(json.dumps(document).encode())
    return SOURCE.read({path.name: path})


def test_domains_lead_to_their_service(tmp_path: Path) -> None:
    more = {"email": "bye@adpix.test", "notes": "Profile ⮕ delete", "notes_de": "Profil ⮕ löschen"}
    found = read(tmp_path, [SITE | more, SITE | {"name": "Copy"}])
    assert found.rows == 2
    assert found.body["domains"] == {"adpix.test": 0, "www.adpix.test": 0}
    assert found.body["services"][0] == {
        "name": "AdPix",
        "difficulty": "hard",
        "url": "https://adpix.test/delete",
        "email": "bye@adpix.test",
        "notes": "Profile ⮕ delete",
    }


@pytest.mark.parametrize(
    "changes",
    [{"domains": []}, {"domains": ["com"]}, {"difficulty": "<script>"}, {"difficulty": []}, {"name": None}],
    ids=["no domain", "a suffix", "another difficulty", "a list", "no name"],
)
def test_what_cannot_be_used_is_passed_over(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert read(tmp_path, [SITE | changes]).body == {"services": [], "domains": {}}


def test_a_link_that_is_a_script_is_no_link(tmp_path: Path) -> None:
    assert read(tmp_path, [SITE | {"url": "javascript:alert(1)"}]).body["services"][0]["url"] is None


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UpstreamError, match="it is no list"):
        read(tmp_path, {"sites": []})
