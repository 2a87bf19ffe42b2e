"""Disks that fail whatever is asked of them."""

import errno
import os
from collections.abc import Callable
from typing import Any


def failing_with(number: int) -> Callable[..., Any]:
    """Return what takes a function's place, and raises as the system does."""

    def fail(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


full = failing_with(errno.ENOSPC)
