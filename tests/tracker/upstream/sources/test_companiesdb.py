"""AdGuard companiesdb."""

from pathlib import Path

import pytest

from tests.builders.upstream import companies, services
from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources.companiesdb import SOURCE


def read(folder: Path, trackers: bytes) -> Converted:
    files = {"trackers.json": trackers, "companies.json": companies()}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return SOURCE.read({name: folder / name for name in files})


def test_domains_lead_to_services_and_services_to_companies(tmp_path: Path) -> None:
    found = read(tmp_path, services())
    assert found == Converted(
        3,
        "2026-01-02T03:04:05.678Z",
        {
            "vendors": [
                ["adpix", "AdPix", "nordgroup", "advertising", None, "https://nordgroup.test/"],
                ["lone-stats", "Lone Stats", None, "analytics", None, None],
                ["nordgroup", "Nordgroup", None, None, None, None],
            ],
            "domains": {"adpix-cdn.test": 0, "adpix.test": 0, "lone.test": 1},
            "hosts": {},
        },
    )


def test_its_licence_asks_for_attribution() -> None:
    assert SOURCE.licence == "CC BY-SA 4.0"
    assert "AdGuard" in SOURCE.attribution


@pytest.mark.parametrize("key", ["trackers", "trackerDomains", "categories"])
def test_another_format_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(UpstreamError, match=f"no object {key}"):
        read(tmp_path, services(**{key: []}))


def test_values_of_other_types_are_passed_over(tmp_path: Path) -> None:
    hostile = {"a": {"name": ["x"], "companyId": {}}, "b": 3, "c": {"name": "C\x1b[0m", "url": "javascript:alert(1)"}}
    found = read(tmp_path, services(trackers=hostile, trackerDomains={"a.test": "a", "b.test": ["b"], "c.test": "c"}))
    assert found.body["vendors"] == [["c-0m", "C [0m", None, None, None, None]]
