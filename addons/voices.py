"""What the proxy says in the reader's language: by the catalogue that the dashboard is translated with."""

from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from tracker.phrasing import ENGLISH, Voice

_CATALOGUES = Path(__file__).resolve().parent.parent / "dashboard" / "translations"
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
