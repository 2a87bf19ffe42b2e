"""A ledger for Python programs: opened for reading only, as it was at that moment."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import settings
from tracker.errors import ConfigurationError, LedgerError
from tracker.exporters import BINARIES, FORMATS, TEXTS
from tracker.exporters.destinations import complete_file, complete_path
from tracker.exporters.selection import Selection
from tracker.keeper import drain
from tracker.keys import load_or_create
from tracker.ledger import opening
from tracker.ledger.engines import is_file
from tracker.rows import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.queries.companies import Company
    from tracker.ledger.queries.flows import Flow


@dataclass(frozen=True, slots=True)
class ReadOnlyLedger:
    """What is in a ledger. All is masked: a ledger holds no values. Times given need a time zone.

    The parts that can be asked for: from `since` on, before `until`, to a `vendor` (slug, domain or host).
    """

    session: "Session"

    def disclosures(
        self, *, since: datetime | None = None, until: datetime | None = None, vendor: str | None = None
    ) -> Iterator[Row]:
        """Yield the disclosures, the oldest first; memory stays flat however many there are."""
        return Selection(self.session, since, until, vendor).rows()

    def flows(
        self, *, since: datetime | None = None, until: datetime | None = None, vendor: str | None = None
    ) -> "Iterator[Flow]":
        """Yield the disclosures summed up by vendor, site, party, category and manner."""
        return Selection(self.session, since, until, vendor).flows()

    def companies(self) -> "dict[str, Company]":
        """Return what is known of each vendor in the ledger, by slug."""
        return Selection(self.session).companies()

    def export(
        self,
        path: str | os.PathLike[str],
        form: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        vendor: str | None = None,
    ) -> None:
        """Write what `tracker export --format FORM` writes to a file, which appears only when it is complete.

        Raises ConfigurationError for an unknown format or a place that cannot be written to.
        """
        if form not in FORMATS:
            raise ConfigurationError(f"no format is called {form!r}; there are {', '.join(FORMATS)}")
        selection = Selection(self.session, since, until, vendor)
        if form in TEXTS:
            with complete_file(Path(path)) as file:
                file.writelines(TEXTS[form](selection))
        else:
            with complete_path(Path(path)) as draft:
                BINARIES[form](selection, draft)


@contextmanager
def open_ledger(home: str | os.PathLike[str] | None = None) -> Iterator[ReadOnlyLedger]:
    """The ledger under a home, by default that of TRACKER_HOME, for reading.

    First brings in what a proxy has recorded but not yet stored, and a ledger of an earlier version up to date; nothing
    else is ever written. Raises LedgerError where there is none, or it cannot be read.
    """
    given = {} if home is None else {"TRACKER_HOME": os.fspath(home)}
    installation = settings.load({**os.environ, **given})
    if installation.database_url is None and not installation.ledger_file.exists():
        raise LedgerError(f"{installation.ledger_file}: there is no ledger; name the home that holds one")
    keys = load_or_create(installation)
    with opening.open_ledger(installation, keys) as ledger:
        drain(ledger, installation, keys)
        with ledger.reading() as session:
            if is_file(ledger.engine):
                session.connection().exec_driver_sql("PRAGMA query_only = ON")
            yield ReadOnlyLedger(session)
