"""Parts of pages that look the same at each look, written once: a disclosure's row, a company's, a plot's numbers.

`{{ once(macro, …) }}` is what `{{ macro(…) }}` is. What a macro says must follow from its arguments, which are values
(`NamedTuple`, `str`), and from what each page is told in: the language, the day, the catalogue of companies' names, and
what links carry on. So nothing that was forgotten or has changed is ever shown, and none may hold a form or a script:
their tokens are the page's own.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import NamedTuple

from flask import current_app, g
from jinja2 import pass_context
from jinja2.runtime import Context

from dashboard.formats import now
from dashboard.languages import locale
from dashboard.narrowing import narrowing
from tracker.vendors import edition

_MOST = 6000  # of about a kilobyte
_MOST_LARGE = 40  # of some hundred kilobytes
_LOCK = Lock()


class Fragments:
    """What one application has written. Threads may share it."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._lock = most, Lock()
        self._written: dict[Hashable, str] = {}

    def __len__(self) -> int:
        return len(self._written)

    def written(self, key: Hashable, write: Callable[[], str]) -> str:
        """Return what was written under a key, or what is now; the oldest goes when there are too many."""
        found = self._written.get(key)
        if found is None:
            found = write()
            with self._lock:
                self._written[key] = found
                if len(self._written) > self._most:
                    del self._written[next(iter(self._written))]
        return found


class _Told(NamedTuple):
    one: object  # kept, so that no other takes its place in memory
    said: str


@pass_context
def same(context: Context, macro: Callable[..., str], one: object) -> str:
    """Return what a macro says of an object that never changes: written once, where it is given again and again."""
    known: dict[Hashable, _Told] = current_app.extensions.setdefault("tracker-same", {})
    key = (_manner(), context.name, macro.name, id(one))  # type: ignore[attr-defined]
    told = known.pop(key, None)
    if told is None or told.one is not one:
        told = _Told(one, macro(one))
    with _LOCK:
        known[key] = told
        while len(known) > _MOST_LARGE:
            del known[next(iter(known))]
    return told.said


@pass_context
def once(context: Context, macro: Callable[..., str], *values: Hashable, **others: Hashable) -> str:
    """Return what a macro of this template, or one that it imports, says of these values."""
    fragments: Fragments = current_app.extensions.setdefault("tracker-fragments", Fragments())
    key = (_manner(), context.name, macro.name, values, *others.items())  # type: ignore[attr-defined]
    return fragments.written(key, lambda: macro(*values, **others))


def _manner() -> Hashable:
    """What the fragments of this page have in common."""
    if "manner" not in g:
        g.manner = (str(locale()), now().date(), edition(), narrowing())
    return g.manner  # type: ignore[no-any-return]
