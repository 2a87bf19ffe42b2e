from enum import StrEnum

import pytest

from tracker.detection.unseen import Unseen
from tracker.disclosure import Manner, Method, Party
from tracker.exporters.studies.vocabulary import BASES, LOCATIONS, MANNERS, METHODS, PARTIES, REASONS, iri_of, terms
from tracker.sites import Basis
from tracker.taxonomy import TAXONOMY, Category
from tracker.traffic import Location


@pytest.mark.parametrize(
    ("known", "vocabulary"),
    [(MANNERS, Manner), (PARTIES, Party), (METHODS, Method), (LOCATIONS, Location), (BASES, Basis)],
    ids=["manners", "parties", "methods", "locations", "bases"],
)
def test_every_term_has_a_meaning(known: dict[str, str], vocabulary: type[StrEnum]) -> None:
    assert set(known) == {term.value for term in vocabulary}


def test_every_reason_of_ours_has_a_meaning() -> None:
    from addons import unseen

    assert {reason.value for reason in Unseen} <= set(REASONS)
    assert {unseen.FAULT, unseen.NOT_HTTP, unseen.PINNED, unseen.PARTIAL} <= set(REASONS)


def test_categories_have_their_terms() -> None:
    rows = {row[1]: row for row in terms([], [], []) if row[0] == "category"}
    assert set(rows) == set(Category)
    assert rows["email_address"][2:] == ("e-mail address", "https://w3id.org/dpv/pd#EmailAddress", "contact", 3)
    assert all(row[3] == iri_of(TAXONOMY[Category(name)].dpv) for name, row in rows.items())


def test_what_is_not_known_here_is_listed_all_the_same() -> None:
    rows = list(terms(["", "telepathy", "page"], ["aliens"], ["tag-manager", None]))
    assert ("site_basis", "telepathy", "as recorded", None, None, None) in rows
    assert ("reason", "aliens", "as recorded", None, None, None) in rows
    assert ("vendor_category", "tag-manager", "tag manager", None, None, None) in rows
    assert len({row[:2] for row in rows}) == len(rows)
