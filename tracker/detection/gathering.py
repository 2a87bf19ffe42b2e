"""Fields gathered from all parts of a request, with what is nested in them, within the limits."""

from collections.abc import Sequence

from tracker.detection.decode import unfold
from tracker.detection.limits import MAX_FIELDS, MAX_NESTED_TEXT
from tracker.detection.unseen import Unseen
from tracker.disclosure import BlindSpot
from tracker.remembering import Remembered
from tracker.traffic import Field

_LONGEST = 256  # characters of a value that is worth remembering
_OVERHEAD = 500  # what its fields take besides
_unfolded: Remembered[Field, tuple[Field, ...]] = Remembered(2 << 20)


class Gathering:
    """The fields and blind spots of one request so far."""

    __slots__ = ("blind_spots", "fields", "room")

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.blind_spots: list[BlindSpot] = []
        self.room = MAX_NESTED_TEXT

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
            elif self.room > 0:
                self.room -= sum(len(inner.value) for inner in found[1:])
                together += found
                within += found[1:]
            else:
                together.append(field)
        self.add(together if len(together) <= self.left else [*fields, *within])

    def _unfold(self, field: Field) -> tuple[Field, ...]:
        if self.room <= 0:
            return (field,)
        found = (field, *unfold(field, self.room))
        size = len(field.value)
        return _unfolded.keep(field, found, size + _OVERHEAD) if size <= _LONGEST else found

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
