"""All sites that were given a password, remembered: they are asked for anew where a password was given since, or where
something was erased, counted anew or laid to other vendors.
"""

from collections.abc import Sequence
from threading import Lock

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.passwords import Used, passwords
from tracker.taxonomy import Category

_SECOND = 1_000_000


class EveryPassword:
    """The passwords of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._mark: object = None
        self._used: Sequence[Used] = ()

    def passwords(self, session: Session) -> Sequence[Used]:
        """Return every site that was given a password, see `passwords`: the same as long as nothing has changed. At
        most three statements.
        """
        epoch, _ = marks(session)
        with self._lock:
            mark = epoch, session.execute(_MARK).one()
            if mark != self._mark:
                self._used, self._mark = tuple(passwords(session)), mark
            return self._used


_USE, _WAY = m.PasswordUse, m.WayTally
_LAST = type_coerce(_USE.last, BigInteger)
_MARK = select(
    func.count(),
    func.sum(_USE.count),
    func.sum(_LAST // _SECOND),  # in parts: microseconds of some thousand sites are more than a number can be
    func.sum(_LAST % _SECOND),
    select(func.sum(_WAY.times)).where(_WAY.category == Category.PASSWORD).scalar_subquery(),  # whose the sites are
).select_from(_USE)
"""The last time of a site only ever grows, so that its sum is another where any site was given a password since."""
