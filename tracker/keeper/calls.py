"""How the proxy calls the keeper, and the times that both keep to."""

import contextlib
import os
import threading

QUICK = 0.05  # seconds after a call that breaks a silence: who looks on sees what left within a second
GATHER = 0.4  # seconds from one transaction's end to the next at least: what comes close together goes into one
SETTLE = 2.0  # seconds of steady traffic after which the tallies follow; where it pauses, they do at once
GLANCE = 1.0  # seconds: other proxies write to the journal too, and do not call this keeper
SLOWEST = 2.0  # seconds between attempts while the ledger cannot be written
FAREWELL = 5.0  # seconds of attempts after the proxy is gone; what is left is brought in at the next start


class Calls:
    """What comes through the pipe from the proxy: any byte is a call, its end means that the proxy is gone."""

    def __init__(self, descriptor: int) -> None:
        self._called, self.is_over = threading.Event(), False
        threading.Thread(target=self._listen, args=(descriptor,), daemon=True).start()

    def _listen(self, descriptor: int) -> None:
        with contextlib.suppress(OSError):
            while os.read(descriptor, 65536):
                self._called.set()
        self.is_over = True
        self._called.set()

    def wait(self, seconds: float) -> bool:
        """Wait for a call, at most that long; whether there was one."""
        was_called = self._called.wait(seconds)
        self._called.clear()
        return was_called
