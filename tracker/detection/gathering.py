"""Fields gathered from all parts of a request, with what is nested in them, within the limits."""

from collections.abc import Sequence

from tracker.detection.decode import unfold
from tracker.detection.limits import MAX_COOKIES, MAX_FIELDS, MAX_NESTED_TEXT
from tracker.detection.unseen import Unseen
from tracker.disclosure import BlindSpot
from tracker.remembering import Remembered
from tracker.traffic import Field

_LONGEST = 256  # characters of a value that is worth remembering
_OVERHEAD = 500  # what its fields take besides
_unfolded: Remembered[Field, tuple[Field, ...]] = Remembered(2 << 20)


def unfolded(field: Field, room: int, *, is_short: bool) -> tuple[Field, ...]:
    """Return a field with what is nested in it. Of a short one all of that, whatever room there is: it is remembered
    for other requests.
    """
    return (field, *unfold(field, MAX_NESTED_TEXT if is_short else room))


def size_within(found: tuple[Field, ...]) -> int:
    """Return how many characters are nested in the first field."""
    return sum([len(inner[3]) for inner in found[1:]])


class Gathering:
    """The fields and blind spots of one request so far."""

    __slots__ = ("blind_spots", "cookies", "fields", "room")

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.blind_spots: list[BlindSpot] = []
        self.room = MAX_NESTED_TEXT
        self.cookies = MAX_COOKIES  # that there is room for

    @property
    def left(self) -> int:
        """How many fields there is room for."""
        return MAX_FIELDS - len(self.fields)

    def add(self, fields: Sequence[Field]) -> None:
        """Add fields that were unfolded already."""
        self.fields.extend(fields)
        if len(self.fields) > MAX_FIELDS:
            del self.fields[MAX_FIELDS:]
            self.fill()

    def unfold(self, fields: Sequence[Field]) -> None:
        """Add fields, each followed by what is nested in it; all that lie open first where not all have room."""
        together, within = list[Field](), list[Field]()
        for field in fields:
            found = _unfolded[field] or self._unfold(field)
            if len(found) == 1:
                together.append(found[0])
            else:
                found = self.within_room(found)
                together += found
                within += found[1:]
        self.add(together if len(together) <= self.left else [*fields, *within])

    def within_room(self, found: tuple[Field, ...]) -> tuple[Field, ...]:
        """Return a field with what is nested in it, or alone where there is no room for more text."""
        if self.room <= 0:
            return found[:1]
        self.room -= size_within(found)
        return found

    def _unfold(self, field: Field) -> tuple[Field, ...]:
        is_short = len(field.value) <= _LONGEST
        if self.room <= 0:
            return (field,)
        found = unfolded(field, self.room, is_short=is_short)
        return _unfolded.keep(field, found, len(field.value) + size_within(found) + _OVERHEAD) if is_short else found

    def fill(self, size: int | None = None) -> None:
        """Say that there is more than we look at."""
        self.miss(Unseen.OVERSIZED.spot(size))

    def miss(self, spot: BlindSpot) -> None:
        """Add a blind spot. Each reason is given once, with all that is missing for it."""
        for number, other in enumerate(self.blind_spots):
            if other.reason == spot.reason:
                sizes = [size for size in (other.size, spot.size) if size is not None]
                self.blind_spots[number] = BlindSpot(spot.reason, sum(sizes) if sizes else None)
                return
        self.blind_spots.append(spot)
