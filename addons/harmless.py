"""Hooks that never raise: what fails in our own code is counted and told without values, and the request goes on."""

import functools
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, Protocol

from tracker.keeper.faults import Loudness, described


class Faulty(Protocol):
    """Who keeps count of faults."""

    def fault(self, error: Exception) -> None: ...


def harmless[A: Faulty, **P](hook: Callable[Concatenate[A, P], None]) -> Callable[Concatenate[A, P], None]:
    """Let a hook of an addon end quietly where it raises."""

    @functools.wraps(hook)
    def guarded(addon: A, /, *arguments: P.args, **named: P.kwargs) -> None:
        try:
            hook(addon, *arguments, **named)
        except Exception as error:  # noqa: BLE001 - whatever our own code raises: browsing goes on
            addon.fault(error)

    return guarded


def place_of(error: BaseException) -> str:
    """Return the file and line where an error was raised."""
    frames: list[Any] = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"


class FaultCount:
    """How often our own code failed, said aloud once a minute for each place."""

    def __init__(self, loudness: Loudness) -> None:
        self._loudness, self.count = loudness, 0

    def add(self, error: Exception) -> None:
        self.count += 1
        self._loudness.fault(
            f"a fault in Tracker at {place_of(error)} ({described(error)}): a request was passed on without being "
            "recorded as it should; please report it"
        )
