import pytest

from dashboard.lifetimes import as_documented, by_document, lifetime, staying
from tracker.detection.cookies.lifetimes import Documented


@pytest.mark.parametrize(
    ("reasoning", "words"),
    [
        ("The cookie uid holds a random value and lasts 1 day.", "stays 1 day"),
        ("The cookie uid holds a random value and lasts 30 days.", "stays 30 days"),
        ("The cookie uid holds a random value and lasts 395 days.", "stays about 13 months"),
        ("The cookie uid holds a random value and lasts 730 days.", "stays about 2 years"),
        ("The cookie uid holds a random value for a session, and goes to x.", "stays until you close the browser"),
        ("The cookie uid holds a random value for less than a day, and goes to x.", "stays less than a day"),
        ("The cookie uid holds a random value; how long it lasts was not seen.", ""),
        ("The value is a UUID.", ""),
    ],
)
def test_how_long_an_identifier_stays_is_told_where_it_was_seen(reasoning: str, words: str) -> None:
    assert lifetime(reasoning) == words


def test_what_a_document_says_is_said_to_be_documented() -> None:
    said = Documented(395.0, "https://owner.example/cookies")
    assert as_documented(said) == "about 13 months, as documented"
    assert staying(as_documented(said)) == "stays about 13 months, as documented"
    assert staying("") == ""


def test_a_document_is_known_of_a_known_cookie_alone() -> None:
    found = by_document("_ga", "shop.example")
    assert found
    assert found.days == 730
    assert by_document("nothing_known", "shop.example") is None
