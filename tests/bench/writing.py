"""What writing costs: `python -m tests.bench.writing FOLDER [TREE...]`, by this tree and by others beside it.

Each tree (a checkout of this project) writes the same records to a ledger of its own that holds 100,000 disclosures
already: in great transactions, as an import does, and in small ones of 20 to 50 records, as the keeper does while
somebody browses. They take turns, so that what else the machine does meets all of them. Prints microseconds of
processor time, and bytes written, for each disclosure: medians of the rounds; and how much more that is than the first
tree named.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from inspect import signature
from itertools import batched
from pathlib import Path
from statistics import median
from typing import IO, Any, NamedTuple

from tests.bench.ledgers import LAST, World, home_of, records
from tracker.disclosure import Record
from tracker.keys import load_or_create
from tracker.ledger.opening import Ledger, open_ledger
from tracker.ledger.writing import write
from tracker.settings import Settings
from tracker.vendors import Catalogue

HERE = Path(__file__).resolve().parents[2]
HELD, BULK, LIVE = 100_000, 50_000, 6_000  # disclosures: before, and in each round
ROUNDS = 5
_GREAT = 1000  # records in a transaction of an import
_SETTLED = 10  # transactions of the keeper until it settles: each takes what came in a fifth of a second

type Records = Sequence[Record]


class Cost(NamedTuple):
    """Microseconds of the processor, and bytes, for each disclosure."""

    time: float
    size: float


# ---- in a process of each tree


def work(folder: Path, rounds: int) -> None:
    """Write a round each time that a line comes: say what it cost."""
    home = home_of(folder, HELD)
    with tempfile.TemporaryDirectory(dir=folder) as copy:
        settings = Settings(Path(shutil.copytree(home, copy, dirs_exist_ok=True)), key_store="file")
        world = World(seed=1)
        with open_ledger(settings, load_or_create(settings)) as ledger:
            bulk, live = _streams(world, rounds)
            catalogue = world.catalogue()
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            for line in sys.stdin:
                is_live = line.strip() == "live"
                cost = _round(ledger, catalogue, next(live if is_live else bulk), is_live)
                sys.stdout.write(f"{cost.time} {cost.size}\n")
                sys.stdout.flush()


def _streams(world: World, rounds: int) -> tuple[Iterator[Records], Iterator[Records]]:
    count = rounds + 1
    bulk = [*records(BULK * count + 1, world, 0.2, LAST + timedelta(days=80))]
    live = [*records(LIVE * count + 2, world, 0.1, LAST + timedelta(days=120))]
    return iter(_parts(bulk, count)), iter(_parts(live, count))


def _parts(told: Records, count: int) -> list[Records]:
    return [*batched(told, -(-len(told) // count))]


def _round(ledger: Ledger, catalogue: Catalogue, told: Records, is_live: bool) -> Cost:
    disclosures = sum(len(record.disclosures) for record in told)
    batches = [*(_small(told) if is_live else batched(told, _GREAT))]
    began, before = time.process_time(), _written()
    for number, batch in enumerate(batches, 1):
        _write(ledger, catalogue, batch, is_live, number == len(batches) or (is_live and not number % _SETTLED))
    return Cost((time.process_time() - began) / disclosures * 1e6, (_written() - before) / disclosures)


def _write(ledger: Ledger, catalogue: Catalogue, batch: Records, is_live: bool, settled: bool) -> None:
    can_wait: dict[str, Any] = {"settled": settled} if "settled" in signature(write).parameters else {}
    with ledger.session() as session:
        write(session, batch, catalogue, collapse=is_live, **can_wait)


def _small(told: Records) -> Iterator[Records]:
    rest, size = told, 20
    while rest:
        yield rest[:size]
        rest, size = rest[size:], 20 + (size * 7) % 31


def _written() -> int:
    told = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(told["wchar"])


# ---- in the process that has them take turns


class Writer:
    """A tree at work."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self.tree = tree
        told = os.environ | {"PYTHONPATH": str(tree), "TRACKER_LOG": ""}
        command = (sys.executable, "-m", "tests.bench.writing", "--work", str(folder / tree.name), str(ROUNDS))
        self._process = subprocess.Popen(command, cwd=tree, env=told, stdin=-1, stdout=-1, text=True)
        self._hear()

    def cost(self, way: str) -> Cost:
        """Have it write a round in this way."""
        told: IO[str] | None = self._process.stdin
        assert told is not None
        told.write(f"{way}\n")
        told.flush()
        return Cost(*map(float, self._hear().split()))

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def end(self) -> None:
        self._process.communicate()


def main(arguments: list[str]) -> None:
    """Compare this tree with the others."""
    if arguments[0] == "--work":
        work(Path(arguments[1]), int(arguments[2]))
        return
    folder = Path(arguments[0])
    writers = [Writer(tree, folder) for tree in [*map(Path, arguments[1:]), HERE]]
    for way in ("bulk", "live"):
        rounds = [[writer.cost(way) for writer in writers] for _ in range(ROUNDS + 1)][1:]
        for place, writer in enumerate(writers):
            of = [one[place] for one in rounds]
            ratio = median(one[place].time / one[0].time for one in rounds)
            more = median(one[place].size / one[0].size for one in rounds)
            sys.stdout.write(
                f"{way}, {writer.tree.name}: {median(one.time for one in of):.1f} µs ({ratio:.2f}),"
                f" {median(one.size for one in of):.0f} bytes ({more:.2f})\n"
            )
    for writer in writers:
        writer.end()


if __name__ == "__main__":
    main(sys.argv[1:])
