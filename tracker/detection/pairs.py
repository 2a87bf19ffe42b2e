"""Pairs of a query, a form or a cookie into fields: each pair is read once, and remembered."""

from collections.abc import Callable, Iterable

from tracker.detection.decode import unfold
from tracker.detection.gathering import Gathering
from tracker.remembering import Remembered
from tracker.traffic import Field

type Reader = Callable[[str], Field | None]
type Memory = Remembered[str, tuple[Field, ...]]

_LONGEST = 512  # characters of a pair that is worth remembering
_OVERHEAD = 400  # what its fields take besides


def gather_pairs(pairs: Iterable[str], read: Reader, memory: Memory, gathering: Gathering) -> None:
    """Add the fields that pairs say, and what is nested in them. The pairs must be few enough to be looked at."""
    fields = gathering.fields
    for pair in pairs:
        found = memory[pair]
        if found is None:
            found = _read(pair, read, memory, gathering)
        fields += found
    gathering.add(())


def _read(pair: str, read: Reader, memory: Memory, gathering: Gathering) -> tuple[Field, ...]:
    field = read(pair)
    if field is None:
        found: tuple[Field, ...] = ()
    elif gathering.room <= 0:
        return (field,)
    else:
        nested = unfold(field, gathering.room)
        gathering.room -= sum(len(inner.value) for inner in nested)
        found = (field, *nested)
    return memory.keep(pair, found, len(pair) + _OVERHEAD) if len(pair) <= _LONGEST else found
