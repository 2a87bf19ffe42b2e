import itertools

from tracker.attention import Kind


def test_a_graver_kind_always_goes_before() -> None:
    weights = [kind.weight for kind in Kind]
    assert all(graver - lesser >= 10 for graver, lesser in itertools.pairwise(weights))
