"""Stands for proxy or dashboard where only processes matter: listens on the port it is given until it is asked to end.

`STAND_IN_FAILS` in the environment names a file: while it is there, the program ends at once with exit status 3.
`STAND_IN_STAYS` makes it deaf to being asked to end.
"""

import os
import signal
import socket
import sys
from typing import Any


def _end(*_: Any) -> None:
    print("stand-in ends in order", flush=True)
    sys.exit(0)


def main() -> None:
    """Listen until the end is asked for."""
    if os.path.exists(os.environ.get("STAND_IN_FAILS", "")):
        sys.exit(3)
    signal.signal(signal.SIGTERM, signal.SIG_IGN if os.environ.get("STAND_IN_STAYS") else _end)
    arguments = sys.argv
    port = int(arguments[arguments.index("-p" if "-p" in arguments else "--port") + 1])
    with socket.create_server(("127.0.0.1", port)) as server:
        print(f"stand-in listens on {port}", flush=True)
        while True:
            server.accept()[0].close()


if __name__ == "__main__":
    main()
