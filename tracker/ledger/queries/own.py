"""How far has what the person named or gave as theirs got?"""

from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m


class Reach(NamedTuple):
    """Where a value of the profile has got: its datum, how many vendors have it, how many as third parties."""

    datum: int
    vendors: int
    third_parties: int


def reach_of_own(session: Session) -> dict[int, Reach]:
    """Return of each value of the profile, by its number, how far it has got; none where nobody has it.

    Of secrets nothing can be said: the profile's fingerprints of them are under a key of its own. One statement.
    """
    row, sums = m.ProfileValue, m.DatumTally
    asked = (
        select(row.id, sums.datum_id, sums.vendors, sums.third_parties)
        .join(m.Datum, and_(m.Datum.fingerprint == row.fingerprint, m.Datum.category == row.category))
        .join(sums, sums.datum_id == m.Datum.id)
    )
    return {key: Reach(*found) for key, *found in session.execute(asked)}
