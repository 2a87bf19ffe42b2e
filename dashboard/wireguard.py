"""The configuration that a phone needs to send everything through the proxy by WireGuard, as text and as a QR code.

The proxy keeps both keys in `wireguard.conf` beside its certificate authority, and prints the same configuration
(mitmproxy, `WireGuardServerInstance.client_conf`). WireGuard's keys are of Curve25519 (RFC 7748). The code is drawn
here, and stands in no address: it holds the phone's private key.
"""

import base64
import ipaddress
import json
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tracker.settings import Settings

_PORT = 51820
_OUTSIDE = "192.0.2.1"  # of no network (RFC 5737); no packet is sent to learn by which of ours it would leave
_BORDER = 4  # modules


class Code(NamedTuple):
    """A QR code as a drawing: `size` modules wide and high, with the quiet border; `path` are the dark ones."""

    size: int
    path: str


class Tunnel(NamedTuple):
    """A running WireGuard mode. `endpoint` is where it listens for phones, None where they cannot reach it: it listens
    on this machine alone, or its keys cannot be read. The configuration and its code are there with the endpoint.
    """

    mode: str
    endpoint: str | None
    configuration: str
    code: Code | None


def tunnel_of(settings: Settings, modes: Iterable[str]) -> Tunnel | None:
    """Return the first WireGuard mode of those that run, None where none does."""
    mode = next((mode for mode in modes if _head(mode) == "wireguard"), None)
    if mode is None:
        return None
    host, port = _place(mode)
    keys = _keys(_file(settings, mode))
    if host is None or keys is None:
        return Tunnel(mode, None, "", None)
    endpoint = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    configuration = _configuration(*keys, endpoint)
    return Tunnel(mode, endpoint, configuration, code_of(configuration))


def own_address() -> str | None:
    """Return this machine's address in its own network, None where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((_OUTSIDE, 9))
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if ipaddress.ip_address(found).is_loopback else found


def code_of(text: str) -> Code:
    """Return a text as a QR code (ISO/IEC 18004)."""
    import segno

    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix_iter(border=_BORDER)]
    return Code(len(rows), "".join(_runs(row, top) for top, row in enumerate(rows)))


def _runs(row: bytes, top: int) -> str:
    drawn, start = [], 0
    while (start := row.find(1, start)) >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        drawn.append(f"M{start} {top}h{end - start}v1h-{end - start}z")
        start = end
    return "".join(drawn)


def _head(mode: str) -> str:
    return mode.rpartition("@")[0].partition(":")[0] or mode.partition(":")[0]


def _place(mode: str) -> tuple[str | None, int]:
    """Where it listens (MODE@[HOST:]PORT): without a host on the loopback, for that is what `tracker start` says."""
    head, _, at = mode.rpartition("@")
    host, _, port = at.rpartition(":") if head else ("", "", "")
    if not port.isdigit():
        port = str(_PORT)
    if not host:
        return None, int(port)
    try:
        given = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host, int(port)
    if given.is_unspecified:
        return own_address(), int(port)
    return (None if given.is_loopback else str(given)), int(port)


def _file(settings: Settings, mode: str) -> Path:
    data = mode.rpartition("@")[0] or mode
    own = data.partition(":")[2]
    return Path(own).expanduser() if own else settings.certificate_folder / "wireguard.conf"


def _keys(path: Path) -> tuple[str, str] | None:
    """The server's public and the client's private key, as WireGuard writes them; None where they cannot be read."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        server = X25519PrivateKey.from_private_bytes(base64.b64decode(kept["server_key"], validate=True))
        client = base64.b64decode(kept["client_key"], validate=True)
        X25519PrivateKey.from_private_bytes(client)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    public = server.public_key().public_bytes_raw()
    return base64.b64encode(public).decode(), base64.b64encode(client).decode()


def _configuration(server: str, client: str, endpoint: str) -> str:
    return "\n".join(
        (
            "[Interface]",
            f"PrivateKey = {client}",
            "Address = 10.0.0.1/32",
            "DNS = 10.0.0.53",
            "",
            "[Peer]",
            f"PublicKey = {server}",
            "AllowedIPs = 0.0.0.0/0, ::/0",  # mitmproxy prints the first alone: IPv6 would go past the tunnel, unseen
            f"Endpoint = {endpoint}",
        )
    )
