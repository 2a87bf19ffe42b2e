import pytest
import sqlcipher3
from sqlalchemy.exc import DBAPIError, OperationalError

from tests.builders.records import a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.errors import LedgerError
from tracker.ledger import models as m
from tracker.ledger.failures import explained, explanation
from tracker.ledger.opening import Ledger


class _DriverError(Exception):
    """As drivers raise them."""

    def __init__(self, words: str = "", **told: str) -> None:
        super().__init__(words)
        for name, value in told.items():
            setattr(self, name, value)


def wrapped(original: Exception) -> DBAPIError:
    return DBAPIError("SELECT 'marie@mail.example'", {"value": "marie@mail.example"}, original)


@pytest.mark.parametrize(
    ("original", "words"),
    [
        (_DriverError(sqlite_errorname="SQLITE_NOTADB"), "this installation's key"),
        (_DriverError(sqlite_errorname="SQLITE_FULL"), "disk is full"),
        (_DriverError(sqlite_errorname="SQLITE_READONLY_DIRECTORY"), "cannot be written"),
        (_DriverError(sqlite_errorname="SQLITE_BUSY_SNAPSHOT"), "another process"),
        (_DriverError(sqlite_errorname="SQLITE_CORRUPT_INDEX"), "damaged"),
        (_DriverError(sqlite_errorname="SQLITE_IOERR_FSYNC"), "check the disk"),
        (_DriverError(sqlite_errorname="SQLITE_CANTOPEN"), "cannot be opened"),
        (_DriverError(sqlstate="53100"), "no room"),
        (_DriverError(sqlstate="25006"), "only reads"),
        (_DriverError(sqlstate="42501"), "rights"),
        (_DriverError(sqlstate="57P01"), "try again"),
        (_DriverError(sqlite_errorname="SQLITE_CONSTRAINT_UNIQUE"), None),
        (_DriverError(sqlstate="23505"), None),
        (_DriverError("what else"), None),
    ],
)
def test_what_the_machine_does_is_explained_and_our_mistakes_are_not(original: Exception, words: str | None) -> None:
    told = explanation(wrapped(original))
    assert told is None if words is None else words in (told or "")


def test_a_lost_server_is_quoted_by_its_first_line() -> None:
    class OperationalError(Exception):
        sqlstate = None

    assert explanation(wrapped(OperationalError("refused\n\tis it running?"))) == (
        "the database server cannot be used (refused); check it and TRACKER_DATABASE_URL"
    )
    elsewhere = OperationalError('connection failed: connection to server at "127.0.0.1", port 9 failed: nobody there')
    assert "cannot be used (nobody there)" in (explanation(wrapped(elsewhere)) or "")
    lost = DBAPIError("SELECT 1", {}, Exception(), connection_invalidated=True)
    assert "(no reason given)" in (explanation(lost) or "")


def test_the_words_hold_no_statement_and_no_values() -> None:
    with pytest.raises(LedgerError) as caught, explained("ledger.db"):
        raise wrapped(_DriverError(sqlite_errorname="SQLITE_FULL"))
    assert str(caught.value) == "ledger.db: the disk is full; make room and try again"


def test_a_full_disk_is_said_and_nothing_is_half_written(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match="the disk is full"):
        written(ledger, a_record(*(a_disclosure(value=f"{n}@mail.example") for n in range(2000))))
    assert rows(ledger, m.Request.id) == rows(ledger, m.Host.id) == []


def test_a_damaged_file_is_said(ledger: Ledger) -> None:
    written(ledger, *(a_record() for _ in range(50)))
    ledger.close()
    path = ledger.place
    with open(path, "r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\0" * 4096 * 20)
    with pytest.raises(LedgerError, match=r"damaged|check the disk|cannot be opened"):
        written(ledger, a_record())


def test_the_drivers_own_errors_are_known() -> None:
    error = sqlcipher3.dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR"
    assert explanation(OperationalError("x", {}, error)) == "the disk does not read or write it; check the disk"
