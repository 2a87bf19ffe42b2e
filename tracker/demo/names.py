"""The name server of the demonstration, on loopback: one name of the shop's is an alias of somebody else's."""

import socketserver
import struct
import threading
from typing import Any

CLOAKED = "metrics.boutique.test"
BEHIND = "boutique.sideview.test"
ALIASES = {CLOAKED: BEHIND}
COMPANY = ("sideview.test", "Sideview Analytics")
"""Whose the name behind is: no catalogue knows a made-up company."""

_HEADER = struct.Struct(">HHHHHH")
_RECORD = struct.Struct(">HHIH")
_ADDRESS, _CNAME, _INTERNET, _TTL = 1, 5, 1, 60
_ANSWERED = 0x8180  # an answer, with recursion as it was wanted
_LOOPBACK = bytes([127, 0, 0, 1])


def answer_to(asked: bytes) -> bytes:
    """Return the answer to a question for an address: every name is on loopback. Raises ValueError for no question."""
    number, _, questions, *_ = _HEADER.unpack_from(asked)
    name, end = _name_in(asked)
    if questions != 1 or len(asked) != end + 4:
        raise ValueError("not one question")
    chain = [name]
    while (behind := ALIASES.get(chain[-1])) is not None:
        chain.append(behind)
    records = [_record(one, _CNAME, _wire(ALIASES[one])) for one in chain[:-1]]
    records.append(_record(chain[-1], _ADDRESS, _LOOPBACK))
    return _HEADER.pack(number, _ANSWERED, 1, len(records), 0, 0) + asked[_HEADER.size :] + b"".join(records)


def _name_in(asked: bytes) -> tuple[str, int]:
    labels, place = [], _HEADER.size
    while size := asked[place]:
        labels.append(asked[place + 1 : place + 1 + size].decode("ascii").lower())
        place += size + 1
    return ".".join(labels), place + 1


def _record(name: str, kind: int, data: bytes) -> bytes:
    return _wire(name) + _RECORD.pack(kind, _INTERNET, _TTL, len(data)) + data


def _wire(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split(".")) + b"\0"


class Names(socketserver.UDPServer):
    """The server. `port` is free at construction; call `start`, and `stop` at the end."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, name="demonstration-names", daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """What is no question gets no answer."""


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        asked, connection = self.request
        connection.sendto(answer_to(asked), self.client_address)
