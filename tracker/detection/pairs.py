"""Pairs of a query, a form or a cookie into fields: each pair is read once, and remembered."""

from collections.abc import Callable, Iterable

from tracker.detection.gathering import Gathering, size_within, unfolded
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
        elif len(found) > 1:
            found = gathering.within_room(found)
        fields += found
    gathering.add(())


def _read(pair: str, read: Reader, memory: Memory, gathering: Gathering) -> tuple[Field, ...]:
    field, is_short = read(pair), len(pair) <= _LONGEST
    if field is not None and gathering.room <= 0:
        return (field,)
    found = unfolded(field, gathering.room, is_short=is_short) if field else ()
    within = size_within(found)
    gathering.room -= within
    return memory.keep(pair, found, len(pair) + within + _OVERHEAD) if is_short else found
