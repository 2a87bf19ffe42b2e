"""Hashes that Python's own library lacks and that are still seen in traffic. They protect nothing: they serve to
recognise what others hashed with them.
"""

from tracker.detection.digests.blake3 import blake3
from tracker.detection.digests.fnv import fnv1a
from tracker.detection.digests.keccak import keccak
from tracker.detection.digests.md2 import md2
from tracker.detection.digests.md4 import md4
from tracker.detection.digests.murmur3 import murmur3, murmur3_32, murmur3_x86
from tracker.detection.digests.ripemd import ripemd128, ripemd160, ripemd256, ripemd320
from tracker.detection.digests.whirlpool import whirlpool
from tracker.detection.digests.xxhash import xxh32, xxh64

__all__ = [
    "blake3",
    "fnv1a",
    "keccak",
    "md2",
    "md4",
    "murmur3",
    "murmur3_32",
    "murmur3_x86",
    "ripemd128",
    "ripemd160",
    "ripemd256",
    "ripemd320",
    "whirlpool",
    "xxh32",
    "xxh64",
]
