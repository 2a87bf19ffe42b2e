"""Our own files, joined for a fast start."""

import json
from pathlib import Path

import pytest

from tracker.errors import UnreadableInputError
from tracker.vendors import joining
from tracker.vendors.joining import FOLDER, OUTPUT, joined, main


def a_folder(folder: Path, vendor: str = 'slug = "a"') -> Path:
    (folder / "own").mkdir()
    (folder / "own" / "media.toml").write_text(f"[[vendor]]\n{vendor}\n")
    (folder / "own" / "cdn.toml").write_text('[[vendor]]\nslug = "b"\nname = "Bé"\n')
    (folder / "hosting.toml").write_text('[[provider]]\nname = "Cloud"\ndomains = ["*.cloud.test"]\n')
    return folder


def test_what_is_shipped_is_what_the_files_say() -> None:
    assert joined(FOLDER) == OUTPUT.read_bytes(), "run: python -m tracker.vendors.joining"


def test_all_files_become_one_document_by_slug(tmp_path: Path) -> None:
    document = json.loads(joined(a_folder(tmp_path)))
    assert document["vendor"] == [{"slug": "a"}, {"slug": "b", "name": "Bé"}]
    assert document["provider"] == [{"name": "Cloud", "domains": ["*.cloud.test"]}]


def test_the_version_follows_from_what_is_said(tmp_path: Path) -> None:
    first = json.loads(joined(a_folder(tmp_path)))["version"]
    assert json.loads(joined(tmp_path))["version"] == first
    (tmp_path / "own" / "media.toml").write_text('[[vendor]]\nslug = "c"\n')
    assert json.loads(joined(tmp_path))["version"] != first


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"media\.toml"):
        joined(a_folder(tmp_path, vendor="slug = "))


def test_the_script_writes_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(joining, "FOLDER", a_folder(tmp_path))
    monkeypatch.setattr(joining, "OUTPUT", tmp_path / "own.json")
    main()
    assert json.loads((tmp_path / "own.json").read_bytes())["vendor"]
    assert "own.json" in capsys.readouterr().out
