"""What a kept search may ask for: nothing but what the log knows."""

import pytest

from dashboard.searches import ARGUMENTS, is_known, known

SENSIBLE = {"q": "em", "vendor": "adpix", "method": "name", "category": "city", "party": "third", "since": "2026-03-20"}


def test_what_the_log_knows_is_kept_in_a_steady_order() -> None:
    given = dict(reversed(SENSIBLE.items())) | {"csrf_token": "x", "name": "mine", "before": "y", "host": " "}
    assert list(known(given).items()) == list(SENSIBLE.items())
    assert is_known(SENSIBLE)
    assert is_known(dict(reversed(SENSIBLE.items())))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("method", "magic"),
        ("category", "everything"),
        ("party", "<b>"),
        ("manner", "stolen"),
        ("period", "31"),
        ("datum", "-1"),
        ("datum", "٣"),
        ("datum", "1" * 19),
        ("since", "yesterday"),
        ("until", "9999-12-31"),
        ("q", "x" * 201),
        ("vendor", "a\0b"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each check has its own words
        known({name: value})
    assert not is_known({name: value})


def test_other_arguments_make_a_stored_search_unknown() -> None:
    assert not is_known({})
    assert not is_known({"q": "a", "next": "https://evil.test"})
    assert "before" not in ARGUMENTS
