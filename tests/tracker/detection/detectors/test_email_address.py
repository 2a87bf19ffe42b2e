import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.email_address import verdicts

HINDI = "\u0921\u093e\u091f\u093e@\u0909\u0926\u093e\u0939\u0930\u0923.\u092d\u093e\u0930\u0924"
CHINESE = "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a"
RUSSIAN = "\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"
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
    (HINDI, [HINDI]),
    (f"<{CHINESE}>", [CHINESE]),
    (RUSSIAN, [RUSSIAN]),
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
    "marie at shop dot test",
    "marie [at] shop.test",
    "marie(at)shop.test",
    "marie_at_shop.test",
    '"marie dupont"@shop.test',
    "marie..dupont@shop.test",
    "marie@-shop.test",
    "marie@shop-.test",
    "marie@shop..test",
    "@media only screen",
    "git@3f2a9c",
    "@scope/package@1.2.3",
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
