"""The digests of a value: every named hash, and one hash upon another.

Which hashes and stacks occur: the lists of the leak detectors named in the package, checked against what "Leaky Forms"
saw in 2021 (SHA-256, MD5 and SHA-1 by far; SHA-512 and the stacks rarely). The salt is a constant in a vendor's public
script, published by the same paper.
"""

import base64
import contextlib
import hashlib
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from tracker.detection.digests import md2, md4, murmur3, whirlpool

type Digest = Callable[[bytes], bytes]

_PUBLISHED_SALT = b"QX4QkKEU"


class Hashed(NamedTuple):
    """A digest, and the steps that lead to it, outermost first."""

    digest: bytes
    encoding: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Hashed({self.encoding!r})"


def _named(name: str) -> Digest:
    function = getattr(hashlib, name)
    return lambda data: bytes(function(data, usedforsecurity=False).digest())


def _salted(data: bytes) -> bytes:
    return hashlib.sha256(data + _PUBLISHED_SALT).digest()


USUAL: dict[str, Digest] = {
    **{name: _named(name) for name in ("md5", "sha1", "sha256", "sha512")},
    "sha256-salted": _salted,
}
OTHER: dict[str, Digest] = {
    **{name.replace("_", "-"): _named(name) for name in ("sha224", "sha384", "sha3_224", "sha3_256", "sha3_384")},
    **{name.replace("_", "-"): _named(name) for name in ("sha3_512", "blake2b", "blake2s")},
}
with contextlib.suppress(ValueError):  # an OpenSSL without it
    hashlib.new("ripemd160", usedforsecurity=False)
    OTHER["ripemd160"] = lambda data: hashlib.new("ripemd160", data, usedforsecurity=False).digest()
SLOW: dict[str, Digest] = {"md2": md2, "md4": md4, "whirlpool": whirlpool}


def digests(data: bytes) -> Iterator[Hashed]:
    """Yield the digests under every quick hash."""
    for name, function in (*USUAL.items(), *OTHER.items()):
        yield Hashed(function(data), (name,))


def slow_digests(data: bytes) -> Iterator[Hashed]:
    """Yield the digests under hashes that Python has to compute itself."""
    for name, function in SLOW.items():
        yield Hashed(function(data), (name,))


def stacked_digests(data: bytes) -> Iterator[Hashed]:
    """Yield the usual hashes of usual hashes and of usual encodings."""
    inner = [Hashed(text, (name,)) for name, function in USUAL.items() for text in _texts(function(data))]
    inner += _encodings(data)
    for name, function in USUAL.items():
        for text, steps in inner:
            yield Hashed(function(text), (name, *steps))


def _texts(digest: bytes) -> tuple[bytes, ...]:
    return digest.hex().encode(), digest.hex().upper().encode(), base64.b64encode(digest), digest


def _encodings(data: bytes) -> Iterator[Hashed]:
    yield Hashed(base64.b64encode(data), ("base64",))
    yield Hashed(quote(data, safe="").encode(), ("urlencode",))
    yield Hashed(data.hex().encode(), ("hex",))
    yield Hashed(zlib.compress(data, wbits=-15), ("deflate",))


def numbers(data: bytes) -> Iterator[str]:
    """Yield the decimal numbers that MurmurHash3 makes of the data: two of 64 bits, signed and not; one of 128."""
    first, second = murmur3(data)
    for number in (first, second):
        yield str(number)
        if number >> 63:
            yield str(number - (1 << 64))
    yield str(second << 64 | first)
