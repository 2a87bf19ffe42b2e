"""The proxy speaks the reader's language."""

from pathlib import Path

import pytest

from addons.voices import language_of, languages, voice_of
from tracker.phrasing import ENGLISH, gettext, ngettext, speaking


def test_what_the_dashboard_is_translated_into_is_spoken() -> None:
    assert {"en", "fr"} <= languages()
    with speaking(voice_of("fr")):
        assert gettext("e-mail address") == "adresse e-mail"
        assert ngettext("%(count)s third party", "%(count)s third parties", 1234) == "1\u202f234 tiers"
        assert gettext("") == ""


def test_a_language_that_there_is_not_is_english(tmp_path: Path) -> None:
    broken = tmp_path / "xx" / "LC_MESSAGES" / "messages.mo"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"no catalogue at all")
    assert voice_of("yy", tmp_path) is ENGLISH
    assert voice_of("xx", tmp_path) is ENGLISH
    assert voice_of("en") is ENGLISH or voice_of("en").message("city") == "city"


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
    assert language_of(accepted) == expected
