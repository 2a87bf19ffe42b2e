"""By what equal passwords are recognised: slow, keyed, and so short that none can be told from it.

- Slow: scrypt (RFC 7914) at one of the costs that OWASP asks for, 64 MiB and some tenths of a second for each guess.
- Keyed: its salt is a key for this purpose alone. Without the installation's secret no guess can be tested.
- Short: so many other passwords, no harder to guess, have the same digest, that somebody with the secret who tries
  them all is left with hundreds, see `BITS`. A weak password would be found in spite of it: its digest is made under a
  key that is never written and ends with the process.

Source of the costs: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
"""

import hashlib
import secrets
from typing import NamedTuple

from tracker.keys import Keys

BITS = {2: 12, 3: 18, 4: 24}
"""By strength. Of 1e6, 1e8, 1e10 easier guesses some 240, 380, 600 share a digest. Two different passwords have the
same one by chance once in 4 thousand, 262 thousand, 17 million.
"""
_FULL, _MOST_MEMORY = 256, 128 << 20
_PASSING = 64  # bits of a digest that nobody can test any more when the process has ended


class Cost(NamedTuple):
    """Scrypt's parameters; it takes 128 * n * r bytes of memory."""

    n: int
    r: int
    p: int


COST = Cost(n=1 << 16, r=8, p=2)


class Digester:
    """Makes digests of passwords under one installation's secret."""

    def __init__(self, keys: Keys, cost: Cost = COST) -> None:
        self._lasting, self._cost = keys.derive("password digest"), cost
        self._passing = secrets.token_bytes(32)

    def digest(self, password: str, strength: int) -> str:
        """Return some characters, equal for equal passwords of equal strength. Takes some tenths of a second, in which
        other threads go on. Weak ones (0 and 1) are equal as long as this object lives.
        """
        bits = BITS.get(strength)
        if bits is None:
            return f"weak-{self._slow(password, self._passing) >> (_FULL - _PASSING):x}"
        return f"{strength}-{self._slow(password, self._lasting) >> (_FULL - bits):x}"

    def _slow(self, password: str, salt: bytes) -> int:
        n, r, p = self._cost
        data = password.encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.scrypt(data, salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=_FULL // 8))
