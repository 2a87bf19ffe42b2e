"""The digests of a value: every named hash, and one hash upon another.

Which hashes and stacks occur: the lists of the leak detectors named in the package, checked against what "Leaky Forms"
saw in 2021 (SHA-256, MD5 and SHA-1 by far; SHA-512 and the stacks rarely), and what scripts compute by themselves
(MurmurHash3, FNV-1a, xxHash, CRC-32). The salt is a constant in a vendor's public script, published by the same paper.
"""

import base64
import hashlib
import zlib
from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple
from urllib.parse import quote

from tracker.detection.digests import (
    blake3,
    fnv1a,
    keccak,
    md2,
    md4,
    murmur3,
    murmur3_32,
    murmur3_x86,
    ripemd128,
    ripemd160,
    ripemd256,
    ripemd320,
    whirlpool,
    xxh32,
    xxh64,
)

type Digest = Callable[[bytes], bytes]

MOST_SLOW = 1024  # bytes: what is longer is not hashed by Python itself
_PUBLISHED_SALT = b"QX4QkKEU"


class Hashed(NamedTuple):
    """A digest, and the steps that lead to it, outermost first."""

    digest: bytes
    encoding: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Hashed({self.encoding!r})"


class Number(NamedTuple):
    """A hash as it is written, and the step that leads to it. Short ones mean something under a telling name only."""

    text: str
    step: str
    is_short: bool

    def __repr__(self) -> str:
        return f"Number({self.step!r})"


def _named(name: str) -> Digest:
    return lambda data: hashlib.new(name, data, usedforsecurity=False).digest()


def _salted(data: bytes) -> bytes:
    return hashlib.sha256(data + _PUBLISHED_SALT).digest()


COMMON = ("md5", "sha1", "sha256", "sha512")
USUAL: dict[str, Digest] = {**{name: _named(name) for name in COMMON}, "sha256-salted": _salted}
_LIBRARY = (
    *("sha224", "sha384", "sha512_224", "sha512_256", "sha3_224", "sha3_256", "sha3_384", "sha3_512"),
    *("blake2b", "blake2s", "sm3"),
)
OTHER: dict[str, Digest] = {
    **{name.replace("_", "-"): _named(name) for name in _LIBRARY if name in hashlib.algorithms_available},
    "blake2b-256": lambda data: hashlib.blake2b(data, digest_size=32).digest(),
}
SLOW: dict[str, Digest] = {
    "md2": md2,
    "md4": md4,
    "ripemd128": ripemd128,
    "ripemd160": ripemd160,
    "ripemd256": ripemd256,
    "ripemd320": ripemd320,
    "whirlpool": whirlpool,
    "keccak-256": lambda data: keccak(data, 32),
    "blake3": blake3,
}


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


def threefold_digests(data: bytes) -> Iterator[Hashed]:
    """Yield the common hashes of common hashes of common hashes and of encodings, each in hexadecimal digits."""
    inner = [Hashed(_digits(name, data), (name,)) for name in COMMON] + list(_encodings(data))
    for outer, middle in product(COMMON, COMMON):
        for text, steps in inner:
            yield Hashed(USUAL[outer](_digits(middle, text)), (outer, middle, *steps))


def _digits(name: str, data: bytes) -> bytes:
    return USUAL[name](data).hex().encode()


def _texts(digest: bytes) -> tuple[bytes, ...]:
    return digest.hex().encode(), digest.hex().upper().encode(), base64.b64encode(digest), digest


def _encodings(data: bytes) -> Iterator[Hashed]:
    shape = base64.b64encode(data)
    for form in dict.fromkeys((shape, shape.rstrip(b"="), base64.urlsafe_b64encode(data))):
        yield Hashed(form, ("base64",))
    yield Hashed(quote(data, safe="").encode(), ("urlencode",))
    yield Hashed(data.hex().encode(), ("hex",))
    yield Hashed(data.hex().upper().encode(), ("hex",))
    yield Hashed(data[::-1], ("reversed",))
    yield Hashed(zlib.compress(data, wbits=-15), ("deflate",))


def numbers(data: bytes) -> Iterator[Number]:
    """Yield the hashes that are written as numbers: decimal, signed and not, and hexadecimal."""
    first, second = murmur3(data)
    yield from _written(first, 64, "murmur3")
    yield from _written(second, 64, "murmur3")
    yield from _written(second << 64 | first, 128, "murmur3")
    yield Number(f"{first:016x}{second:016x}", "murmur3", is_short=False)
    yield Number((first.to_bytes(8, "little") + second.to_bytes(8, "little")).hex(), "murmur3", is_short=False)
    yield Number("".join(f"{number:08x}" for number in murmur3_x86(data)), "murmur3", is_short=False)
    yield from _written(fnv1a(data, 64), 64, "fnv1a")
    yield from _written(xxh64(data), 64, "xxhash")
    yield from _written(murmur3_32(data), 32, "murmur3")
    yield from _written(zlib.crc32(data), 32, "crc32")
    yield from _written(fnv1a(data, 32), 32, "fnv1a")
    yield from _written(xxh32(data), 32, "xxhash")


def _written(number: int, bits: int, step: str) -> Iterator[Number]:
    is_short = bits < 64
    yield Number(str(number), step, is_short)
    if number >> (bits - 1):
        yield Number(str(number - (1 << bits)), step, is_short)
    yield Number(f"{number:0{bits // 4}x}", step, is_short)
