"""What is so grave that a person is told at once: secrets, special categories and declared data, to third parties."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.attention.gathering import IsOwn, kinds_of
from tracker.attention.item import Kind, Named
from tracker.attention.passage import Passage
from tracker.attention.wording import TITLES
from tracker.belongings import yours
from tracker.phrasing import gettext, ngettext, sentence
from tracker.taxonomy import TAXONOMY, Category

GRAVE = (Kind.SECRET, Kind.SPECIAL, Kind.DECLARED)


class Alarm(NamedTuple):
    """A company got data of a category. `kind` None: a rule of the person's warns of it."""

    kind: Kind | None
    vendor: Named
    category: Category


def alarms(passages: Iterable[Passage], is_own: IsOwn) -> list[Alarm]:
    """Return the alarms, each once, in the order in which they come."""
    found = (
        Alarm(kind, Named(passage.vendor, passage.name), passage.category)
        for passage in passages
        for kind in kinds_of(passage, is_own)
        if kind in GRAVE
    )
    return list(dict.fromkeys(found))


def title(kind: Kind | None) -> str:
    """Return what alarms of a kind are headed by."""
    return gettext("A rule of yours warns you") if kind is None else TITLES[kind]


def told(gathered: list[Alarm]) -> str:
    """Return alarms in a sentence: the gravest category and the companies, no value and no site."""
    category = max((one.category for one in gathered), key=lambda one: (TAXONOMY[one].sensitivity, one))
    names = list(dict.fromkeys(one.vendor.name for one in gathered))
    what = sentence(yours(category))
    if len(names) == 1:
        return gettext("%(what)s went to %(company)s.", what=what, company=names[0])
    return ngettext(
        "%(what)s went to %(company)s and %(count)s other company.",
        "%(what)s went to %(company)s and %(count)s other companies.",
        len(names) - 1,
        what=what,
        company=names[0],
    )
