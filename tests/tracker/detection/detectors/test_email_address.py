import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.email_address import verdicts

FOUND = [
    ("marie.dupont@shop.test", ["marie.dupont@shop.test"]),
    (" Marie+news@mail.shop.example ", ["Marie+news@mail.shop.example"]),
    ("marie%40shop.test", ["marie@shop.test"]),
    ("marie%2540shop.test", ["marie@shop.test"]),
    ("marie%252540shop.test", []),
    ("zoë@bücher.example", ["zoë@bücher.example"]),
    ("marie@xn--bcher-kva.example", ["marie@xn--bcher-kva.example"]),
    ("marie@shop.xn--p1ai", ["marie@shop.xn--p1ai"]),
    ("mailto:marie@shop.test?subject=x", ["marie@shop.test"]),
    ("a@shop.test, b@shop.test;a@shop.test", ["a@shop.test", "b@shop.test"]),
    ('{"to":"marie@shop.test"}', ["marie@shop.test"]),
    ("https://shop.test/?mail=marie@shop.test", ["marie@shop.test"]),
    ("Write to marie@shop.test.", ["marie@shop.test"]),
    ("'marie@shop.test'", ["marie@shop.test"]),
    ("x" * 64 + "@shop.test", ["x" * 64 + "@shop.test"]),
]
NOT_FOUND = [
    "marie",
    "@shop.test",
    "marie@localhost",
    "marie@shop.1",
    "100% @ home",
    "logo@2x.png",
    "vue@3.4.min",
    "https://key@sentry.example/1",
    "https://marie:secret@shop.test/",
    "https://maps.example/@48.85,2.35,15z",
    "x" * 65 + "@shop.test",
    "a @shop.test",
    "..@shop.test",
    "jquery@3.7.1",
]


@pytest.mark.parametrize(("value", "addresses"), FOUND)
def test_addresses_are_found_as_they_are_written(value: str, addresses: list[str]) -> None:
    assert [verdict.value for verdict in verdicts(a_field(value), None, None)] == addresses


@pytest.mark.parametrize("value", NOT_FOUND)
def test_an_at_sign_alone_is_no_address(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


def test_an_address_alone_is_surer_than_one_in_a_text() -> None:
    alone, inside = (verdicts(a_field(value), None, None)[0] for value in ("a1@shop.test", "hello a1@shop.test"))
    assert alone.confidence > inside.confidence


def test_no_more_than_eight_addresses_are_told() -> None:
    assert len(verdicts(a_field(" ".join(f"marie{n}@shop.test" for n in range(20))), None, None)) == 8


def test_the_address_is_not_in_the_reasoning() -> None:
    verdict = verdicts(a_field("marie@shop.test"), None, None)[0]
    assert "marie" not in verdict.reasoning
    assert "marie" not in repr(verdict)
