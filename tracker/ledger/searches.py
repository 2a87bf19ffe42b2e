"""Searches of the log that the person named, to ask them again. Names are the person's own words: never markup."""

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import orjson
from sqlalchemy import String, cast, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.errors import ConfigurationError
from tracker.ledger import models as m
from tracker.ledger.queries.filters import named
from tracker.ledger.remembered import recall, remember
from tracker.phrasing import gettext, ngettext

MOST, LONGEST_NAME = 30, 60
"""How many searches are kept, and how long a name may be."""
_MOST_ARGUMENTS, _LONGEST_ARGUMENT = 20, 200
_COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "vendor": m.Vendor.slug,
    "host": m.Host.name,
    "site": m.Site.domain,
    "datum": m.Datum.id,
}
_NO_NAMES = {"", "unknown"}  # how the log asks for pages that are not known


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
    kept = searches(session)
    left = [one for one in kept if one.name != name]
    if len(left) < len(kept):
        _keep_only(session, left)
    return len(left) < len(kept)


def names(session: Session) -> set[str]:
    """Return what companies, hosts and sites are called that the ledger knows, in small letters. Three statements."""
    asked = (select(m.Vendor.slug, m.Vendor.name), select(m.Host.name, m.Host.recipient), select(m.Site.domain))
    return {str(name).casefold() for one in asked for row in session.execute(one) for name in row} - _NO_NAMES


def drop_gone(session: Session, gone: Collection[str]) -> None:
    """Forget the searches that tell of what was erased: they name or look for what the ledger does not know any more,
    or bear one of the names that are gone.
    """
    kept = searches(session)
    left = [one for one in kept if not _tells_of(session, one, gone)]
    if len(left) < len(kept):
        _keep_only(session, left)


def _keep_only(session: Session, kept: Collection[Search]) -> None:
    remember(session, "searches", orjson.dumps({one.name: one.asked for one in kept}).decode() if kept else None)


def _tells_of(session: Session, one: Search, gone: Collection[str]) -> bool:
    said = f"{one.name}\n{one.asked.get('q', '')}".casefold()
    is_named = any(name in said and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in gone)
    return is_named or not all(_is_there(session, *asked) for asked in one.asked.items())


def _is_there(session: Session, argument: str, value: str) -> bool:
    """Whether the ledger still knows what an argument of a search names."""
    if argument == "q":
        return any(named(session, value, 1))
    column = _COLUMNS.get(argument)
    if column is None or value in _NO_NAMES:
        return True
    return session.scalar(select(column).where(cast(column, String) == value)) is not None
