"""What the proxy says in the reader's language: by the catalogue that the dashboard is translated with."""

from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from tracker.phrasing import ENGLISH, Voice

_CATALOGUES = Path(__file__).resolve().parent.parent / "dashboard" / "translations"
_LONGEST = 500  # characters of what a browser says that it accepts
_SEPARATORS = {"fr": "\u202f"}  # between thousands; CLDR


class _Translated(Voice):
    def __init__(self, language: str, catalogue: GNUTranslations) -> None:
        self._separator, self._catalogue = _SEPARATORS.get(language, ","), catalogue

    def message(self, text: str) -> str:
        return self._catalogue.gettext(text) if text else ""

    def counted_message(self, one: str, many: str, count: int) -> str:
        return self._catalogue.ngettext(one, many, count)

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", self._separator)


def language_of(accepted: str) -> str:
    """Return the language (ISO 639-1) that an `Accept-Language` header prefers, of those that there are; else English.

    Source: RFC 9110 section 12.5.4.
    """
    best, quality = "en", 0.0
    for part in accepted[:_LONGEST].split(","):
        tag, _, parameters = part.partition(";")
        language = tag.strip().partition("-")[0].lower()
        if language in languages() and (weight := _weight(parameters)) > quality:
            best, quality = language, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


@cache
def languages(folder: Path = _CATALOGUES) -> frozenset[str]:
    """Return the languages that there are."""
    return frozenset({"en", *(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/messages.mo"))})


@cache
def voice_of(language: str, folder: Path = _CATALOGUES) -> Voice:
    """Return the voice that speaks a language; English for one that there is not."""
    try:
        with (folder / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
            return _Translated(language, GNUTranslations(file))
    except (OSError, ValueError, UnicodeDecodeError):
        return ENGLISH
