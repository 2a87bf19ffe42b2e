"""Which sites were given the same password."""

from sqlalchemy import select

from dashboard.api.resources.passwords import Passwords
from tests.builders.readers import Reader
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger


def test_sites_are_told_and_no_digest(reader: Reader, world: Ledger) -> None:
    found = reader.shaped("/passwords", Passwords)
    with world.reading() as session:
        digests = session.scalars(select(m.PasswordUse.digest)).all()
    assert len(found.items) == len(digests)
    assert not any(digest in reader.ask("/passwords").text for digest in digests)
    assert found.is_on


def test_an_empty_ledger_has_none(empty_reader: Reader) -> None:
    assert empty_reader.read("/passwords") == {"is_on": True, "items": []}
