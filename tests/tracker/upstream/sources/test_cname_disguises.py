"""AdGuard's list of names that sites lent to others."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources import cname_disguises
from tracker.upstream.sources.cname_disguises import SOURCE


def read(folder: Path, document: Any) -> Converted:
    path = folder / "combined_disguised_trackers.json"
    path.write_bytes(json.dumps(document).encode())
    return SOURCE.read({path.name: path})


def test_each_lent_name_leads_to_the_one_behind_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {
            "metrics.shop.test": "shop.adpix.test",
            "Stats.News.Test.": "shop.adpix.test",
            "m.voyage.test": "voyage.metrica.test",
            "eu.adpix.test": "us.adpix.test",
            "192.0.2.1": "shop.adpix.test",
            "a b.test": "shop.adpix.test",
            "x.shop.test": None,
            "y.shop.test": ["shop.adpix.test"],
            "z.shop.test": "",
        },
    )
    assert found.rows == 3
    assert found.body == {
        "originals": ["shop.adpix.test", "voyage.metrica.test"],
        "hosts": {"metrics.shop.test": 0, "stats.news.test": 0, "m.voyage.test": 1},
    }


def test_no_more_is_kept_than_memory_should_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cname_disguises, "_MOST", 2)
    assert read(tmp_path, {f"m.shop{number}.test": "x.adpix.test" for number in range(9)}).rows == 2


@pytest.mark.parametrize("document", [[], "text", None, 5])
def test_another_shape_is_refused(tmp_path: Path, document: Any) -> None:
    with pytest.raises(UpstreamError):
        read(tmp_path, document)
