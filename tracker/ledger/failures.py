"""What goes wrong with a database, in one line that says what to do. No line holds a statement or its values."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy.exc import DBAPIError, OperationalError

from tracker.errors import LedgerError

_WAY_OUT = "restore it from a backup, or move it away to start a new ledger"
_BY_SQLITE_NAME = {
    "SQLITE_NOTADB": "cannot be opened with this installation's key; restore the key that belongs to it, "
    "or move the file away to start a new ledger",
    "SQLITE_FULL": "the disk is full; make room and try again",
    "SQLITE_READONLY": "cannot be written; give yourself the right to write it and its folder",
    "SQLITE_BUSY": "another process has been writing it for long; try again, or end that process",
    "SQLITE_LOCKED": "another process has been writing it for long; try again, or end that process",
    "SQLITE_CANTOPEN": "cannot be opened or made; see that its folder exists and is yours",
    "SQLITE_CORRUPT": f"is damaged; {_WAY_OUT}",
    "SQLITE_IOERR": "the disk does not read or write it; check the disk",
    "SQLITE_PERM": "may not be opened; give yourself the right to read and write it",
}
_BY_SQLSTATE = {
    "42501": "the user may not do this in the database; give it the rights, or use another user",
    "53": "the database has no room or memory left; make room on the server and try again",
    "25006": "the database only reads; point TRACKER_DATABASE_URL to one that can be written",
    "55P03": "another process has been writing it for long; try again, or end that process",
    "57": "the database server is stopping or starting; try again",
}
_DAMAGE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


class DamagedLedgerError(LedgerError):
    """The ledger's file is damaged, or not under this key."""

    @classmethod
    def of(cls, place: str, fault: str) -> Self:
        """Return the error that says what a check of the file at that place has found, in one line."""
        return cls(f"{place}: is damaged ({' '.join(fault.split())}); {_WAY_OUT}")


class UnreachableLedgerError(LedgerError):
    """The database server is down, or starting, or elsewhere: it may be there again in a while."""


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Raise the database's failures at that place as LedgerError; let mistakes of our own pass as they are."""
    try:
        yield
    except DBAPIError as error:
        words = explanation(error)
        if words is None:
            raise
        raise _kind(error, words)(f"{place}: {words}") from error


def _kind(error: DBAPIError, words: str) -> type[LedgerError]:
    if is_damage(error.orig):
        return DamagedLedgerError
    return UnreachableLedgerError if words.startswith("the database server") else LedgerError


@contextmanager
def told(place: str) -> Iterator[None]:
    """The same for what SQLite's own module raises."""
    import sqlcipher3

    with explained(place):
        try:
            yield
        except sqlcipher3.Error as error:
            raise OperationalError("", {}, error) from error


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that what it reads is none of its pages."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(_DAMAGE)


def explanation(error: DBAPIError) -> str | None:
    """Return what went wrong and what to do, or None for an error that is a fault of the program."""
    original = error.orig
    name = getattr(original, "sqlite_errorname", None)
    if name is not None:
        return next((words for start, words in _BY_SQLITE_NAME.items() if name.startswith(start)), None)
    state = getattr(original, "sqlstate", None)
    if state is not None:
        return next((words for start, words in _BY_SQLSTATE.items() if state.startswith(start)), None)
    if error.connection_invalidated or type(original).__name__ == "OperationalError":
        return f"the database server cannot be used ({_first_line(original)}); check it and TRACKER_DATABASE_URL"
    return None


def _first_line(error: BaseException | None) -> str:
    """Why it failed; where the server is, is said already."""
    lines = str(error).strip().splitlines()
    return lines[0].rpartition(" failed: ")[2] if lines else "no reason given"
