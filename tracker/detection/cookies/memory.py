"""What a browser's cookies are, learnt from what responses set and requests send. Of values only hashes are kept.

After G. Acar et al., The Web Never Forgets (CCS 2014), and S. Englehardt and A. Narayanan, Online Tracking (CCS
2016), a cookie identifies when it is long enough, drawn at random, does not change, and lasts. What its name is
known for goes before that. One party's identifier that another party gets is a cookie sync (the same, section 5).
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime

from tracker.detection.cookies.judging import Look, Seen, is_shared_identifier, judged, look_at
from tracker.detection.cookies.parts import comparable_parts, shareable_parts
from tracker.detection.remembering import Remembered
from tracker.detection.verdict import Verdict
from tracker.domains import registrable_domain
from tracker.traffic import Cookie

_MOST_COOKIES = 20_000
_MOST_PARTS = 60_000
_MOST_OWNERS = 8
_MOST_LOOKS = 20_000
_SHORTEST, _LONGEST = 8, 2048

type Owner = tuple[str, str]
"""A registrable domain and a cookie's name."""


class CookieMemory:
    """The cookies of one browser, the least recently met forgotten first."""

    def __init__(self, most_cookies: int = _MOST_COOKIES, most_parts: int = _MOST_PARTS) -> None:
        self._most_cookies, self._most_parts = most_cookies, most_parts
        self._cookies: OrderedDict[Owner, Seen] = OrderedDict()
        self._owners: OrderedDict[int, tuple[Owner, ...]] = OrderedDict()
        self._looks: Remembered[int, Look] = Remembered(_MOST_LOOKS)

    def learn(self, host: str, cookies: Iterable[Cookie], time: datetime) -> None:
        """Remember what a response of that host set."""
        for cookie in cookies:
            if cookie.lifetime is None or cookie.lifetime > 0:
                owner = registrable_domain(cookie.domain or host), cookie.name
                seen = self._seen(owner)
                seen.set(self._look(cookie.value), cookie.lifetime)
                self._judged(owner, seen, cookie.value)

    def verdict(self, host: str, name: str, value: str, site: str | None = None) -> Verdict | None:
        """Return what a cookie that is sent to that host says of the person, or None where it singles nobody out.

        `site` is the registrable domain of the page the person is on: what its own sessions and protection need is not
        worth a word there.
        """
        owner = registrable_domain(host), name
        seen = self._seen(owner)
        if hash(value) == seen.settled and (site == owner[0]) is seen.is_at_home:
            seen.meetings += 1
            return seen.verdict
        seen.meet(self._look(value))
        return self._judged(owner, seen, value, site)

    def owner_of(self, value: str, receiver: str | None = None) -> Owner | None:
        """Return domain and name of the first identifying cookie with that value (see `owners_of`)."""
        return next(iter(self.owners_of(value, receiver)), None)

    def owners_of(self, value: str, receiver: str | None = None) -> tuple[Owner, ...]:
        """Return domain and name of each identifying cookie with that value or a long enough part of it, oldest first.

        With `receiver`, a registrable domain, its own cookies do not count: nobody is told what they know.
        """
        if not _SHORTEST <= len(value) <= _LONGEST or not self._owners:
            return ()
        owners = self._owners.get(hash(value)) or self._owners_of_parts(value)
        return tuple(owner for owner in owners if owner[0] != receiver) if owners else ()

    def _owners_of_parts(self, value: str) -> tuple[Owner, ...]:
        found: dict[Owner, None] = {}
        for part in comparable_parts(value):
            found.update(dict.fromkeys(self._owners.get(hash(part), ())))
        return tuple(found)

    def _seen(self, owner: Owner) -> Seen:
        seen = self._cookies.get(owner)
        if seen is None:
            seen = self._cookies[owner] = Seen()
            if len(self._cookies) > self._most_cookies:
                self._cookies.popitem(last=False)
        else:
            self._cookies.move_to_end(owner)
        return seen

    def _look(self, value: str) -> Look:
        key = hash(value)
        return self._looks.get(key) or self._looks.keep(key, look_at(value), 1)

    def _judged(self, owner: Owner, seen: Seen, value: str, site: str | None = None) -> Verdict | None:
        look = seen.look
        facts = look.is_flag, bool(look.parts), seen.is_long, seen.is_random
        state = *facts, seen.lifetime, seen.was_set, site == owner[0]
        if state != seen.state:
            seen.state = state
            seen.verdict = judged(*owner, seen, site)
            seen.is_shared = seen.verdict is not None or is_shared_identifier(*owner, seen)
        if seen.is_shared and not seen.is_owned:
            self._own(value, owner)
            seen.is_owned = True
        seen.settle(is_at_home=site == owner[0])
        return seen.verdict

    def _own(self, value: str, owner: Owner) -> None:
        for part in shareable_parts(value):
            owners = self._owners.get(hash(part), ())
            if owner not in owners and len(owners) < _MOST_OWNERS:
                self._owners[hash(part)] = (*owners, owner)
                if len(self._owners) > self._most_parts:
                    self._owners.popitem(last=False)
