"""Is personal data as safe by law in a country as at home? The European Commission's adequacy decisions.

Sources: GDPR, articles 44 to 49; `tracker/data/risk/adequacy.toml` lists the decisions, each with its reference.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from tracker.phrasing import gettext, message

_CODE = re.compile(r"[A-Z]{2}\Z")


class Standing(StrEnum):
    """What European law says of data in a country."""

    AREA = "area"  # of the European Economic Area: the GDPR itself
    ADEQUATE = "adequate"
    DEPENDS = "depends"  # adequate for some companies alone
    NO_DECISION = "no_decision"
    UNKNOWN = "unknown"  # which country it is


class Decision(NamedTuple):
    """An adequacy decision. `scope` is what it covers where that is not all, `partial` who alone is covered, where that
    cannot be told of a company from here.
    """

    name: str
    reference: str
    adopted: date
    scope: str | None = None
    partial: str | None = None
    note: str | None = None


def standing(country: str | None) -> Standing:
    """Return how a country (ISO 3166-1) stands; unknown for None and for what is no such code."""
    if country is None or not _CODE.match(country):
        return Standing.UNKNOWN
    if country in _area():
        return Standing.AREA
    decided = decisions().get(country)
    if decided is None:
        return Standing.NO_DECISION
    return Standing.DEPENDS if decided.partial else Standing.ADEQUATE


@cache
def decisions() -> Mapping[str, Decision]:
    """Return the adequacy decisions by country."""
    return {
        entry["code"]: Decision(*map(entry.get, Decision._fields))
        for entry in _document()["decision"]
        if "code" in entry
    }


def in_words(country: str | None) -> str:
    """Return how a country stands as a person would say it: '' where the country is not known."""
    found = standing(country)
    if found in (Standing.ADEQUATE, Standing.DEPENDS):
        decided = decisions()[country or ""]
        if decided.partial:
            return gettext(
                "the EU has found its law adequate only for %(whom)s (decision %(reference)s)",
                whom=gettext(decided.partial),
                reference=decided.reference,
            )
        if decided.scope:
            return gettext(
                "the EU has found its law adequate for %(whom)s (decision %(reference)s)",
                whom=gettext(decided.scope),
                reference=decided.reference,
            )
        return gettext("the EU has found its law adequate (decision %(reference)s)", reference=decided.reference)
    if found is Standing.AREA:
        return gettext("within the European Economic Area")
    return gettext("no EU decision says that data is safe by law there") if found is Standing.NO_DECISION else ""


_COVERED = (
    message("commercial organisations"),
    message("the private sector"),
    message("companies that take part in the EU-US Data Privacy Framework"),
)
"""What the list says of those that a decision covers, for the catalogues."""


@cache
def _area() -> frozenset[str]:
    return frozenset(_document()["area"]["codes"])


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads((resources.files("tracker") / "data" / "risk" / "adequacy.toml").read_text("utf-8"))
