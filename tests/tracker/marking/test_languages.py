import pytest

from tracker.marking.languages import preferred

BOTH = frozenset({"en", "fr"})


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("de-DE, fr;q=0.3, en;q=0.7", "en"),
        ("de", "en"),
        ("fr;q=0", "en"),
        ("fr;q=x", "en"),
        ("EN;q=0.1,FR;q=0.2", "fr"),
        (",;q=1,", "en"),
        ("x," * 400 + "fr", "en"),
    ],
)
def test_the_language_is_the_one_preferred_of_those_that_there_are(accepted: str, expected: str) -> None:
    assert preferred(accepted, BOTH) == expected
