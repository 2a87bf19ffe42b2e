"""Whose connection it is by which the key comes."""

import os
import socket
import sys
from pathlib import Path

import pytest

from dashboard.peers import is_strangers

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
FAR, NEAR = 50001, 8081


def a_row(far: int = FAR, near: int = NEAR, user: int = 1000, inode: int = 77, address: str = "0100007F") -> str:
    ends = f"{address}:{far:04X} {address}:{near:04X}"
    return (
        f"   1: {ends} 01 00000000:00000000 00:00000000 00000000  {user}        0 {inode} 1 00000000f57bce1f 20 4 30\n"
    )


def a_proc(folder: Path, rows: str, *, table: str = "tcp", sockets: dict[int, tuple[int, ...]] | None = None) -> Path:
    """A `/proc` with these connections; `sockets` are those of processes."""
    (folder / "net").mkdir(parents=True)
    (folder / "net" / table).write_text(HEAD + rows, encoding="ascii")
    for process, inodes in (sockets or {}).items():
        (folder / str(process) / "fd").mkdir(parents=True)
        (folder / str(process) / "fd" / "0").symlink_to("/dev/null")
        for number, inode in enumerate(inodes, 1):
            (folder / str(process) / "fd" / str(number)).symlink_to(f"socket:[{inode}]")
    return folder


@pytest.mark.parametrize(
    ("rows", "own", "is_refused"),
    [
        (a_row(user=1000), 1000, False),
        (a_row(user=1001), 1000, True),
        (a_row(user=0), 1000, False),
        (a_row(user=1001), 0, False),
        (a_row(far=NEAR, near=FAR, user=1001), 1000, False),
        (a_row(far=FAR + 1, user=1001) + a_row(user=1000), 1000, False),
        (a_row(user=1001, inode=0), 1000, False),
        ("", 1000, False),
        ("broken\n", 1000, False),
    ],
    ids=["mine", "another's", "root's", "root serves all", "other end", "neighbour's", "closed", "unknown", "broken"],
)
def test_another_users_connection_is_a_strangers(rows: str, own: int, is_refused: bool, tmp_path: Path) -> None:
    assert is_strangers(FAR, NEAR, (), a_proc(tmp_path, rows), own) is is_refused


def test_connections_of_sockets_for_both_protocols_are_found(tmp_path: Path) -> None:
    mapped = a_row(user=1001, address="0000000000000000FFFF00000100007F")
    assert is_strangers(FAR, NEAR, (), a_proc(tmp_path, mapped, table="tcp6"), 1000)


@pytest.mark.parametrize(
    ("sockets", "is_refused"),
    [({55: (76, 77)}, True), ({55: (76,)}, False), ({55: ()}, False), ({}, False), ({56: (77,)}, False)],
)
def test_a_proxy_speaks_for_anybody(sockets: dict[int, tuple[int, ...]], is_refused: bool, tmp_path: Path) -> None:
    proc = a_proc(tmp_path, a_row(), sockets=sockets)
    assert is_strangers(FAR, NEAR, [55], proc, 1000) is is_refused
    assert is_strangers(FAR, NEAR, [55], proc, 0) is is_refused


@pytest.mark.parametrize("ends", [(None, None), (None, "8081"), ("50001", ""), ("x", "y"), ("-1", "8081")])
def test_without_ports_nobody_is_refused(ends: tuple[object, object], tmp_path: Path) -> None:
    assert not is_strangers(*ends, (), a_proc(tmp_path, a_row(user=1001)), 1000)


def test_where_the_system_does_not_tell_nobody_is_refused(tmp_path: Path) -> None:
    assert not is_strangers(FAR, NEAR, [55], tmp_path / "none", 1000)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_real_connection_is_told_from_a_proxys() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as far:
        ends = far.getsockname()[1], server.getsockname()[1]
        assert not is_strangers(*ends)
        assert is_strangers(*ends, own=os.getuid() + 1) is (os.getuid() != 0)
        assert is_strangers(*ends, proxies=[os.getpid()])
