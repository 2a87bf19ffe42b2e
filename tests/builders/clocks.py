"""A clock for tests."""


class Clock:
    """Goes on when it is told to. Asked as a function, or as the module `time`."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    monotonic = __call__
