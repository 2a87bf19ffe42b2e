import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.indicators import hashes
from tracker.disclosure import Disclosure, Evidence, Finding, Manner, Method, disclose, hash_in
from tracker.masking import Fingerprinter
from tracker.taxonomy import Category
from tracker.traffic import Location

FINGERPRINTER = Fingerprinter(bytes(32))


def disclosed(finding: Finding) -> Disclosure:
    (disclosure,) = disclose([finding], FINGERPRINTER, "shop.test", lambda _: Manner.SUBMITTED)
    return disclosure


def found(category: Category, value: str, path: str) -> Finding:
    evidence = Evidence(Location.FORM, path, Method.NAME, 0.9, "The field's name says so.")
    return Finding(category, value, evidence)


def test_a_disclosure_keeps_the_evidence_and_drops_the_value() -> None:
    finding = found(Category.EMAIL_ADDRESS, "marie@mail.test", "email")
    disclosure = disclosed(finding)
    assert disclosure.evidence is finding.evidence
    assert disclosure.preview == "m•••@m•••.test"
    assert disclosure.manner is Manner.SUBMITTED


def test_a_value_that_stands_in_the_path_is_dropped_there_too() -> None:
    disclosure = disclosed(found(Category.LAST_NAME, "Dupont", "people.Dupont.id"))
    assert disclosure.evidence.path == "people.•••.id"


def test_findings_are_never_shown_with_their_value() -> None:
    assert "Dupont" not in repr(found(Category.LAST_NAME, "Dupont", "name"))


@given(st.sampled_from(Category), st.text("abcdefgh0123456789", min_size=6, max_size=40))
def test_nothing_of_a_disclosure_holds_the_value(category: Category, value: str) -> None:
    assert value not in repr(disclosed(found(category, value, f"data.{value}")))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ((), ""),
        (("urlencode",), ""),
        (("sha256",), "sha256"),
        (("base64", "md5", "urlencode"), "md5"),
        (("sha256", "md5"), "md5"),
    ],
)
def test_the_hash_among_steps_is_the_one_of_the_value_itself(encoding: tuple[str, ...], name: str) -> None:
    assert hash_in(encoding) == name


@pytest.mark.parametrize("name", sorted({**hashes.USUAL, **hashes.OTHER, **hashes.SLOW}))
def test_every_hash_that_detection_knows_is_told_as_one(name: str) -> None:
    assert hash_in(("base64", name)) == name
