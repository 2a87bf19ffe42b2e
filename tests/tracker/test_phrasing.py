from datetime import date

import pytest

from tracker import phrasing
from tracker.phrasing import Voice, Words, gettext, listed, message, ngettext, sentence


class Shouted(Voice):
    """A language with capitals."""

    def message(self, text: str) -> str:
        return f"¡{text}!"

    def counted_message(self, one: str, many: str, count: int) -> str:
        return super().counted_message(one, many, count + 1)

    def number(self, value: int) -> str:
        return f"#{value}"


def test_english_is_what_the_messages_say() -> None:
    assert gettext("Sites of %(name)s", name="Ada") == "Sites of Ada"
    assert gettext("100% as it is") == "100% as it is"


@pytest.mark.parametrize(("number", "words"), [(0, "0 sites"), (1, "1 site"), (2, "2 sites"), (12345, "12,345 sites")])
def test_things_are_counted(number: int, words: str) -> None:
    assert ngettext("%(count)s site", "%(count)s sites", number) == words


def test_days_and_countries_are_told_without_lists_of_the_world() -> None:
    assert Voice().day(date(2026, 12, 1)) == "1 December 2026"
    assert Voice().country("FR") == "FR"


def test_another_language_is_spoken_for_a_while() -> None:
    words = Words({1: message("one")})
    with phrasing.speaking(Shouted()):
        assert gettext("%(name)s", name="Ada") == "¡Ada!"
        assert ngettext("%(count)s site", "%(count)s sites", 1) == "#1 sites"
        assert dict(words) == {1: "¡one!"}
    assert words[1] == "one"
    assert len(words) == 1


def test_a_language_is_spoken_until_another_is() -> None:
    phrasing.speak(Shouted())
    assert gettext("a") == "¡a!"
    phrasing.speak(None)
    assert gettext("a") == "a"


@pytest.mark.parametrize(
    ("words", "most", "text"),
    [
        ([], 3, ""),
        (["a"], 3, "a"),
        (["a", "b"], 3, "a and b"),
        (["a", "b", "c"], 3, "a, b and c"),
        (["a", "b", "c", "d"], 3, "a, b and 2 more"),
    ],
)
def test_words_are_listed_as_a_person_does(words: list[str], most: int, text: str) -> None:
    assert listed(words, most) == text


@pytest.mark.parametrize(("text", "said"), [("", ""), ("aB c", "AB c"), ("été", "Été")])
def test_a_sentence_begins_with_a_capital(text: str, said: str) -> None:
    assert sentence(text) == said
