"""What a mark says: to be shown as text, in the language of the moment. Names in it come from strangers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.marking.holdings import Held
from tracker.marking.views import Got, View
from tracker.phrasing import gettext, ngettext, sentence
from tracker.taxonomy import TAXONOMY, Category

_ROWS, _KINDS = 40, 4
_LONGEST = 80  # characters of a name
DAY = "{day}"
"""Where the frame puts a day, as the reader's language writes it."""


class Row(NamedTuple):
    """A line: what it is about, what is said of it, a day (ISO 8601) or nothing."""

    name: str
    text: str
    day: str = ""


class Told(NamedTuple):
    """All that a mark says. `kinds` and `badge` stand in the folded mark, `kinds` empty where nothing is held or known.
    `has_grave` is whether a third party got more than what browsers and devices say.
    """

    kinds: str
    badge: str
    has_grave: bool
    held: str
    held_rows: tuple[Row, ...]
    got: str
    got_rows: tuple[Row, ...]
    note: str
    link: str
    address: str
    hide: str
    hidden: str


def told(view: View, holder: str, held: Sequence[Held] | None, address: str) -> Told:
    """Return what the mark of a page says. `holder` is the site's company, `held` what it has, None where
    that is not known yet; `address` is the dashboard's page of the site, empty where no dashboard runs.
    """
    third = sorted(view.got.values(), key=lambda got: (-_worst(got.categories), got.name.lower()))
    return Told(
        ngettext("%(count)s kind of data", "%(count)s kinds of data", len(held)) if held else "",
        ngettext("%(count)s third party", "%(count)s third parties", len(third)),
        any(_worst(got.categories) >= 3 for got in third),
        gettext("What %(company)s has of you", company=holder[:_LONGEST]),
        _all_held(held),
        gettext("Third parties since you opened this page"),
        tuple(map(_got, third[:_ROWS])) or (Row("", gettext("None got anything that Tracker has seen.")),),
        gettext("What other open pages of %(site)s send counts as well.", site=view.site[:_LONGEST]),
        gettext("All about this site in the dashboard"),
        address,
        gettext("No mark on this site any more"),
        gettext(
            "From the next page on there is no mark on this site. tracker mark show %(site)s brings it back.",
            site=view.site[:_LONGEST],
        ),
    )


def _all_held(held: Sequence[Held] | None) -> tuple[Row, ...]:
    if held is None:
        return (Row("", gettext("Not known yet: the ledger is being read.")),)
    found = sorted(held, key=lambda one: (-TAXONOMY[one.category].sensitivity, one.category.value))
    return tuple(map(_held, found[:_ROWS])) or (Row("", gettext("Nothing that Tracker has seen.")),)


def _held(held: Held) -> Row:
    name = sentence(TAXONOMY[held.category].said)
    return Row(name, ngettext("%(count)s, since %(day)s", "%(count)s, since %(day)s", held.data, day=DAY), held.since)


def _got(got: Got) -> Row:
    kinds = _sorted(got.categories)
    words = [TAXONOMY[kind].said for kind in kinds[:_KINDS]]
    if more := len(kinds) - _KINDS:
        words += [ngettext("%(count)s more", "%(count)s more", more)] if more > 0 else []
    return Row(got.name[:_LONGEST], ", ".join(words))


def _sorted(categories: Iterable[Category]) -> list[Category]:
    return sorted(categories, key=lambda kind: (-TAXONOMY[kind].sensitivity, kind.value))


def _worst(categories: Iterable[Category]) -> int:
    return max((TAXONOMY[kind].sensitivity for kind in categories), default=0)
