"""The rows of a study's tables: what the ledger tells, under the study's pseudonyms and reduced as asked for."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.exporters.characters import on_one_line as clean
from tracker.exporters.studies.hosts import HostNames, Known, one_each
from tracker.exporters.studies.keys import Study
from tracker.exporters.studies.places import Places
from tracker.exporters.studies.pseudonyms import Pseudonyms
from tracker.exporters.studies.reduction import Reduction
from tracker.ledger.labels import read
from tracker.ledger.queries import study as queries
from tracker.ledger.queries.study import Asked, SpotRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.queries.companies import Company

type Row = tuple[Any, ...]


class Contents:
    """What goes into a bundle. Requests, disclosures and blind spots come first: the other tables tell of what was
    in them. `tally` counts what was seen on the way.
    """

    def __init__(self, session: "Session", asked: Asked, study: Study, reduction: Reduction) -> None:
        self._session, self._asked, self._cut = session, asked, reduction.cut
        self._pseudonyms = Pseudonyms(study.key)
        self._places = Places(self._pseudonyms.word)
        self.names = HostNames(queries.hosts(session), self._pseudonyms, self._places, reduction.hosts)
        self._site = lru_cache(20_000)(self.names.site)
        self._seen: dict[int, Known] = {}
        self._sources: set[str] = set()
        self.tally: Counter[str] = Counter()
        self.bases: set[str] = set()
        self.reasons: Counter[str] = Counter()
        self.first: datetime | None = None
        self.last: datetime | None = None

    def requests(self) -> Iterator[Row]:
        for row in queries.requests(self._session, self._asked):
            self.tally["live" if row.source is None else "imported"] += 1
            self.bases.add(row.site_basis)
            self.first, self.last = self.first or row.time, row.time
            yield (
                self._pseudonyms.request(row.uid),
                self._cut(row.time),
                self._host(row.host).host,
                self._site(row.site),
                row.party,
                clean(row.scheme),
                clean(row.method),
                row.site_confidence,
                clean(row.site_basis) or None,
                self._capture(row.source),
                row.entry,
            )

    def disclosures(self) -> Iterator[Row]:
        for number, row in enumerate(queries.disclosures(self._session, self._asked), 1):
            self.tally["disclosures"] += row.times
            host = self._host(row.host)
            yield (
                number,
                self._pseudonyms.request(row.request),
                self._cut(row.time),
                self._cut(row.last),
                row.times,
                host.host,
                host.recipient,
                host.vendor,
                self._site(row.site),
                row.party,
                row.category,
                row.manner,
                clean(row.scheme),
                clean(row.http_method),
                row.location,
                self._places.path(row.path) or None,
                row.method,
                _steps(row.encoding),
                row.confidence,
                self._places.reasoning(row.reasoning, row.path) or None,
                self._pseudonyms.fingerprint(row.fingerprint),
                row.site_confidence,
                clean(row.site_basis) or None,
                self._capture(row.source),
            )

    def blind_spots(self) -> list[Row]:
        """Hosts that the study gives one name have one sum."""
        sums: dict[tuple[str, str], SpotRow] = {}
        for row in queries.spots(self._session, self._asked):
            key = self._host(row.host).host, clean(row.reason)
            sums[key] = _sum(sums[key], row) if key in sums else row
        for (_, reason), row in sums.items():
            self.reasons[reason] += row.times
            self.tally["unread bytes"] += row.size
        return [(*key, self._cut(r.first), self._cut(r.last), r.times, r.size) for key, r in sorted(sums.items())]

    def hosts(self) -> list[Row]:
        told = one_each(self._seen.values())
        return [(*known[:4], known.resolved and self._cut(known.resolved)) for known in told]

    def vendors(self, companies: "dict[str, Company]") -> list[Row]:
        slugs = {clean(slug): company for slug, company in companies.items() if company.is_known}
        seen = sorted({known.vendor for known in self._seen.values() if known.vendor})
        return [(slug, *(_or_none(text) for text in slugs[slug][1:5])) for slug in seen]

    def captures(self) -> list[Row]:
        told = {capture.source: capture for capture in queries.captures(self._session)}
        if self._asked == Asked():
            self._sources.update(told)
        rows = []
        for source in self._sources:
            one = told.get(source)
            rest = (None, None) if one is None else (one.entries, self._cut(one.imported))
            rows.append((self._pseudonyms.capture(source), *rest))
        return sorted(rows)

    def labels(self) -> list[Row]:
        return sorted(
            (self._pseudonyms.capture(capture.source), clean(key), clean(value))
            for capture in queries.captures(self._session)
            if capture.source in self._sources
            for key, value in read(capture.labels).items()
        )

    def _host(self, id_: int) -> Known:
        known = self.names.known[id_]
        self._seen[id_] = known
        return known

    def _capture(self, source: str | None) -> str | None:
        if source is None:
            return None
        self._sources.add(source)
        return self._pseudonyms.capture(source)


def _sum(one: SpotRow, two: SpotRow) -> SpotRow:
    first, last = min(one.first, two.first), max(one.last, two.last)
    return one._replace(first=first, last=last, times=one.times + two.times, size=one.size + two.size)


def _or_none(text: str | None) -> str | None:
    return clean(text) if text else None


@lru_cache(1024)  # few differ
def _steps(encoding: str) -> tuple[str, ...]:
    return tuple(clean(step) for step in json.loads(encoding))
