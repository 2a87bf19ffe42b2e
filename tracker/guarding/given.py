"""What the person has submitted on each site, by fingerprint: what its pages pass on before that is premature.

Bounded: of more than is kept, what was used the longest ago goes first, and counts as not submitted again.
"""

from collections import OrderedDict
from collections.abc import Iterable
from hashlib import blake2b

from tracker.disclosure import Finding
from tracker.masking import Fingerprinter
from tracker.remembering import keep_newest
from tracker.taxonomy import SECRETS, Category

MOST = 16_384
_BYTES = 16


class Given:
    """A memory of what was submitted where. Values are in it as keyed fingerprints alone.

    `has_news`: whether something was added that is to be kept over restarts, since the last `to_bytes`.
    """

    def __init__(self, fingerprinter: Fingerprinter, kept: bytes = b"") -> None:
        self._fingerprinter = fingerprinter
        self._known: OrderedDict[bytes, bool] = OrderedDict()
        self.has_news = False
        for start in range(0, len(kept) - len(kept) % _BYTES, _BYTES):
            self._add(kept[start : start + _BYTES], is_kept=True)

    def add(self, site: str, findings: Iterable[Finding], *, is_kept: bool = True) -> None:
        """Remember that the person submitted this on that site; beyond this process where it `is_kept`."""
        for finding in findings:
            key = self._key(site, finding)
            if not self._known.get(key):
                self.has_news = self.has_news or is_kept
            self._add(key, is_kept=is_kept or self._known.get(key, False))

    def seed(self, known: bytes) -> None:
        """Know these as well, the newest first, which somebody else keeps. What was added here is newer than them."""
        for start in range(0, len(known) - len(known) % _BYTES, _BYTES):
            key = known[start : start + _BYTES]
            if key not in self._known:
                if len(self._known) >= MOST:
                    return
                self._known[key] = False
                self._known.move_to_end(key, last=False)

    def has(self, site: str, finding: Finding) -> bool:
        """Return whether the person submitted that on that site before. Secrets of one kind on a site count as one."""
        return self._key(site, finding) in self._known

    def to_bytes(self) -> bytes:
        """Return what is to be kept, the newest last."""
        self.has_news = False
        return b"".join(key for key, is_kept in self._known.items() if is_kept)

    def forget(self) -> None:
        """Forget all of it."""
        self._known.clear()
        self.has_news = False

    def _add(self, key: bytes, *, is_kept: bool) -> None:
        keep_newest(self._known, key, is_kept, MOST)

    def _key(self, site: str, finding: Finding) -> bytes:
        known = self._fingerprinter.fingerprint(finding.category, finding.value, site)
        return _mark(site, known)


def mark_of(fingerprinter: Fingerprinter, site: str, category: Category, fingerprint: str) -> bytes:
    """Return what stands in such a memory for a datum of that fingerprint, which was submitted on a site."""
    is_secret = category in SECRETS  # its fingerprint is that of who got it
    return _mark(site, fingerprinter.fingerprint(category, "", site) if is_secret else fingerprint)


def _mark(site: str, fingerprint: str) -> bytes:
    return blake2b(f"{site}\0{fingerprint}".encode(), digest_size=_BYTES).digest()
