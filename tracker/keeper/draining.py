"""Bringing the journal into the ledger, once, completely: by whoever holds the keeper's lock."""

import contextlib
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.control import load
from tracker.errors import LedgerError
from tracker.journal import Lock, ask_to_turn, is_finished, read, segments
from tracker.keeper.foresight import prepare
from tracker.keeper.intake import batches, sizes
from tracker.keeper.keeping import bring_back, clear_away, forget_kept, kept
from tracker.keeper.storing import forget_offsets, offsets_in, store
from tracker.keys import Keys
from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.ledger.opening import Ledger

PATIENCE = 30.0  # seconds without progress until `drain` gives up waiting for the running keeper
_PAUSE = 0.05


def lock_of(settings: Settings) -> Lock:
    """Return the lock that makes a process the keeper."""
    return Lock(settings.home / "keeper.lock")


def drain(ledger: "Ledger", settings: Settings, keys: Keys, patience: float = PATIENCE) -> int:
    """Bring into the ledger what the journal holds as of now, and what was learnt from forms or told of passwords;
    return how many records were brought by this call.

    Where a keeper is running, waits until it has done so. Raises LedgerError when it does not get on.
    """
    ends = sizes(settings.journal_folder) | _lost(ledger, settings)
    with lock_of(settings) as lock:
        least, deadline = sum(ends.values()), time.monotonic() + patience
        while ends:
            if _is_taken(lock):
                return drain_all(ledger, settings, keys)
            time.sleep(_PAUSE)
            ends, left = _unreached(ledger, settings, ends)
            if left < least:
                least, deadline = left, time.monotonic() + patience
            elif time.monotonic() > deadline:
                raise LedgerError(
                    f"{settings.journal_folder}: the running keeper does not get on with the journal; "
                    "`tracker doctor` says why"
                )
    _take_in(ledger, settings, keys)
    _settle(ledger)
    return 0


def _is_taken(lock: Lock) -> bool:
    try:
        return lock.acquire()
    except OSError as error:
        raise LedgerError(
            f"{lock.path}: cannot be written ({error.strerror}); the journal holds records that are not in the ledger"
        ) from error


def _lost(ledger: "Ledger", settings: Settings) -> dict[str, int]:
    """Return the ends of those segments that are kept though the ledger, which was restored, has not reached them."""
    if not (ends := _kept_sizes(settings)):
        return {}
    return _unreached(ledger, settings, ends)[0]


def _kept_sizes(settings: Settings) -> dict[str, int]:
    return {path.name: size for path, size in kept(settings).items()}


def _unreached(ledger: "Ledger", settings: Settings, ends: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Return those ends that the ledger has not reached, and how many bytes it is behind."""
    with ledger.session() as session:
        offsets = offsets_in(session)
    present = sizes(settings.journal_folder) | _kept_sizes(settings)  # a segment that is gone was in the ledger wholly
    left = {name: end for name, end in ends.items() if name in present and offsets.get(name, 0) < end}
    return left, sum(end - offsets.get(name, 0) for name, end in left.items())


def drain_all(ledger: "Ledger", settings: Settings, keys: Keys, *, settled: bool = True) -> int:
    """Bring everything in the journal into the ledger, and what was learnt from forms or told of passwords; return the
    number of records.

    The caller holds the lock, and settles now and then where `settled` is false.
    """
    with ledger.session() as session:
        offsets = offsets_in(session)
    bring_back(settings, offsets)
    count = 0
    for batch in batches(settings.journal_folder, keys.journal, offsets):
        store(ledger, settings, keys, batch)
        offsets |= batch.offsets
        count += len(batch.records)
    _tidy(ledger, settings, keys, offsets)
    _take_in(ledger, settings, keys)
    if settled:
        _settle(ledger)
    return count


def shed(ledger: "Ledger", settings: Settings, keys: Keys, patience: float = 4.0) -> bool:
    """Have what lies in the journal now removed, once it is in the ledger: running proxies go on in new segments.

    Return whether all of it is gone; a proxy that does not answer within `patience` seconds keeps its segment, and so
    do all where the disk or the ledger cannot be written.
    """
    try:
        for path in (settings.submissions_file, settings.experience_file, settings.mark_file):
            path.unlink(missing_ok=True)  # they may tell of what was forgotten
        is_gone = _shed(ledger, settings, keys, patience)
    except (OSError, LedgerError):
        return False
    with contextlib.suppress(LedgerError):
        prepare(settings, keys, load(settings, keys), ledger)
    return is_gone


def _shed(ledger: "Ledger", settings: Settings, keys: Keys, patience: float) -> bool:
    folder = settings.journal_folder
    old = sizes(folder).keys()
    if not old:
        return True
    ask_to_turn(folder)
    end = time.monotonic() + patience
    with lock_of(settings) as lock:
        while is_left := not old.isdisjoint(path.name for path in segments(folder)):
            if lock.acquire():
                drain_all(ledger, settings, keys)
            if time.monotonic() > end:
                break
            time.sleep(4 * _PAUSE)
    forget_kept(settings)
    return not is_left


def _settle(ledger: "Ledger") -> None:
    from tracker.ledger.settling import settle_pending

    settle_pending(ledger)


def _take_in(ledger: "Ledger", settings: Settings, keys: Keys) -> None:
    """Bring in what comes beside the journal. Whoever does it, and how often, changes nothing."""
    from tracker.ledger import learnt, password_uses

    learnt.take_in(ledger, settings, keys)
    password_uses.take_in(ledger, settings, keys)


def _tidy(ledger: "Ledger", settings: Settings, keys: Keys, offsets: Mapping[str, int]) -> None:
    """Clear away the segments that are in the ledger and will not grow, then what it remembers of those that are no
    more.
    """
    folder = settings.journal_folder
    for path in segments(folder):
        if is_finished(path) and not any(read(path, keys.journal, offsets.get(path.name, 0))):
            clear_away(settings, path)
    present = {path.name for path in (*segments(folder), *kept(settings))}
    if gone := [name for name in offsets if name not in present]:
        forget_offsets(ledger, gone)
