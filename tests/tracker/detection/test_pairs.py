from tracker.detection.gathering import Gathering
from tracker.detection.limits import MAX_FIELDS
from tracker.detection.pairs import Memory, gather_pairs
from tracker.remembering import Remembered
from tracker.traffic import Field, Location


class Reader:
    """Reads `name=value`, and counts."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, pair: str) -> Field | None:
        self.calls += 1
        name, _, value = pair.partition("=")
        return Field(Location.COOKIE, name, name, value) if value else None


def gathered(pairs: list[str], reader: Reader, memory: Memory, room: int | None = None) -> list[str]:
    gathering = Gathering()
    if room is not None:
        gathering.room = room
    gather_pairs(pairs, reader, memory, gathering)
    return [field.path for field in gathering.fields]


def test_a_pair_is_read_once() -> None:
    reader, memory = Reader(), Remembered[str, tuple[Field, ...]](10_000)
    for _ in range(3):
        assert gathered(['a={"b":1}', "c", "d=1"], reader, memory) == ["a", "a.b", "d"]
    assert reader.calls == 3


def test_long_pairs_are_read_again() -> None:
    reader, memory = Reader(), Remembered[str, tuple[Field, ...]](10_000)
    for _ in range(2):
        gathered(["a=" + "x" * 1000], reader, memory)
    assert reader.calls == 2


def test_without_room_nothing_is_unfolded_nor_remembered() -> None:
    reader, memory = Reader(), Remembered[str, tuple[Field, ...]](10_000)
    assert gathered(['a={"b":1}'], reader, memory, room=0) == ["a"]
    assert gathered(['a={"b":1}'], reader, memory) == ["a", "a.b"]


def test_fields_stay_within_the_limit() -> None:
    reader, memory = Reader(), Remembered[str, tuple[Field, ...]](10_000)
    assert len(gathered(['a={"b":1}'] * MAX_FIELDS, reader, memory)) == MAX_FIELDS


def test_what_little_room_there_was_is_not_remembered_of_a_pair() -> None:
    reader, memory = Reader(), Remembered[str, tuple[Field, ...]](10_000)
    gathered(['a={"b":"marie@mail.test"}'], reader, memory, room=3)
    assert gathered(['a={"b":"marie@mail.test"}'], reader, memory) == ["a", "a.b"]


def test_what_is_remembered_takes_its_room_in_each_request() -> None:
    reader, memory = Reader(), Remembered[str, tuple[Field, ...]](10_000)
    pairs = [f'{name}={{"b":"{name * 60}"}}' for name in "cde"]
    assert len(gathered(pairs, reader, memory)) == 6
    assert gathered(pairs, reader, memory, room=100) == ["c", "c.b", "d", "d.b", "e"]
