from tracker.detection.unseen import Unseen
from tracker.disclosure import BlindSpot


def test_a_reason_makes_a_blind_spot_with_its_slug() -> None:
    assert Unseen.PARTIAL_BODY.spot(12) == BlindSpot("partial-body", 12)
    assert type(Unseen.BINARY.spot().reason) is str


def test_reasons_are_slugs() -> None:
    assert all(reason.value.replace("-", "").isalpha() and reason.value.islower() for reason in Unseen)
