import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.auth_token import verdicts
from tracker.taxonomy import Category

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJpZSJ9.c2lnbmF0dXJlLW5vdC1yZWFs"


@pytest.mark.parametrize("value", [TOKEN, f"Bearer {TOKEN}", f'{{"token":"{TOKEN}"}}'])
def test_json_web_tokens_are_found_anywhere(value: str) -> None:
    assert [verdict.value for verdict in verdicts(a_field(value), None, None)] == [TOKEN]


@pytest.mark.parametrize(
    "value",
    [
        "eyJ",
        "eyJhbGci",
        "eyJpdiI6IlYifQ.eyJzdWIiOiJtYXJpZSJ9.x",
        "eyJhb.eyJzdWIi.x",
        "eyJhbGciOiJIUzI1NiJ9A.eyJzdWIi.x",
        "hello",
        "b4462c5f10a9a549bd088824611214fd",
    ],
)
def test_other_encoded_objects_are_no_tokens(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    ("value", "agrees"),
    [
        ("b4462c5f10a9a549bd088824611214fd", True),
        ("Bearer abc123def456ghi789", True),
        ("short1", False),
        ("only-letters-in-here-a", False),
        ("1111111111111111", False),
        ("a1" * 3000, False),
        ("two words and 1 more thing", False),
    ],
)
def test_opaque_tokens_need_a_telling_name(value: str, agrees: bool) -> None:
    assert bool(verdicts(a_field(value), Category.AUTH_TOKEN, None)) is agrees
