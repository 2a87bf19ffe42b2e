"""Whether a cookie singles a person out: by what its name is known for, else by chance, change and lifetime.

Lifetimes: from 30 days on a cookie recognises a browser (Acar et al. ask for a month, Englehardt and Narayanan for 90
days); a shorter one does so for as long as it lasts. What changes wholly each time is a token, and nobody's.
"""

from dataclasses import dataclass

from tracker.detection.cookies.names import Known, category_by_name, known_cookie
from tracker.detection.cookies.parts import is_flag, telling_parts
from tracker.detection.verdict import Verdict
from tracker.masking import masked_path
from tracker.taxonomy import Category

_DAY = 86_400.0
_LONG, _SHORT = 29.9, 0.9  # days; scripts take a second off


@dataclass(slots=True)
class Seen:
    """What is remembered of a cookie: of its values only hashes, and what they looked like."""

    value: int | None = None
    stable: frozenset[int] | None = None
    values: int = 0
    is_owned: bool = False
    is_telling: bool = False
    is_flag: bool = False
    lifetime: float | None = None
    was_set: bool = False

    def set(self, value: str, lifetime: float | None) -> None:
        """Remember that a response set the cookie."""
        self.was_set, self.lifetime = True, lifetime
        self.meet(value)

    def meet(self, value: str) -> None:
        """Remember a value."""
        key = hash(value)
        if key == self.value:
            return
        parts = frozenset(map(hash, telling_parts(value)))
        self.stable = parts if self.stable is None else self.stable & parts
        self.value, self.values = key, self.values + 1
        self.is_telling, self.is_flag, self.is_owned = bool(parts), is_flag(value), False

    @property
    def changes(self) -> bool:
        """Whether nothing random was the same in all the values met."""
        return self.values > 1 and not self.stable


def judged(domain: str, name: str, seen: Seen, site: str | None = None) -> Verdict | None:
    """Return the verdict on a cookie, or None where it singles nobody out, or runs the site that the person is on."""
    if seen.is_flag:
        return None
    known = known_cookie(name, domain)
    if known:
        return None if known.is_necessary and site == domain else _by_knowledge(known, name, seen)
    if not seen.is_telling or seen.changes:
        return None
    category = category_by_name(name)
    return _by_chance(category, name, seen) if category else None


def _by_knowledge(known: Known, name: str, seen: Seen) -> Verdict | None:
    if known.category is None:
        return None
    words = f"The cookie {_shown(name)} is known ({known.owner}): it {known.purpose}."
    return Verdict(known.category, 0.95 if seen.is_telling else 0.8, words)


def _by_chance(category: Category, name: str, seen: Seen) -> Verdict | None:
    subject = f"The cookie {_shown(name)} holds a random value"
    if not seen.was_set:
        return Verdict(category, 0.4, f"{subject}; how long it lasts was not seen.")
    days = (seen.lifetime or 0) / _DAY
    if days >= _LONG:
        return Verdict(category, 0.8, f"{subject} and lasts {round(days)} days.")
    if days >= _SHORT:
        return Verdict(category, 0.6, f"{subject} and lasts {max(1, round(days))} day{'s' if days >= 1.5 else ''}.")
    if category is Category.SESSION_ID:
        return Verdict(category, 0.6, f"{subject} and is named for a session.")
    return None


def _shown(name: str) -> str:
    return masked_path(name)[:80]
