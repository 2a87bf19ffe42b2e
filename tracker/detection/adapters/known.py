"""The adapters that come with the program, found by host without reading them all.

Reading TOML is slow. So only the lines that name hosts and paths are looked at when the process starts, those before
the first datum, and a file is read in full when a request to one of its hosts turns up.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tracker.detection.adapters.model import EVERYWHERE, Adapter
from tracker.detection.adapters.reading import read

FOLDER = Path(__file__).parents[2] / "data" / "adapters"
_HOSTS = re.compile(r"^hosts = \[([^\]]*)\]", re.MULTILINE)
_ENDS = re.compile(r'^ends = "([^"]*)"', re.MULTILINE)
_BEGINNING = re.compile(r'^path = "(/[^/"]+/[^/"]+)/', re.MULTILINE)
_TEXT = re.compile(r'"([^"]*)"')
_NO_ADAPTERS = frozenset[str]()


class HostIndex(NamedTuple):
    """Which adapters (by slug) are for which hosts, and which for any host with a path of that end or beginning.

    The ends are the last part of a path, the beginnings its first two.
    """

    hosts: dict[str, frozenset[str]]
    endings: dict[str, frozenset[str]]
    beginnings: dict[str, frozenset[str]]


@cache
def host_index() -> HostIndex:
    """Return what the files say of hosts. Hosts that begin with a dot stand for all below them."""
    hosts: dict[str, frozenset[str]] = {}
    endings: dict[str, frozenset[str]] = {}
    beginnings: dict[str, frozenset[str]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf-8").partition("\n[[datum]]")[0]
        for host in _TEXT.findall(" ".join(_HOSTS.findall(text))):
            hosts[host] = hosts.get(host, _NO_ADAPTERS) | {path.stem}
            if host == EVERYWHERE:
                for ending in _ENDS.findall(text):
                    endings[_last(ending)] = endings.get(_last(ending), _NO_ADAPTERS) | {path.stem}
                for beginning in _BEGINNING.findall(text):
                    beginnings[beginning] = beginnings.get(beginning, _NO_ADAPTERS) | {path.stem}
    return HostIndex(hosts, endings, beginnings)


def candidates(host: str, target: str) -> frozenset[str]:
    """Return the slugs of the adapters that may be for a request: those to ask."""
    _, endings, beginnings = host_index()
    path = target.partition("?")[0]
    of_path = endings.get(_last(path), _NO_ADAPTERS) | beginnings.get(_first_two(path), _NO_ADAPTERS)
    return _of_host(host) | of_path


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _first_two(path: str) -> str:
    return "/".join(path.split("/", 3)[:3])


@lru_cache(8192)
def _of_host(host: str) -> frozenset[str]:
    hosts = host_index().hosts
    found = hosts.get(host, _NO_ADAPTERS)
    rest = f".{host}"
    while rest:
        found |= hosts.get(rest, _NO_ADAPTERS)
        _, dot, rest = rest[1:].partition(".")
        rest = dot + rest
    return found


@cache
def adapter(slug: str) -> Adapter:
    """Return the adapter of that name. Raises ConfigurationError when its file is malformed."""
    return read(FOLDER / f"{slug}.toml", with_examples=False)
