"""The proofs of a report, each with a number by which the text refers to it."""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.reporting.gathering import Material
from tracker.reporting.summing import mark_of
from tracker.rows import Row
from tracker.taxonomy import Category

MOST = 500


class Exhibit(NamedTuple):
    """A proof: its number, the company's name, and the row that it is."""

    number: int
    company: str
    row: Row

    @property
    def name(self) -> str:
        """What it is called in the text, and where links to it lead."""
        return f"E{self.number}"


class Exhibits:
    """All proofs in the order of the text: by company, by sensitivity, the best of a datum first."""

    def __init__(self, material: Material) -> None:
        self.all: tuple[Exhibit, ...] = ()
        self._of: dict[tuple[str, Category, str], list[Exhibit]] = {}
        found, every = [], 0
        for number, (company, category, row) in enumerate(_proofs(material), 1):
            every = number
            if number <= MOST:
                one = Exhibit(number, company, row)
                found.append(one)
                self._of.setdefault((mark_of(row), category, row.fingerprint), []).append(one)
        self.all, self.left_out = tuple(found), every - len(found)

    def of(self, company: str, category: Category, fingerprint: str) -> list[Exhibit]:
        """Return the proofs that a company (by its mark) got a datum."""
        return self._of.get((company, category, fingerprint), [])


def _proofs(material: Material) -> Iterator[tuple[str, Category, Row]]:
    for detail in material.details:
        for category in detail.subject.sums.categories:
            for datum in detail.subject.sums.kinds[category].data.values():
                yield from ((detail.subject.name, category, row) for row in datum.proofs)
