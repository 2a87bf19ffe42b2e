"""Knowledge is data, and carries its own proof: every file of it says where it can be checked."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "tracker" / "data"
KEYS = ("source", "sources")
NO_KNOWLEDGE = ("demo",)  # pages of the demonstration
FILES = sorted(
    path
    for path in FOLDER.rglob("*")
    if path.suffix in (".toml", ".json") and path.relative_to(FOLDER).parts[0] not in NO_KNOWLEDGE
)


def called(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def read(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    return found


def sources(node: Any) -> Iterator[str]:
    """Yield the sources that are named anywhere in a document."""
    if isinstance(node, list):
        for item in node:
            yield from sources(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in KEYS:
                yield from [value] if isinstance(value, str) else value
            else:
                yield from sources(value)


def unproven(document: dict[str, Any]) -> Iterator[str]:
    """Yield the entries of a document that neither it nor they themselves name a source for."""
    if any(key in {**document, **document.get("about", {})} for key in KEYS):
        return
    for name, entries in document.items():
        if isinstance(entries, list):
            yield from (f"{name} {number}" for number, entry in enumerate(entries, 1) if not any(sources(entry)))
        elif isinstance(entries, dict) and name != "about" and not any(sources(entries)):
            yield name


def test_there_is_knowledge() -> None:
    assert len(FILES) > 200


@pytest.mark.parametrize("path", FILES, ids=called)
def test_a_file_names_its_sources_or_each_of_its_entries_does(path: Path) -> None:
    document = read(path)
    assert any(sources(document))
    assert list(unproven(document)) == []


@pytest.mark.parametrize("path", FILES, ids=called)
def test_a_source_says_where_to_look(path: Path) -> None:
    vague = {source for source in sources(read(path)) if not ("https://" in source or len(source.split()) >= 2)}
    assert vague == set()


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"source": "https://a.example", "datum": [{}]}, []),
        ({"about": {"sources": ["RFC 6265"]}, "health": {"terms": []}}, []),
        ({"group": [{"source": "https://a.example"}, {"owner": "A"}]}, ["group 2"]),
        ({"about": {"language": "French"}, "health": {"terms": []}}, ["health"]),
    ],
)
def test_what_no_source_is_named_for_is_found(document: dict[str, Any], expected: list[str]) -> None:
    assert list(unproven(document)) == expected
