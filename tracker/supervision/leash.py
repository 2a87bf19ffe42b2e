"""Runs a module as its own program, for as long as the process that started it lives.

Standard input is the leash: when it ends, the program is asked to end. That needs no signal from the parent, so that
it works on every platform, and also when the parent was killed.
"""

import contextlib
import os
import runpy
import signal
import sys
import threading


def main() -> None:
    """Run the module named first on the command line with the arguments that follow."""
    module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    threading.Thread(target=_follow, args=(sys.stdin.fileno(),), daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _follow(descriptor: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(descriptor, 4096):
            pass
    if sys.platform == "win32":  # pragma: no cover - no other way there to ask, and not to end at once
        signal.raise_signal(signal.SIGINT)
    else:
        os.kill(os.getpid(), signal.SIGTERM)  # to the process: it wakes the main thread out of whatever it waits for


if __name__ == "__main__":
    main()
