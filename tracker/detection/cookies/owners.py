"""Whose identifier a value is: an index of the identifying cookies' values and parts. Only hashes are kept."""

from collections import OrderedDict
from typing import NamedTuple

from tracker.detection.cookies.sharing import LENGTHS_OF_HASHES, comparable_parts, dressed, shareable_parts
from tracker.remembering import Remembered

_MOST_OWNERS = 8
_MOST_DRESSED = 30_000
_MOST_KEYS = 60_000
_SHORTEST, _LONGEST = 8, 2048
_SHORTEST_LABEL = 16  # characters: shorter ones name machines
_MOST_LABELS = 6
_SHORTEST_JOINED, _LONGEST_JOINED = 16, 20


class Owner(NamedTuple):
    """The registrable domain and the name of a cookie; `form` is what a value is of the cookie's, "" for itself."""

    domain: str
    name: str
    form: str = ""


type _Index = OrderedDict[int, tuple[Owner, ...]]


class Owners:
    """Knows the parts of identifying cookies again, the first learnt forgotten first."""

    __slots__ = ("_dressed", "_keys", "_most", "_plain")

    def __init__(self, most: int) -> None:
        self._most = most
        self._plain: _Index = OrderedDict()
        self._dressed: _Index = OrderedDict()
        self._keys: Remembered[int, tuple[int, ...]] = Remembered(_MOST_KEYS)

    def add(self, value: str, owner: Owner, *, is_identifying: bool) -> None:
        """Remember whose value that is; of what surely identifies its usual hashes and encodings as well."""
        parts = shareable_parts(value) or _whole(value, is_identifying=is_identifying)
        for part in parts:
            _put(self._plain, hash(part), owner, self._most)
        for part, form in dressed(parts) if is_identifying else ():
            _put(self._dressed, hash(part), Owner(owner.domain, owner.name, form), _MOST_DRESSED)

    def of(self, value: str, receiver: str | None = None) -> tuple[Owner, ...]:
        """Return whose cookies have that value or a long enough part of it, but for the receiver's, oldest first."""
        if not _SHORTEST <= len(value) <= _LONGEST or not self._plain:
            return ()
        if value.isalnum():
            owners = self._plain.get(hash(value)) or self._undressed(value)
        else:
            owners = self._plain.get(hash(value)) or self._of_parts(value)
        return tuple(owner for owner in owners if owner.domain != receiver) if owners else ()

    def of_host(self, host: str, receiver: str | None = None) -> tuple[Owner, ...]:
        """Return whose cookies have the value that is a label of a host's name: `4f3a….sync.example`."""
        if len(host) <= _SHORTEST_LABEL:
            return ()
        labels = [label for label in host.split(".")[:_MOST_LABELS] if len(label) >= _SHORTEST_LABEL]
        return tuple(dict.fromkeys(owner for label in labels for owner in self.of(label, receiver)))

    def _undressed(self, value: str) -> tuple[Owner, ...]:
        return self._dressed.get(hash(value)) or self._dressed.get(hash(_as_digest(value)), ())

    def _of_parts(self, value: str) -> tuple[Owner, ...]:
        key = hash(value)
        keys = self._keys.get(key)
        if keys is None:
            parts = [part.strip("._-") for part in comparable_parts(value)]
            keys = tuple(map(hash, dict.fromkeys((*parts, *map(_as_digest, parts)))))
            self._keys.keep(key, keys, len(keys) + 1)
        found: dict[Owner, None] = {}
        for key in keys:
            if owners := self._plain.get(key) or self._dressed.get(key):
                found.update(dict.fromkeys(owners))
        return tuple(found)


def _whole(value: str, *, is_identifying: bool) -> tuple[str, ...]:
    """Return a known identifier that joins a moment and a random number without a mark: it reads as a finer moment."""
    is_joined = is_identifying and value.isdecimal() and _SHORTEST_JOINED <= len(value) <= _LONGEST_JOINED
    return (value,) if is_joined else ()


def _as_digest(part: str) -> str:
    return part.lower() if len(part) in LENGTHS_OF_HASHES and part.isupper() else part


def _put(index: _Index, key: int, owner: Owner, most: int) -> None:
    """Add an owner. What very many parties have is no identifier but a constant: then it is nobody's."""
    owners = index.get(key)
    if owners is None:
        index[key] = (owner,)
        if len(index) > most:
            index.popitem(last=False)
    elif owners and owner not in owners:
        if len(owners) < _MOST_OWNERS:
            index[key] = (*owners, owner)
        elif all(owner.domain != other.domain for other in owners) and _are_many(owners):
            index[key] = ()


def _are_many(owners: tuple[Owner, ...]) -> bool:
    return len({owner.domain for owner in owners}) == _MOST_OWNERS
