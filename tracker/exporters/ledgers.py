"""A ledger for Python programs: opened for reading only, as it was at that moment."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
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

    from tracker.exporters.studies.keys import Study
    from tracker.ledger.queries.blind_spots import Spot
    from tracker.ledger.queries.captures import Imported
    from tracker.ledger.queries.companies import Company
    from tracker.ledger.queries.coverage import Coverage
    from tracker.ledger.queries.data import Known
    from tracker.ledger.queries.flows import Flow
    from tracker.ledger.queries.received import Received
    from tracker.ledger.queries.trail import Step


type Wanted = Mapping[str, str | Iterable[str]]
"""Labels to ask for: by key the value, or several of which one must be there."""


@dataclass(frozen=True, slots=True)
class ReadOnlyLedger:
    """What is in a ledger. All is masked: a ledger holds no values. All times are in UTC; times given need a time zone.

    The parts that can be asked for: from `since` on, before `until`, to a `vendor` (slug, domain or host), and from
    captures that bear `labels` (`{"country": "fr", "run": ["1", "2"]}`: all keys, of each one of the values). Raises
    LedgerError where the ledger cannot be read, ConfigurationError for a label that can be none, ValueError for a time
    without a time zone.
    """

    session: "Session"
    _study: "Callable[..., Study]"

    def disclosures(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        vendor: str | None = None,
        labels: Wanted | None = None,
    ) -> Iterator[Row]:
        """Yield the disclosures, the oldest first; memory stays flat however many there are."""
        return self._part(since, until, vendor, labels).rows()

    def flows(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        vendor: str | None = None,
        labels: Wanted | None = None,
    ) -> "Iterator[Flow]":
        """Yield the disclosures summed up by vendor, site, party, category and manner; by vendor and site."""
        return self._part(since, until, vendor, labels).flows()

    def vendors(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        vendor: str | None = None,
        labels: Wanted | None = None,
    ) -> "list[Received]":
        """Return how much each vendor received, the one with most distinct data first."""
        from tracker.ledger.queries.received import received

        return received(self.session, since=since, until=until, vendor=vendor, labels=_pairs(labels))

    def data(self, text: str, limit: int = 1000) -> "list[Known]":
        """Return the distinct data of a category (slug), with a preview or a fingerprint (eight of its digits or more),
        with how many vendors, third parties and sites know each; the one that most vendors have first.
        """
        from tracker.ledger.queries.data import named

        return named(self.session, text, limit)

    def trail(self, datum: "Known | str", limit: int = 1000) -> "list[Step]":
        """Return the ways that a datum took (of `data`, or its fingerprint), the earliest first; none where it is not
        known. Each site, host and manner once, with the encoding it first had there.
        """
        from tracker.ledger.queries.trail import trail

        known = self.data(datum) if isinstance(datum, str) else [datum]
        steps = [step for one in known for step in trail(self.session, one.id, limit)]
        return sorted(steps, key=lambda step: step.first)

    def coverage(self) -> "Coverage":
        """Return what was seen in all, and what was not: say it with whatever was not found."""
        from tracker.ledger.queries.coverage import coverage

        return coverage(self.session)

    def blind_spots(self, limit: int = 1000) -> "list[Spot]":
        """Return what could not be read, by host and reason, the most frequent first; sizes in bytes, 0: not known."""
        from tracker.ledger.queries.blind_spots import spots

        return spots(self.session, limit)

    def captures(self, *, labels: Wanted | None = None) -> "list[Imported]":
        """Return the captures that were imported, with their labels, by name."""
        from tracker.ledger.queries.captures import imported

        return imported(self.session, labels=_pairs(labels))

    def companies(self) -> "dict[str, Company]":
        """Return what is known of each vendor in the ledger, by slug."""
        return Selection(self.session).companies()

    def export(  # noqa: PLR0913 - what can be asked for
        self,
        path: str | os.PathLike[str],
        form: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        vendor: str | None = None,
        labels: Wanted | None = None,
    ) -> None:
        """Write what `tracker export --format FORM` writes to a file, which appears only when it is complete.

        Raises ConfigurationError for an unknown format or a place that cannot be written to.
        """
        if form not in FORMATS:
            raise ConfigurationError(f"no format is called {form!r}; there are {', '.join(FORMATS)}")
        selection = self._part(since, until, vendor, labels)
        if form in TEXTS:
            with complete_file(Path(path)) as file:
                file.writelines(TEXTS[form](selection))
        else:
            with complete_path(Path(path)) as draft:
                BINARIES[form](selection, draft)

    def export_study(  # noqa: PLR0913 - what can be asked for
        self,
        name: str,
        path: str | os.PathLike[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        vendor: str | None = None,
        labels: Wanted | None = None,
        times: str = "second",
        hosts: str = "words",
        new_key: bool = False,
    ) -> dict[str, int]:
        """Write what `tracker export --study NAME` writes to a ZIP file, which appears only when it is complete; return
        how many rows each of its tables has. `times` are cut to a full, second, minute, hour or day; of `hosts` is left
        full, words or domain. The study's key is kept under the home; `new_key` cuts its earlier exports off.

        Raises ConfigurationError for what is no study's name, an unknown choice, or a place that cannot be written to,
        LedgerError where the key cannot be kept or read.
        """
        from tracker.exporters.studies.bundle import write_to
        from tracker.exporters.studies.reduction import Reduction

        reduction, selection = Reduction.of(times, hosts), self._part(since, until, vendor, labels)
        return write_to(Path(path), selection, self._study(name, is_cut=new_key), reduction)

    def _part(
        self, since: datetime | None, until: datetime | None, vendor: str | None, labels: Wanted | None
    ) -> Selection:
        return Selection(self.session, since, until, vendor, labels=_pairs(labels))


def _pairs(labels: Wanted | None) -> tuple[tuple[str, str], ...]:
    """Labels as they are asked for on the command line."""
    from tracker.ledger.labels import checked

    wanted = ((key, [some] if isinstance(some, str) else some) for key, some in (labels or {}).items())
    return tuple(checked(key, value) for key, some in wanted for value in some)


@contextmanager
def open_ledger(home: str | os.PathLike[str] | None = None) -> Iterator[ReadOnlyLedger]:
    """The ledger under a home, by default that of TRACKER_HOME, for reading.

    First brings in what a proxy has recorded but not yet stored, and a ledger of an earlier version up to date; nothing
    else is ever written, but a study's key (`export_study`). Raises LedgerError where there is none, or it cannot be
    read.
    """
    from tracker.exporters.studies.keys import study_of

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
            yield ReadOnlyLedger(session, partial(study_of, installation, keys))
