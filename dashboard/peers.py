"""Whether it is the person themself who opens the address with the key: whose connection it comes by.

That address stands for a moment in the command line of the browser that it opens, which other users of the machine can
read, and the key lets in whoever is first. Linux tells whose a connection is (proc_net(5): `/proc/net/tcp`), and which
process has it (`/proc/PID/fd`). Elsewhere nobody knows, and nobody is refused for it.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_TABLES = ("net/tcp", "net/tcp6")


class Peer(NamedTuple):
    """The other end of a connection of this machine: its user's number, and the number of its socket."""

    user: int
    socket: str


def is_strangers(
    far: object, near: object, proxies: Iterable[int] = (), proc: Path = _PROC, own: int | None = None
) -> bool:
    """Whether a connection, told by its ports, is another user's, or comes through one of these proxies (processes),
    which would speak for anybody. `own` is our own user's number. Root's and what is not known are not refused.
    """
    peer = _peer(str(far), str(near), proc)
    if peer is None:
        return False
    user = os.getuid() if own is None else own
    if user != 0 and peer.user not in (user, 0):
        return True
    return any(peer.socket in _sockets(proc / str(process)) for process in proxies)


def _peer(far: str, near: str, proc: Path) -> Peer | None:
    if not (far.isdecimal() and near.isdecimal()):
        return None
    ends = f":{int(far):04X}", f":{int(near):04X}"
    for table in _TABLES:
        try:
            rows = (proc / table).read_text("ascii").splitlines()[1:]
        except (OSError, ValueError):
            continue
        for row in rows:
            cells = row.split()
            if len(cells) > 9 and cells[1].endswith(ends[0]) and cells[2].endswith(ends[1]) and cells[9] != "0":
                return Peer(int(cells[7]), cells[9])
    return None


def _sockets(process: Path) -> set[str]:
    """The numbers of a process's sockets, as far as we may see them."""
    found = set()
    try:
        for entry in os.scandir(process / "fd"):
            name = os.readlink(entry.path)
            if name.startswith("socket:["):
                found.add(name[8:-1])
    except OSError:
        pass  # it has ended, or is another user's
    return found
