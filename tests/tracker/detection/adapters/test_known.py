from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.detection.adapters import known


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(known, "FOLDER", tmp_path)
    clear()
    yield tmp_path
    clear()


def clear() -> None:
    known.host_index.cache_clear()
    known._of_host.cache_clear()
    known.adapter.cache_clear()


def test_candidates_are_found_by_host_and_by_the_end_or_the_beginning_of_the_path(folder: Path) -> None:
    (folder / "one.toml").write_text('hosts = ["api.one.example", ".two.example"]\n')
    (folder / "two.toml").write_text('hosts = [".two.example", ".example"]\nhosts = ["three.example"]\n')
    (folder / "any.toml").write_text('hosts = ["*"]\nends = "/any.php"\nends = "/p/other.php"\n')
    (folder / "begins.toml").write_text('hosts = ["*"]\npath = "/a/bc/"\n')
    (folder / "named.toml").write_text('hosts = ["four.example"]\npath = "/a/bc/"\n[[datum]]\nhosts = ["*"]\n')
    assert known.candidates("api.one.example", "/") == {"one", "two"}
    assert known.candidates("two.example", "/") == {"one", "two"}
    assert known.candidates("a.b.two.example", "/x") == {"one", "two"}
    assert known.candidates("nothing.test", "/") == frozenset()
    assert known.candidates("", "") == frozenset()
    assert known.candidates("nothing.test", "/x/any.php?a=/") == {"any"}
    assert known.candidates("nothing.test", "/other.php") == {"any"}
    assert known.candidates("nothing.test", "/a/bc/d/1?e=/") == {"begins"}
    assert known.candidates("nothing.test", "/a/bc/any.php") == {"begins", "any"}
    assert known.candidates("nothing.test", "/a/bcd/e") == known.candidates("nothing.test", "/a") == frozenset()
