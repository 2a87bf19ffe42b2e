"""What a report is made of, asked of the ledger at one moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.ledger.assessing import Assessed, assessed
from tracker.ledger.queries.blind_spots import Spot, Unseen, spots, unseen
from tracker.ledger.queries.captures import Imported, imported
from tracker.ledger.queries.companies import Company, companies
from tracker.ledger.queries.coverage import Coverage, coverage
from tracker.ledger.queries.disclosures import disclosures
from tracker.ledger.queries.sharers import Sharer, sharers
from tracker.reporting.asked import Asked
from tracker.reporting.summing import Bounds, CompanySum, Sums, summed
from tracker.taxonomy import IDENTIFIERS, Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.rating import Rated

ONE, ALL = Bounds(data=25, proofs=3), Bounds(data=3, proofs=1)
"""What is kept of each category in a report of one company, and in a report of all."""
DETAILED = 20
"""So many companies are told in full, those with the highest risk."""
_SPOTS = 1000
_IDENTIFIERS = 40
_UNNAMED = Category.SESSION_ID


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

    Reads each row of the part once; of what is kept, the most is one proof of each few data.
    """
    bounds = ALL if asked.vendor is None else ONE
    sums = summed(disclosures(session, vendor=asked.vendor, scope=asked.closed), bounds)
    subjects = tuple(_subjects(session, sums, judged or _judged))
    return Material(
        asked=asked,
        sums=sums,
        subjects=subjects,
        details=tuple(_detail(session, subject, trades) for subject in subjects[:DETAILED]),
        coverage=coverage(session),
        unseen=unseen(session),
        spots=tuple(_spots(session, asked.vendor)),
        captures=tuple(one for one in imported(session) if one.source in sums.sources) if sums.sources else (),
    )


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
        found.append(Subject(one, company.name if company else one.key, company, by_slug.get(slug)))
    yield from sorted(found, key=lambda one: (-(one.rated.score if one.rated else 0), -one.sums.data, one.sums.key))


def _slug(one: CompanySum, listed: dict[str, Company]) -> str:
    """A domain that nobody is known behind may bear a company's slug: it then stands there with a dot."""
    return one.mark if one.mark in listed else one.key


def _detail(session: "Session", subject: Subject, trades: Trades) -> Detail:
    found = assessed(session, subject.listed.slug) if subject.listed else None
    kept = [
        fingerprint
        for category, kind in subject.sums.kinds.items()
        if category in IDENTIFIERS and category is not _UNNAMED
        for fingerprint in kind.data
    ]
    trade = trades(found.row.kind) if found and found.row.kind else None
    return Detail(subject, found, sharers(session, kept[:_IDENTIFIERS]) if kept else {}, trade)


def _spots(session: "Session", vendor: str | None) -> Iterator[Spot]:
    for spot in spots(session, _SPOTS):
        if vendor is None or vendor in (spot.vendor_slug, spot.host):
            yield spot
