"""What a field's name says, and what a label or an `autocomplete` token says.

The knowledge is data: `tracker/data/names/*.toml`. Only words of these files appear in a reasoning, never the name or
label itself: either may hold a person's data.
"""

from functools import lru_cache

from tracker.detection.names.context import Setting, read_in_setting, setting_of
from tracker.detection.names.lexicon import builtin, key_of
from tracker.detection.names.nesting import read_levels, reading_of
from tracker.detection.names.reading import Reading, read_label
from tracker.detection.names.segmentation import MAX_NAME, Words, levels_of, words_of
from tracker.detection.verdict import Verdict
from tracker.taxonomy import TAXONOMY

__all__ = [
    "Setting",
    "autocomplete_verdict",
    "label_verdict",
    "name_verdict",
    "name_words",
    "setting_of",
]

_MAX_PARENTS = 4


def name_verdict(name: str, parents: tuple[str, ...] = (), setting: Setting = Setting.UNKNOWN) -> Verdict | None:
    """Return what a field's name says, in the context of the names above it (outermost first).

    `setting` is what `setting_of` made of the names beside it and of the endpoint's path; it only tells vague words.
    """
    if not name or len(name) > MAX_NAME:
        return None
    if parents:
        parents = tuple(parent for parent in parents[-_MAX_PARENTS:] if len(parent) <= MAX_NAME)
    if setting is Setting.UNKNOWN:
        return _name_verdict(name, parents)
    return _set_verdict(name, parents, setting.value)


@lru_cache(32768)
def _name_verdict(name: str, parents: tuple[str, ...]) -> Verdict | None:
    reading = read_levels(levels_of(".".join((*parents, name))), builtin()) if parents else reading_of(name)
    return _worded(reading, "name")


@lru_cache(16384)
def _set_verdict(name: str, parents: tuple[str, ...], setting: int) -> Verdict | None:
    levels = levels_of(".".join((*parents, name)))
    return _worded(read_in_setting(levels, builtin(), Setting(setting)), "name")


def name_words(name: str) -> Words:
    """Return the words of the last level of a name that has any."""
    levels = levels_of(name)
    return levels[-1] if levels else ()


@lru_cache(8192)
def label_verdict(text: str, language: str | None = None) -> Verdict | None:
    """Return what a label on a page says. `language` is the page's own, as a two-letter code."""
    words = words_of(text)
    return _worded(read_label(words, builtin(), language), "label") if words else None


@lru_cache(1024)
def autocomplete_verdict(text: str) -> Verdict | None:
    """Return what an `autocomplete` attribute says (WHATWG HTML, section "Autofill")."""
    for token in reversed(text.lower().split()):
        meaning = builtin().by_language["autocomplete"].get(key_of(token))
        if meaning:
            return Verdict(meaning.category, 0.95, f"its autocomplete token is “{meaning.phrase}”")
    return None


def _worded(reading: Reading | None, source: str) -> Verdict | None:
    if reading is None:
        return None
    meaning = reading.meaning
    label = TAXONOMY[reading.category].label
    words = f"its {source} says “{meaning.phrase}” ({meaning.language}): {label}"
    return Verdict(reading.category, round(reading.confidence, 2), words)
