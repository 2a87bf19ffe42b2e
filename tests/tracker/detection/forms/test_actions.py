import pytest

from tracker.detection.forms.actions import Action, Actions, action_of
from tracker.detection.forms.markup import Tag


def tag(name: str, **attributes: str) -> Tag:
    return Tag(name, False, {key.rstrip("_"): value for key, value in attributes.items()})


@pytest.mark.parametrize(
    ("given", "words", "expected"),
    [
        (tag("button"), "Log in", Action("submits", "Log in", True)),
        (tag("button", type="button"), "Log in", Action("buttons", "Log in", True)),
        (tag("button", type="button"), "Show", Action("buttons", "Show", False)),
        (tag("button", type="submit"), "", Action("submits", "", True)),
        (tag("button", aria_label="x"), "", None),
        (tag("button", id="btn-next"), "", Action("submits", "btn-next", True)),
        (tag("input", type="submit", value="OK"), "", Action("submits", "OK", True)),
        (tag("input", type="button", value="Weiter"), "", Action("buttons", "Weiter", True)),
        (tag("a"), "Forgot your password?", Action("links", "Forgot your password?", False)),
        (tag("a"), "", None),
        (tag("a", role="button"), "Sign up", Action("buttons", "Sign up", True)),
        (tag("a", class_="big btn-primary"), "Sign up", Action("buttons", "Sign up", True)),
    ],
)
def test_buttons_and_links_are_told_by_their_words(given: Tag, words: str, expected: Action | None) -> None:
    assert action_of(given, words) == expected


def test_the_words_of_an_open_button_are_gathered() -> None:
    actions = Actions()
    actions.text("before")
    actions.start(tag("button"))
    actions.text("Log")
    actions.text("in")
    assert actions.end() == Action("submits", "Log in", True)
    assert actions.end() is None


def test_a_long_link_is_cut() -> None:
    actions = Actions()
    actions.start(tag("a"))
    for _ in range(50):
        actions.text("a word")
    found = actions.end()
    assert found
    assert len(found.words) <= 120
