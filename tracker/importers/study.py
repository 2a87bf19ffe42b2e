"""A study bundle -> the ledger, with equal counts. All of it or nothing; the same bundle twice changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import study_tables as tables
from tracker.disclosure import Disclosure, Evidence, Manner, Method, Party, Record
from tracker.importers.study_files import Bundle, is_archive
from tracker.ledger.restoring import Restored, Restorer
from tracker.ledger.writing import Written
from tracker.masking import HIDDEN
from tracker.taxonomy import Category
from tracker.traffic import Location

if TYPE_CHECKING:
    from tracker.ledger.opening import Ledger
    from tracker.vendors import Catalogue

_AT_ONCE = 4000  # rows in memory


def bundles_among(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return which of these paths are archives, as study bundles are, and the rest."""
    sorted_out: tuple[list[Path], list[Path]] = ([], [])
    for path in paths:
        sorted_out[not is_archive(path)].append(path)
    return sorted_out


def import_study(path: Path, ledger: "Ledger", catalogue: "Catalogue") -> Written:
    """Record what a bundle holds; return what was new.

    Raises UnreadableInputError for what is no bundle, is damaged, or of which the ledger has a part.
    """
    with Bundle(path) as bundle, ledger.session() as session:
        return _Import(bundle, Restorer(session, catalogue)).run()


class _Import:
    """One bundle on its way into a ledger."""

    def __init__(self, bundle: Bundle, ledger: Restorer) -> None:
        self._bundle, self._ledger = bundle, ledger
        self._hosts: dict[str, str] = {}
        self._source = f"study {bundle.id}"

    def run(self) -> Written:
        total, known = self._known()
        if known and known < total:
            raise self._bundle.fault(
                f"a part of this study is in the ledger already ({known:,} of {total:,} requests); "
                "import it into another TRACKER_HOME"
            )
        if known or not total:
            return Written(0, 0, known)
        self._add_names()
        requests, disclosures = self._add_requests(), self._add_disclosures()
        self._ledger.blind_spots(self._spots())
        self._add_captures()
        return Written(requests, disclosures, 0)

    def _uid(self, request: str) -> str:
        return f"{self._bundle.id}.{request}"

    def _known(self) -> tuple[int, int]:
        total = known = 0
        for some in batched(self._bundle.rows(tables.REQUESTS), _AT_ONCE):
            total += len(some)
            known += len(self._ledger.known([self._uid(row["request"]) for row in some]))
        return total, known

    def _add_names(self) -> None:
        slugs: set[str] = set()
        for some in batched(self._bundle.rows(tables.VENDORS), _AT_ONCE):
            slugs.update(row["vendor"] for row in some)
            self._ledger.vendors([row | {"slug": row["vendor"]} for row in some])
        for hosts in batched(self._bundle.rows(tables.HOSTS), _AT_ONCE):
            for row in hosts:
                if row["vendor"] and row["vendor"] not in slugs:
                    raise self._bundle.fault(f"data/hosts.csv: no vendor {row['vendor'][:40]!r} in data/vendors.csv")
                self._hosts[row["host"]] = row["recipient"]
            self._ledger.hosts([row | {"name": row["host"]} for row in hosts])

    def _with_hosts(self, table: tables.Table) -> Iterator[dict[str, Any]]:
        for row in self._bundle.rows(table):
            if row["host"] not in self._hosts:
                raise self._bundle.fault(f"data/{table.name}.csv: no host {row['host'][:40]!r} in data/hosts.csv")
            yield row

    def _add_requests(self) -> int:
        count = 0
        for some in batched(self._with_hosts(tables.REQUESTS), _AT_ONCE):
            records = {row["request"]: self._record(row) for row in some}
            if len(records) < len(some) or (count and self._ledger.known([self._uid(name) for name in records])):
                raise self._bundle.fault("data/requests.csv: a request is in it twice")
            self._ledger.requests(list(records.values()))
            count += len(some)
        return count

    def _add_disclosures(self) -> int:
        count = 0
        for some in batched(self._with_hosts(tables.DISCLOSURES), _AT_ONCE):
            restored = [self._restored(row) for row in some]
            requests = self._ledger.known({one.uid for one in restored})
            self._check(restored, requests)
            self._ledger.disclosures(restored, requests)
            count += len(some)
        return count

    def _check(self, some: Sequence[Restored], requests: dict[str, int]) -> None:
        if any(one.uid not in requests for one in some):
            raise self._bundle.fault("data/disclosures.csv: a request is not in data/requests.csv")
        if any(one.times < 1 or one.last < one.record.time for one in some):
            raise self._bundle.fault("data/disclosures.csv: a count below 1, or a last time before the first")

    def _spots(self) -> Iterator[dict[str, Any]]:
        for row in self._with_hosts(tables.BLIND_SPOTS):
            if row["count"] < 1 or row["last"] < row["first"]:
                raise self._bundle.fault("data/blind_spots.csv: a count below 1, or a last time before the first")
            yield row

    def _record(self, row: dict[str, Any], *found: Disclosure) -> Record:
        return Record(
            self._uid(row["request"]),
            row["time"],
            row["host"],
            self._hosts[row["host"]],
            row["site"],
            self._term(Party, row["party"]),
            row["scheme"] or "",
            row["http_method"] or "",
            found,
            source=f"{self._source}/{row['capture']}" if row["capture"] else self._source,
            entry=row.get("entry"),
            site_confidence=self._share(row["site_confidence"]),
            site_basis=row["site_basis"] or "",
        )

    def _restored(self, row: dict[str, Any]) -> Restored:
        evidence = Evidence(
            self._term(Location, row["location"]),
            row["path"] or "",
            self._term(Method, row["method"]),
            self._share(row["confidence"]),
            row["reasoning"] or "",
            row["encoding"],
        )
        category, manner = self._term(Category, row["category"]), self._term(Manner, row["manner"])
        found = Disclosure(category, HIDDEN, row["fingerprint"], evidence, manner)
        return Restored(self._uid(row["request"]), self._record(row, found), row["last"], row["count"])

    def _share(self, number: float) -> float:
        if not 0 <= number <= 1:
            raise self._bundle.fault(f"a confidence of {number:g}, which is not between 0 and 1")
        return number

    def _term[Term](self, vocabulary: type[Term], word: str) -> Term:
        try:
            return vocabulary(word)  # type: ignore[call-arg]  # an enumeration
        except ValueError as error:
            raise self._bundle.fault(f"{word[:40]!r} is no {vocabulary.__name__.lower()} that is known here") from error

    def _add_captures(self) -> None:
        labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for row in self._bundle.rows(tables.LABELS):
            labels[row["capture"]][row["label"]] = row["value"]
        for row in self._bundle.rows(tables.CAPTURES):
            name, imported = row["capture"], row["imported"]
            if imported or name in labels:
                source = f"{self._source}/{name}"
                self._ledger.capture(source, name, row["entries"], imported, labels.get(name, {}))
