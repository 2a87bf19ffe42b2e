"""Searches of the log that the person named, to ask them again. Names are the person's own words: never markup."""

from collections.abc import Mapping
from typing import NamedTuple

import orjson
from sqlalchemy.orm import Session

from tracker.errors import ConfigurationError
from tracker.ledger.remembered import recall, remember
from tracker.phrasing import gettext, ngettext

MOST, LONGEST_NAME = 30, 60
"""How many searches are kept, and how long a name may be."""
_MOST_ARGUMENTS, _LONGEST_ARGUMENT = 20, 200


class Search(NamedTuple):
    """What is asked for, by the arguments of the log's address."""

    name: str
    asked: dict[str, str]


def searches(session: Session) -> list[Search]:
    """Return the searches that are kept, by name. One statement."""
    kept: dict[str, dict[str, str]] = orjson.loads(recall(session, "searches") or "{}")
    return [Search(name, kept[name]) for name in sorted(kept, key=str.casefold)]


def keep(session: Session, name: str, asked: Mapping[str, str]) -> str:
    """Keep a search, in place of one of that name, and return its name, tidied up. Raises ConfigurationError where
    there is no name, or too many or too long things are to be kept.
    """
    tidy = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not tidy:
        raise ConfigurationError(gettext("A search needs a name to be kept under."))
    if len(tidy) > LONGEST_NAME:
        raise ConfigurationError(
            ngettext("A name has %(count)s letter at most.", "A name has %(count)s letters at most.", LONGEST_NAME)
        )
    if not asked:
        raise ConfigurationError(gettext("Narrow the log first: there is nothing to keep."))
    if len(asked) > _MOST_ARGUMENTS or any(len(value) > _LONGEST_ARGUMENT for value in asked.values()):
        raise ConfigurationError(gettext("That is too long to keep."))
    kept = {one.name: one.asked for one in searches(session) if one.name != tidy}
    if len(kept) >= MOST:
        raise ConfigurationError(
            ngettext(
                "%(count)s search is kept already: remove it first.",
                "%(count)s searches are kept already: remove one first.",
                len(kept),
            )
        )
    remember(session, "searches", orjson.dumps({**kept, tidy: dict(asked)}).decode())
    return tidy


def drop(session: Session, name: str) -> bool:
    """Forget a search; whether there was one of that name."""
    kept = {one.name: one.asked for one in searches(session)}
    was_there = kept.pop(name, None) is not None
    if was_there:
        remember(session, "searches", orjson.dumps(kept).decode() if kept else None)
    return was_there
