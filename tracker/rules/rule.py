"""A rule: of which disclosures it speaks, and what is to be done with them."""

from enum import StrEnum
from typing import Any, NamedTuple

from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


class Action(StrEnum):
    """What is done with a datum on its way. The slugs are a promise to users' scripts."""

    ALLOW = "allow"
    WARN = "warn"
    MASK = "mask"
    ALIAS = "alias"
    STRIP = "strip"
    BLOCK = "block"


HARMLESS = frozenset({Action.ALLOW, Action.WARN})
"""The actions that change nothing of what leaves."""


class Otherwise(StrEnum):
    """What is done where a value cannot be replaced in its place: take the field out, or stop the request."""

    STRIP = "strip"
    BLOCK = "block"


class Facts(NamedTuple):
    """What a rule may go by: all that is known of a disclosure but its value.

    `vendors` are the slugs of the company and of those above it, `kind` is its category in the catalogue.
    """

    category: Category
    party: Party
    manner: Manner
    host: str
    site: str | None = None
    vendors: tuple[str, ...] = ()
    kind: str | None = None


class Rule(NamedTuple):
    """A rule. What is empty or None in it means any."""

    id: str
    action: Action
    vendors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    party: Party | None = None
    categories: frozenset[Category] = frozenset()
    manner: Manner | None = None
    otherwise: Otherwise = Otherwise.STRIP
    is_on: bool = True
    name: str = ""
    preset: str = ""

    def speaks_of(self, facts: Facts) -> bool:
        """Return whether the rule is about such a disclosure. One that is off is about none."""
        return (
            self.is_on
            and (not self.categories or facts.category in self.categories)
            and (self.party is None or facts.party is self.party)
            and (self.manner is None or facts.manner is self.manner)
            and (not self.sites or facts.site in self.sites)
            and (not self.kinds or facts.kind in self.kinds)
            and (not self.vendors or not self.vendors.isdisjoint(facts.vendors))
        )

    def told(self) -> dict[str, Any]:
        """Return its fields by their names, as files and scripts have them: what is in no order put in one."""
        said = self._asdict().items()
        return {name: tuple(sorted(its)) if isinstance(its, frozenset) else its for name, its in said}
