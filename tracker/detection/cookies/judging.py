"""Whether a cookie singles a person out: by what its name is known for, else by chance, change and lifetime.

Lifetimes: from 30 days on a cookie recognises a browser (Acar et al. ask for a month, Englehardt and Narayanan for 90
days); a shorter one does so for as long as it lasts. What changes wholly each time is a token, and nobody's. Cookies
for a session count where they go to others than the site: I. Fouad et al., Missed by Filter Lists (PoPETs 2020), ask
for no lifetime either. A moment alone is none, however exact it is: it is not drawn for one browser.
"""

from dataclasses import dataclass
from typing import NamedTuple

from tracker.detection.cookies.names import Known, category_by_name, known_cookie
from tracker.detection.cookies.parts import is_flag, is_plain, weighed_parts
from tracker.detection.verdict import Verdict
from tracker.masking import masked_path
from tracker.taxonomy import Category

_DAY = 86_400.0
_STEADY = 5  # meetings for each value, or of one in a row: an identifier is drawn anew when cookies are deleted or a
# script goes over what a response set, rarely else
_LONG_CHANCE = 60.0  # bits
_SHORTEST_TELLING = 3  # characters of a name
_LONG, _SHORT = 29.9, 0.9  # days; scripts take a second off


class Look(NamedTuple):
    """What a value looks like: hashes of it and of its random parts, how much chance these hold; whether it is a flag,
    whether it says no more than words and moments do (looked at where its name is known only).
    """

    value: int
    parts: frozenset[int]
    chance: float
    is_flag: bool
    is_plain: bool = False


def look_at(value: str, *, is_known: bool = True) -> Look:
    """Return what a value looks like, of a cookie that is known by its name, or of another."""
    if is_flag(value):
        return Look(hash(value), _NO_PARTS, 0.0, True)
    parts = weighed_parts(value)
    if not parts:
        return Look(hash(value), _NO_PARTS, 0.0, False, is_known and is_plain(value))
    return Look(hash(value), frozenset(map(hash, parts)), sum(parts.values()), False)


_NO_PARTS: frozenset[int] = frozenset()
_NOTHING = Look(-1, _NO_PARTS, 0.0, False)


@dataclass(slots=True)
class Seen:
    """What is remembered of a cookie: what its last value looks like and which random parts it always had when it was
    sent, how often it was sent in how many values, and how long it lasts.
    """

    look: Look = _NOTHING
    is_known: bool = False
    is_owned: bool = False
    sent: int | None = None
    stable: frozenset[int] = frozenset()
    values: int = 0
    meetings: int = 0
    in_a_row: int = 0
    lifetime: float | None = None
    was_set: bool = False
    state: tuple[object, ...] = ()
    verdict: Verdict | None = None
    is_shared: bool = False
    settled: int | None = None
    is_at_home: bool | None = None

    def set(self, look: Look, lifetime: float | None) -> None:
        """Remember that a response set the cookie. Parallel first responses set several values: this is no change."""
        self.was_set, self.lifetime, self.settled = True, lifetime, None
        self._see(look)

    def meet(self, look: Look) -> None:
        """Remember that a request sent the cookie."""
        self._see(look)
        self.meetings += 1
        if self.sent != look.value:
            self.stable = look.parts & self.stable if self.values else look.parts
            self.sent, self.values, self.in_a_row = look.value, self.values + 1, 0
        self.in_a_row += 1

    def settle(self, is_at_home: bool | None) -> None:
        """Remember whether the verdict stays as it is while the same value is sent from the same site."""
        is_steady = self.sent == self.look.value and (self.values <= 1 or bool(self.stable))
        self.settled, self.is_at_home = self.sent if is_steady else None, is_at_home

    def is_met_again(self, value: int, is_at_home: bool | None) -> bool:
        """Whether a value (its hash) that has settled is sent from there again: it counts, and nothing else changes."""
        if self.settled != value or self.is_at_home is not is_at_home:
            return False
        self.meetings += 1
        return True

    def _see(self, look: Look) -> None:
        if look.value != self.look.value:
            self.look, self.is_owned = look, False

    @property
    def facts(self) -> tuple[object, ...]:
        """What the verdict depends on, besides name and place."""
        look = self.look
        return look.is_flag, look.is_plain, bool(look.parts), self.is_long, self.is_random, self.lifetime, self.was_set

    @property
    def is_random(self) -> bool:
        """Whether the value has random parts, and not others every few times: that would be a token."""
        is_token = self.values > 1 and not self.stable and self.in_a_row < _STEADY
        return bool(self.look.parts) and not (is_token and self.meetings < _STEADY * self.values)

    @property
    def is_long(self) -> bool:
        """Whether so much chance is in the value that it is known again wherever it turns up."""
        return self.look.chance >= _LONG_CHANCE


def at_home(domain: str, site: str | None) -> bool | None:
    """Return whether a cookie is sent to the site one is on, or None where it is not known which that is."""
    return site == domain if site else None


def is_shared_identifier(domain: str, name: str, seen: Seen) -> bool:
    """Whether a cookie without a verdict is known again when another party gets it: random and long, if short-lived."""
    if known_cookie(name, domain) or seen.look.is_flag or not seen.is_random:
        return False
    return seen.is_long and category_by_name(name) is not None


def judged(domain: str, name: str, seen: Seen, site: str | None = None) -> Verdict | None:
    """Return the verdict on a cookie; None where it singles nobody out, or runs the site one is on."""
    if seen.look.is_flag:
        return None
    known, is_at_home = known_cookie(name, domain), at_home(domain, site)
    if known:
        return None if _runs(known, seen, is_at_home) else _by_knowledge(known, name, seen)
    if not seen.is_random:
        return None
    category = category_by_name(name)
    return _by_chance(category, name, seen, is_at_home) if category else None


def _runs(known: Known, seen: Seen, is_at_home: bool | None) -> bool:
    """Whether a cookie does no more than run the site one is on, or keep a log."""
    return (known.is_faint and not seen.look.parts) or (known.is_necessary and is_at_home is True)


def _by_knowledge(known: Known, name: str, seen: Seen) -> Verdict | None:
    if known.category is None or seen.look.is_plain:
        return None  # `NO_DATA`, the moment of a visit, a count: whatever the name is known for, this value is none
    if not seen.look.parts and not known.domains and len(name) < _SHORTEST_TELLING:
        return None  # `RT` or `sp` are many things, which only an identifier tells apart
    words = f"The cookie {_shown(name)} is known ({known.owner}): it {known.purpose}.{_lasting(seen)}"
    if known.is_faint:
        return Verdict(
            known.category, 0.6, f"{words} That takes no identifier, yet its random value tells browsers apart."
        )
    return Verdict(known.category, 0.95 if seen.look.parts else 0.8, words)


def _lasting(seen: Seen) -> str:
    """For how long a response set it, where one did."""
    if not seen.was_set:
        return ""
    if seen.lifetime is None:
        return " It was set for a session."
    days = seen.lifetime / _DAY
    return f" It was set for {_days(days) if days >= _SHORT else 'less than a day'}."


def _days(days: float) -> str:
    return f"{max(1, round(days))} day{'s' if days >= 1.5 else ''}"


def _by_chance(category: Category, name: str, seen: Seen, is_at_home: bool | None) -> Verdict | None:
    subject = f"The cookie {_shown(name)} holds a random value"
    if not seen.was_set:
        return Verdict(category, 0.5, f"{subject}; how long it lasts was not seen.")
    days = (seen.lifetime or 0) / _DAY
    if days >= _LONG:
        return Verdict(category, 0.8, f"{subject} and lasts {_days(days)}.")
    if days >= _SHORT:
        return Verdict(category, 0.6, f"{subject} and lasts {_days(days)}.")
    return _for_a_session(category, subject, seen, is_at_home)


def _for_a_session(category: Category, subject: str, seen: Seen, is_at_home: bool | None) -> Verdict | None:
    """A session of the site's own runs it. Another party's joins a visit's pages, and those of all sites it is on."""
    if category is Category.SESSION_ID and (not is_at_home or seen.lifetime is not None):
        return Verdict(Category.SESSION_ID, 0.6, f"{subject} and is named for a session.")
    if is_at_home is False and seen.is_long:
        time = "a session" if seen.lifetime is None else "less than a day"
        return Verdict(Category.SESSION_ID, 0.5, f"{subject} for {time}, and goes to another party than the site.")
    return None


def _shown(name: str) -> str:
    return masked_path(name)[:80]
