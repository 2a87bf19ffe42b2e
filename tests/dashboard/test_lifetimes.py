import pytest

from dashboard.lifetimes import lifetime


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
