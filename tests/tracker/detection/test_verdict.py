from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category


def test_a_verdict_never_shows_the_part_that_it_speaks_of() -> None:
    shown = repr(Verdict(Category.EMAIL_ADDRESS, 0.9, "It has the shape of an address.", "marie@mail.test"))
    assert "marie" not in shown
    assert "shape" in shown
