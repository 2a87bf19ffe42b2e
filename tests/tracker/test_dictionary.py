from tracker.dictionary import EVIDENCE, MEANINGS
from tracker.rows import Row


def test_each_key_has_a_meaning_in_the_rows_order() -> None:
    assert tuple(MEANINGS) == Row._fields
    assert all(meaning.text for meaning in MEANINGS.values())


def test_the_evidence_is_made_of_keys() -> None:
    assert set(EVIDENCE) < set(MEANINGS)
