"""Whether a request makes rules raise, dawdle, bloat it or break their promise: `python -m tests.bench.fuzz_rules`.

The requests are those of `tests.bench.fuzz`, sent by a page to another company; the rules are presets, and some that
stop, mask and alias everything. What is read from files and pages is fuzzed as well: the journal's records, what the
person decided, pages and their codings. Prints what fails, each way once, and the seed; `--minutes 5 --seed 1`.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from tests.bench.fuzz import mutated, request_of, seeds
from tests.bench.hostile import PROFILES
from tests.builders.guards import Bench, a_rule, of_preset, stopping
from tests.builders.records import a_disclosure, a_record, a_user_agent
from tests.builders.rulings import a_ruled
from tracker.aliases import Aliases
from tracker.aliases import from_bytes as aliases_from_bytes
from tracker.aliases import to_bytes as aliases_to_bytes
from tracker.control import Aliasing, Control
from tracker.control.document import from_bytes as control_from_bytes
from tracker.control.document import to_bytes as control_to_bytes
from tracker.guarding import Guarded
from tracker.marking.decoding import Decoding
from tracker.marking.documents import policies_of
from tracker.records import from_bytes as record_from_bytes
from tracker.records import to_bytes as record_to_bytes
from tracker.rules import Action
from tracker.rulings import from_bytes as ruled_from_bytes
from tracker.rulings import to_bytes as ruled_to_bytes
from tracker.traffic import Request

SLOW = 1.5  # seconds of processor time: detection looks at a request at most five times
GROWTH, ROOM = 2, 4096  # a request that was changed has at most so many times its bytes, and so many more
_ALIASES = Aliasing(domain="alias.test")


class Reader(NamedTuple):
    """Something that reads bytes of others: its name, what it makes of them, and whole ones to begin with.

    ValueError is its word for what is none.
    """

    name: str
    read: Callable[[bytes], object]
    whole: tuple[bytes, ...]


def benches() -> dict[str, Bench]:
    """Return rules by name, with what they are held against."""
    many = PROFILES["many"]
    return {
        "mask": Bench(a_rule(Action.MASK), profile=many),
        "mask or stop": Bench(stopping(a_rule(Action.MASK)), profile=many),
        "strip": Bench(a_rule(Action.STRIP), profile=many),
        "alias": Bench(a_rule(Action.ALIAS), aliasing=_ALIASES, profile=many),
        "no identifiers": Bench(*of_preset("no-identifiers"), profile=many),
        "no contact": Bench(*of_preset("no-contact-data"), profile=many),
    }


def readers() -> tuple[Reader, ...]:
    """Return what reads bytes that somebody else may have written."""
    control = Control((a_rule(Action.MASK),), aliasing=_ALIASES, secret=bytes(32))
    page = b"<!doctype html><html><head><meta http-equiv=Content-Security-Policy content=\"script-src 'self'\"><title>a"
    return (
        Reader("record", record_from_bytes, (record_to_bytes(a_record(a_disclosure(), a_user_agent())),)),
        Reader("rulings", ruled_from_bytes, (ruled_to_bytes(a_ruled()),)),
        Reader(
            "aliases",
            aliases_from_bytes,
            (aliases_to_bytes(Aliases("a.shop.test", datetime(2026, 3, 1, tzinfo=UTC), ("x.ads.test",))),),
        ),
        Reader("control", control_from_bytes, (control_to_bytes(control),)),
        Reader("page", policies_of, (page + b"</title></head><body>b</body></html>", page)),
        *(Reader(coding, _decoded(coding), tuple(seeds())[1:4]) for coding in ("gzip", "br", "zstd", "deflate")),
    )


def _decoded(coding: str) -> Callable[[bytes], object]:
    """A decoder that begins anew with each body."""

    def decoded(data: bytes) -> bytes:
        return Decoding(coding)(data)

    return decoded


def of_a_page(data: bytes) -> Request:
    """The request that the bytes make, sent by a page to another company."""
    origin = ("Origin", "https://www.boutique.test")
    sent = (origin, ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Site", "cross-site"))
    return replace(request_of(data), headers=(*request_of(data).headers, *sent))


def fault_of(bench: Bench, request: Request) -> str:
    """Return what is wrong with what rules do with a request; nothing where all is well."""
    begin = time.process_time()
    try:
        guarded = bench.guarded(request)
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc()
    taken = time.process_time() - begin
    return _broken(bench, request, guarded) or (f"{taken:.2f} s" if taken > SLOW else "")


def _broken(bench: Bench, request: Request, guarded: Guarded) -> str:
    """Say which promise was not kept."""
    if guarded.stopped is not None:
        return ""
    case, found = bench.case(request)
    begun = case.half_typed(request, found.findings)
    if not (begun or any(each.is_to_be_done for each in case.verdicts(found.findings))):
        return "" if guarded.request == request else "changed though nothing was to be done"
    left = [each for each in guarded.found.findings if not each.value.endswith(f"@{_ALIASES.domain}")]
    if any(each.is_to_be_done for each in case.verdicts(left)):
        return "what was to be stopped has left"
    before, after = _bytes(request), _bytes(guarded.request)
    return f"{before} bytes became {after}" if after > GROWTH * before + ROOM else ""


def _bytes(request: Request) -> int:
    headers = sum(len(name) + len(value) for name, value in request.headers)
    return len(request.target) + headers + len(request.body or b"")


def unread(reader: Reader, data: bytes) -> str:
    """Return how reading fails otherwise than by ValueError, or dawdles."""
    begin = time.process_time()
    try:
        reader.read(data)
    except ValueError:
        pass
    except Exception:  # noqa: BLE001 - it is what we look for
        return traceback.format_exc()
    taken = time.process_time() - begin
    return f"{taken:.2f} s" if taken > SLOW else ""


def found(seconds: float, seed: int) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, each way once: with which rules or reader, and how."""
    chance, known, seen = random.Random(seed), benches(), set[str]()
    pool = list(seeds())
    pools = {reader: list(reader.whole) for reader in readers()}
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        data, name, reader = mutated(chance, pool), chance.choice(list(known)), chance.choice(list(pools))
        faults = [(name, fault_of(known[name], of_a_page(data)))]
        faults += [(reader.name, unread(reader, mutated(chance, pools[reader]))) for _ in range(20)]
        count += 1
        for where, fault in faults:
            way = where + fault.rpartition("\n  File")[2]
            if fault and way not in seen:
                seen.add(way)
                yield where, fault
    sys.stdout.write(f"seed {seed}: {count} requests, {20 * count} readings\n")


def main() -> int:
    """Fuzz for so many minutes; return whether anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    bad = 0
    for where, fault in found(asked.minutes * 60, asked.seed):
        bad += 1
        sys.stdout.write(f"{where}: {fault}\n")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
