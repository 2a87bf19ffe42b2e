"""An adapter: which requests it is for, and what lies where in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from tracker.remembering import Remembered
from tracker.taxonomy import Category
from tracker.traffic import Field, Location, Request

EVERYWHERE = "*"
_MOST_REMEMBERED = 1 << 17  # characters of paths
PARAMETER = frozenset(
    {Location.QUERY, Location.FORM, Location.MULTIPART, Location.JSON, Location.BODY, Location.WEBSOCKET}
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Requests by host and path. A host that begins with a dot stands for all below it as well; `*` for every host.

    `path` is how the path begins, `ends` how it ends, `pattern` a regular expression that finds something in it.
    """

    hosts: tuple[str, ...]
    path: str = "/"
    ends: str = ""
    pattern: re.Pattern[str] | None = None
    methods: frozenset[str] = frozenset()

    def accepts(self, request: Request) -> bool:
        """Whether a request to one of the hosts goes to this endpoint."""
        if self.methods and request.method not in self.methods:
            return False
        path = request.target.partition("?")[0]
        if not (path.startswith(self.path) and path.endswith(self.ends) and self._is_host(request.host)):
            return False
        return self.pattern is None or self.pattern.search(path) is not None

    def _is_host(self, host: str) -> bool:
        return any(
            known in (EVERYWHERE, host) or (known[0] == "." and (host.endswith(known) or host == known[1:]))
            for known in self.hosts
        )


@dataclass(frozen=True, slots=True)
class Datum:
    """A claim: at these paths lies data of that category. `value` is the part of the field that counts, its first
    group; `encoding` the steps that made it, beyond those that were undone.
    """

    locations: frozenset[Location]
    paths: tuple[str, ...]
    category: Category
    reasoning: str
    source: str
    encoding: tuple[str, ...] = ()
    confidence: float = 0.95
    value: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What an example discloses, and where."""

    location: Location
    path: str
    category: Category


@dataclass(frozen=True, slots=True)
class Example:
    """A request, and all that the adapter says of it."""

    url: str = field(repr=False)
    method: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: str | None = field(default=None, repr=False)
    discloses: tuple[Disclosed, ...] = ()


@dataclass(frozen=True)
class Adapter:
    """One vendor's endpoints of one kind, and what they receive."""

    slug: str
    name: str
    endpoints: tuple[Endpoint, ...]
    data: tuple[Datum, ...]
    examples: tuple[Example, ...] = ()
    has_lines: bool = False  # each line of the body is a query of its own

    def accepts(self, request: Request) -> bool:
        """Whether a request goes to one of the endpoints."""
        return any(endpoint.accepts(request) for endpoint in self.endpoints)

    def claims(self, found: Field) -> list[Datum]:
        """Return what is claimed of a field."""
        key = found.location, found.path
        known = self._claims.get(key)
        return self._claims.keep(key, self._claimed(*key), len(found.path)) if known is None else known

    def _claimed(self, location: Location, path: str) -> list[Datum]:
        exact = [datum for datum in self._exact.get(path, ()) if location in datum.locations]
        return exact + [datum for expression, datum in self._wild if location in datum.locations and expression(path)]

    @cached_property
    def _claims(self) -> Remembered[tuple[Location, str], list[Datum]]:
        return Remembered(_MOST_REMEMBERED)

    @cached_property
    def _exact(self) -> dict[str, list[Datum]]:
        listed: dict[str, list[Datum]] = {}
        for datum in self.data:
            for path in datum.paths:
                if "*" not in path:
                    listed.setdefault(path, []).append(datum)
        return listed

    @cached_property
    def _wild(self) -> list[tuple[Callable[[str], object], Datum]]:
        return [(_expression(path).fullmatch, datum) for datum in self.data for path in datum.paths if "*" in path]


def _expression(path: str) -> re.Pattern[str]:
    """`*` stands for a name or an index, `**` for any path."""
    parts = (re.escape(part).replace(r"\*", r"[^.\[\]]*") for part in path.split("**"))
    return re.compile(".*".join(parts))
