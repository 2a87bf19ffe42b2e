"""What it costs to look at one value that was not seen before: `python -m tests.bench.values`.

Prints microseconds of processor time a value, for each kind of made-up value as requests bring them, with a name that
tells nothing, and the mean over all kinds.
"""

import random
import statistics
import sys
import time
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Callable

from tests.builders.fields import a_field
from tracker.detection.detectors import value_verdicts
from tracker.traffic import Field, Location

_COUNT, _ROUNDS = 2000, 5
_WORDS = (
    "order",
    "view",
    "cart",
    "item",
    "price",
    "colour",
    "size",
    "list",
    "home",
    "search",
    "basket",
    "news",
    "next",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

type Maker = Callable[[random.Random], str]


def _token(chance: random.Random) -> str:
    return "".join(chance.choices(_LETTERS, k=chance.choice((8, 16, 22, 40))))


def _hyphened(chance: random.Random) -> str:
    return urlsafe_b64encode(chance.randbytes(chance.choice((12, 24, 48)))).decode()


def _text(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=6)).capitalize()


def _page(chance: random.Random) -> str:
    return (
        f"https://www.{chance.choice(_WORDS)}.test/{chance.choice(_WORDS)}/{chance.getrandbits(24)}?p={_token(chance)}"
    )


KINDS: dict[str, Maker] = {
    "flag": lambda chance: chance.choice(("true", "0", "1", "en", "GET", "v2")),
    "word": lambda chance: chance.choice(_WORDS),
    "event": lambda chance: "_".join(chance.choices(_WORDS, k=2)),
    "text": _text,
    "small number": lambda chance: str(chance.randrange(100_000)),
    "long number": lambda chance: str(chance.randrange(10**9, 10**12)),
    "moment": lambda chance: str(1_700_000_000_000 + chance.randrange(10**10)),
    "fraction": lambda chance: str(chance.random()),
    "version": lambda chance: ".".join(str(chance.randrange(40)) for _ in range(3)),
    "token": _token,
    "token with marks": _hyphened,
    "hexadecimal": lambda chance: f"{chance.getrandbits(128):032x}",
    "UUID": lambda chance: str(uuid.UUID(int=chance.getrandbits(128), version=4)),
    "date": lambda chance: f"2026-0{chance.randrange(1, 10)}-1{chance.randrange(10)}T10:00:00.000Z",
    "path": lambda chance: "/" + "/".join(chance.choices(_WORDS, k=3)),
    "address of a page": _page,
    "first-party id": lambda chance: f"GA1.2.{chance.getrandbits(30)}.{1_700_000_000 + chance.getrandbits(24)}",
    "list of numbers": lambda chance: ",".join(str(chance.randrange(1000)) for _ in range(8)),
}


def fields(maker: Maker) -> list[Field]:
    """Return made-up fields of one kind, the same in each run."""
    chance = random.Random(1)
    places = (Location.QUERY, Location.JSON, Location.FORM)
    return [a_field(maker(chance), "v", places[index % 3]) for index in range(_COUNT)]


def microseconds(made: list[Field]) -> float:
    """Return the processor time a value takes, the best of several rounds."""
    taken = []
    for _ in range(_ROUNDS):
        begin = time.process_time_ns()
        for field in made:
            for _verdict in value_verdicts(field, None, "FR"):
                pass
        taken.append((time.process_time_ns() - begin) / 1000 / len(made))
    return min(taken)


def main() -> None:
    """Print the table."""
    found = {name: microseconds(fields(maker)) for name, maker in KINDS.items()}
    for name, taken in found.items():
        sys.stdout.write(f"{name:20} {taken:7.2f}\n")
    sys.stdout.write(f"{'mean':20} {statistics.fmean(found.values()):7.2f}\n")


if __name__ == "__main__":
    main()
