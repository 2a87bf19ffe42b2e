"""What a report is made of, asked of the ledger at one moment."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.ledger.assessing import Assessed, assessed
from tracker.ledger.queries.blind_spots import Spot, Unseen, spots, unseen
from tracker.ledger.queries.captures import Imported, imported
from tracker.ledger.queries.companies import Company, companies
from tracker.ledger.queries.coverage import Coverage, coverage
from tracker.ledger.queries.disclosures import disclosures
from tracker.ledger.queries.exposed import Part, days, exposed, in_plain, part_of, rows, sources
from tracker.ledger.queries.sharers import Sharer, sharers
from tracker.ledger.queries.traces import rows_of, traces
from tracker.reporting.asked import Asked
from tracker.reporting.summing import Bounds, CompanySum, Sums, mark_of, summed
from tracker.rows import json_line
from tracker.taxonomy import IDENTIFIERS, Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.rating import Rated

ONE, ALL = Bounds(data=25, proofs=3), Bounds(data=3, proofs=1)
"""What is kept of each category in a report of one company, and in a report of all."""
DETAILED = 20
"""So many companies are told in full, those with the highest risk."""
MOST_HASHED = 100_000
"""Rows of which a report tells the SHA-256; of more, it takes too long to read each."""
_SPOTS = 1000
_IDENTIFIERS = 40
_UNNAMED = Category.SESSION_ID


class Count(NamedTuple):
    """How many rows of the record a report is made from, and the SHA-256 of them as `tracker export` writes them (None:
    they are too many); how often something left on each day (UTC), and how often without encryption.
    """

    rows: int
    digest: str | None
    days: Counter[date]
    plain: int


class Subject(NamedTuple):
    """A company that a report tells of: what it got, its name, and its risk in the whole record (None: not judged)."""

    sums: CompanySum
    name: str
    listed: Company | None
    rated: "Rated | None"


class Detail(NamedTuple):
    """One that is told in full: who it is, who else has the identifiers that it has (by fingerprint), and its line of
    business in words.
    """

    subject: Subject
    assessed: Assessed | None
    sharers: dict[str, list[Sharer]]
    trade: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report tells."""

    asked: Asked
    count: Count
    sums: Sums
    subjects: tuple[Subject, ...]
    details: tuple[Detail, ...]
    coverage: Coverage
    unseen: Unseen
    spots: tuple[Spot, ...]
    captures: tuple[Imported, ...]

    @property
    def of_one(self) -> Subject | None:
        """The company that the report is about, where it is about one and it got something."""
        return self.subjects[0] if self.asked.vendor and len(self.subjects) == 1 else None


type Judges = Callable[["Session"], "list[Rated]"]
type Trades = Callable[[str], str]


def in_english(slug: str) -> str:
    """Return a line of business by its slug, as the catalogue has it."""
    return slug.replace("-", " ")


def gathered(session: "Session", asked: Asked, judged: Judges | None = None, trades: Trades = in_english) -> Material:
    """Return what a report is made of. `judged` returns all vendors with their risk, where somebody has that at hand,
    and `trades` says a line of business in words.

    Reads sums, and rows only of what is shown.
    """
    part = part_of(session, asked.closed, asked.vendor)
    sums = summed(exposed(session, part))
    subjects = tuple(_subjects(session, sums, judged or _judged))
    _prove(session, [one.sums for one in subjects[:DETAILED]], part)
    return Material(
        asked=asked,
        count=_counted(session, part),
        sums=sums,
        subjects=subjects,
        details=tuple(_detail(session, subject, trades) for subject in subjects[:DETAILED]),
        coverage=coverage(session),
        unseen=unseen(session),
        spots=tuple(_spots(session, asked.vendor)),
        captures=tuple(_captures(session, part)),
    )


def _counted(session: "Session", part: Part) -> Count:
    number = rows(session, part)
    return Count(
        number, _digest(session, part) if number <= MOST_HASHED else None, days(session, part), in_plain(session, part)
    )


def _digest(session: "Session", part: Part) -> str:
    digest = hashlib.sha256()
    for row in disclosures(session, vendor=part.vendor, scope=part.scope):
        digest.update(json_line(row))
    return digest.hexdigest()


def _prove(session: "Session", told: list[CompanySum], part: Part) -> None:
    """Find what is told of the data that were seen first, and their proofs."""
    bounds = ALL if part.vendor is None else ONE
    for kind in (kind for company in told for kind in company.kinds.values()):
        kind.tell(bounds.data)
    of = {(one.mark, key): datum for one in told for kind in one.kinds.values() for key, datum in kind.data.items()}
    recipients = {recipient for one in told for recipient in one.recipients}
    for trace in traces(session, recipients, {key for _, key in of}, part):
        datum = of.get((mark_of(trace), trace.datum))
        if datum is not None:
            datum.add(trace)
    best = {key: datum.strongest(bounds.proofs) for key, datum in of.items()}
    found = rows_of(session, {row for ids in best.values() for row in ids})
    for key, datum in of.items():
        datum.proofs = tuple(found[row] for row in best[key] if row in found)
    for kind in (kind for company in told for kind in company.kinds.values()):
        kind.keep_proven()


def _captures(session: "Session", part: Part) -> Iterator[Imported]:
    every = imported(session)
    own = sources(session, part) if every else ()
    yield from (one for one in every if one.source in own)


def _judged(session: "Session") -> "list[Rated]":
    from tracker.ledger.opinions import opinions
    from tracker.ledger.queries.vendors import holders
    from tracker.ledger.rating import rated
    from tracker.upstream.dossier import folder

    return rated(holders(session), opinions(session), folder())


def _subjects(session: "Session", sums: Sums, judged: Judges) -> Iterator[Subject]:
    """The companies, the riskiest first."""
    listed = companies(session)
    by_slug = {row.slug: row for row in judged(session)} if sums.companies else {}
    found = []
    for one in sums.companies.values():
        slug = _slug(one, listed)
        company = listed.get(slug)
        name = company.name.strip() if company else ""
        found.append(Subject(one, name or one.key, company, by_slug.get(slug)))
    yield from sorted(found, key=lambda one: (-(one.rated.score if one.rated else 0), -one.sums.data, one.sums.key))


def _slug(one: CompanySum, listed: dict[str, Company]) -> str:
    """A domain that nobody is known behind may bear a company's slug: it then stands there with a dot."""
    return one.mark if one.mark in listed else one.key


def _detail(session: "Session", subject: Subject, trades: Trades) -> Detail:
    found = assessed(session, subject.listed.slug) if subject.listed else None
    kept = [
        datum.fingerprint
        for category, kind in subject.sums.kinds.items()
        if category in IDENTIFIERS and category is not _UNNAMED
        for datum in kind.data.values()
    ]
    trade = trades(found.row.kind) if found and found.row.kind else None
    return Detail(subject, found, sharers(session, kept[:_IDENTIFIERS]) if kept else {}, trade)


def _spots(session: "Session", vendor: str | None) -> Iterator[Spot]:
    for spot in spots(session, _SPOTS):
        if vendor is None or vendor in (spot.vendor_slug, spot.host):
            yield spot
