"""What forms and filters offer to choose from."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from dashboard import wording
from tracker.taxonomy import TAXONOMY, Category, Group


class Option(NamedTuple):
    """One choice of a filter."""

    value: str
    words: str
    is_chosen: bool


class OptionGroup(NamedTuple):
    """Choices that belong together."""

    words: str
    options: tuple[Option, ...]


class Chip(NamedTuple):
    """What a page is narrowed to: it is kept when a form is sent, and can be taken off."""

    name: str
    value: str
    words: str
    without: str


def options[Word: StrEnum](kind: type[Word], words: Mapping[Word, str], chosen: Word | None) -> tuple[Option, ...]:
    """Return all of a vocabulary, in its order."""
    return tuple(Option(word.value, wording.sentence(words[word]), word is chosen) for word in kind)


def categories(chosen: Category | None) -> tuple[OptionGroup, ...]:
    """Return all categories of data by their groups."""
    groups = []
    for group in Group:
        members = sorted((one for one in Category if TAXONOMY[one].group is group), key=wording.label)
        made = (Option(one.value, wording.sentence(wording.label(one)), one is chosen) for one in members)
        groups.append(OptionGroup(wording.GROUPS[group], tuple(made)))
    return tuple(groups)
