"""Files of a source as documents of the shape that we expect, or an UpstreamError that says what is wrong."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.upstream.source import UpstreamError


def json_of(path: Path) -> Any:
    """Return the document in a JSON file. What is nested too deeply, cut off or not UTF-8 is refused."""
    import orjson

    try:
        return orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise UpstreamError(f"{path.name} is no whole JSON ({error})") from error


def text_of(path: Path) -> str:
    """Return the text in a UTF-8 file, without a byte order mark."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UpstreamError(f"{path.name} is not UTF-8 ({error.reason} at byte {error.start})") from error


def object_in(document: object, key: str | None = None) -> dict[str, Any]:
    """Return the object that a document is, or that stands in it under that key; UpstreamError where there is none."""
    found = document.get(key) if key is not None and isinstance(document, dict) else document
    if not isinstance(found, dict):
        raise UpstreamError(f"there is no object {key or 'at its top'}: its format has changed")
    return found


def object_at(objects: dict[str, Any], key: object) -> dict[str, Any]:
    """Return the object that another refers to by its key; an empty one where there is none."""
    found = objects.get(str(key))
    return found if isinstance(found, dict) else {}


def objects_of(document: object) -> Iterator[dict[str, Any]]:
    """Yield the objects in a list; UpstreamError where the document is no list."""
    if not isinstance(document, list):
        raise UpstreamError("it is no list: its format has changed")
    return (entry for entry in document if isinstance(entry, dict))


def named_objects(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects in an object, with their keys."""
    return ((key, value) for key, value in document.items() if isinstance(value, dict))


def strings(value: object) -> list[str]:
    """Return the texts in a list, none where there is no list."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def digest(path: Path) -> str:
    """Return a name for what a file says, for sources without a version of their own."""
    with path.open("rb") as file:
        return f"sha256 {hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"
