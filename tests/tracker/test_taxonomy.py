import re

from tracker.taxonomy import IDENTIFIERS, SECRETS, TAXONOMY, Category


def test_every_category_has_a_term() -> None:
    assert set(TAXONOMY) == set(Category)


def test_terms_are_well_formed() -> None:
    for category, term in TAXONOMY.items():
        assert 1 <= term.sensitivity <= 5, category
        assert re.fullmatch(r"(pd|dpv):[A-Za-z]+", term.dpv), category
        assert term.label


def test_secrets_and_identifiers_do_not_overlap() -> None:
    assert not SECRETS & IDENTIFIERS
    assert len(IDENTIFIERS) == 5
