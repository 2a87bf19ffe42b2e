"""What a source is: where it lies, under which licence, and how much of it there must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tracker.errors import TrackerError

MEGABYTE = 1 << 20

type Kind = Literal["vendors", "contacts", "cookies", "deletion", "suffixes", "breaches", "disguises"]
type Reader = Callable[[Mapping[str, Path]], "Converted"]


class UpstreamError(TrackerError, ValueError):
    """A source that cannot be fetched, or is not what it should be. What was there before stays."""


class Part(NamedTuple):
    """One file of a source. `limit` in bytes; `checksum` is the address of its `sha256sum`, where one is published."""

    name: str
    url: str
    limit: int = 16 * MEGABYTE
    checksum: str | None = None


class Converted(NamedTuple):
    """A source in our own form: how many rows, which version it calls itself, and a document of JSON's types."""

    rows: int
    version: str | None
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher's data. `minimum` rows are expected: fewer means that something is broken."""

    name: str
    title: str
    kind: Kind
    licence: str
    licence_url: str
    parts: tuple[Part, ...]
    read: Reader
    minimum: int
    attribution: str
    is_noncommercial: bool = False
