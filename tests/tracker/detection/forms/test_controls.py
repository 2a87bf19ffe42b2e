import pytest

from tracker.detection.forms.controls import Control, Form


def control(tag: str, **attributes: str) -> Control:
    return Control(None, tag, attributes, "", (), None, Form())


@pytest.mark.parametrize(
    ("tag", "given", "expected"),
    [
        ("input", {}, "text"),
        ("input", {"type": " Email "}, "email"),
        ("field", {"type": "tel"}, "tel"),
        ("field", {}, "text"),
        ("select", {"type": "x"}, "select"),
        ("textarea", {}, "textarea"),
    ],
)
def test_the_type_is_as_the_browser_treats_it(tag: str, given: dict[str, str], expected: str) -> None:
    assert control(tag, **given).type == expected


def test_the_words_at_a_control_are_the_surest_first() -> None:
    field = control("input", placeholder="c", title="d")
    field.labels.append("a")
    assert field.words == ("a", "c", "d")
    assert control("input").words == ()
