"""Hashes that Python's own library lacks and that are still seen in traffic. They protect nothing: they serve to
recognise what others hashed with them.
"""

from tracker.detection.digests.md2 import md2
from tracker.detection.digests.md4 import md4
from tracker.detection.digests.murmur3 import murmur3
from tracker.detection.digests.whirlpool import whirlpool

__all__ = ["md2", "md4", "murmur3", "whirlpool"]
