"""Flow files of mitmproxy 0.10 (2013): one version older than what mitmproxy itself still converts."""

from typing import Any

_OLDEST = (0, 10)
_NOWHERE = {b"address": [b"", 0], b"use_ipv6": False}


def brought_to_011(state: Any) -> Any:
    """Return the state of a 0.10 flow as 0.11 writes it; any other as it is. Raises LookupError for a damaged one.

    0.10 kept the connection in the request, and had neither ids nor types.
    """
    if not isinstance(state, dict) or not _is_010(state.get(b"version")):
        return state
    request = dict(state[b"request"])
    client = {**_connection(), b"address": {b"address": request.pop(b"client_conn")[b"address"], b"use_ipv6": False}}
    server = {**_connection(), b"source_address": _NOWHERE, b"sni": None, b"cert": None, b"state": []}
    for name in (b"ip", b"ssl_setup_timestamp", b"tcp_setup_timestamp"):
        request.pop(name, None)
    form = {b"form_in": b"relative", b"form_out": b"relative", b"is_replay": False}
    return {
        b"type": b"http",
        b"id": b"00000000-0000-0000-0000-000000000000",
        b"version": (0, 11),
        b"intercepted": False,
        b"error": state.get(b"error"),
        b"request": request | form,
        b"response": {name: value for name, value in state[b"response"].items() if name != b"cert"},
        b"client_conn": client | {b"clientcert": None},
        b"server_conn": server | {b"timestamp_tcp_setup": None},
    }


def _is_010(version: object) -> bool:
    return isinstance(version, list | tuple) and tuple(version[:2]) == _OLDEST


def _connection() -> dict[bytes, Any]:
    return {
        b"address": _NOWHERE,
        b"ssl_established": False,
        b"timestamp_start": None,
        b"timestamp_end": None,
        b"timestamp_ssl_setup": None,
    }
