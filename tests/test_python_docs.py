"""The example in docs/python.md is run as it stands there, block by block; what a block prints is the text below it."""

import re
from pathlib import Path
from typing import Any

import pytest

import tracker

DOCUMENT = Path(__file__).parent.parent / "docs" / "python.md"
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def test_the_example_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))  # the example sets it: this puts it back
    names: dict[str, Any] = {"__name__": "example"}
    blocks = BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert len(blocks) >= 7
    for code, text in blocks:
        exec(compile(code, str(DOCUMENT), "exec"), names)
        assert capsys.readouterr().out == text


def test_every_public_name_is_in_the_document() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert not [name for name in tracker.__all__ if f"`{name}" not in text]


def test_the_example_gives_no_text_that_belongs_to_no_block() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.count("```text\n") == len([1 for _, shown in BLOCK.findall(text) if shown])
