import pytest

from tests.builders.reports import a_material, told
from tracker.disclosure import Manner, Party
from tracker.reporting import words
from tracker.reporting.chapters import reading


@pytest.mark.parametrize("term", ["Disclosure", "Masked value", "Fingerprint", "Confidence", "Company"])
def test_each_term_is_explained(term: str) -> None:
    assert term in told(reading.blocks(a_material())).split("\n")


def test_each_manner_and_party_is_explained() -> None:
    said = told(reading.blocks(a_material()))
    assert all(words.MANNERS[one] in said and words.MANNER_NOTES[one] in said for one in Manner)
    assert all(words.PARTIES[one] in said and words.PARTY_NOTES[one] in said for one in Party)
