"""What a browser's cookies are, learnt from what responses set and requests send. Of values only hashes are kept.

After G. Acar et al., The Web Never Forgets (CCS 2014), and S. Englehardt and A. Narayanan, Online Tracking (CCS
2016), a cookie identifies when it is long enough, drawn at random, does not change, and lasts. What its name is
known for goes before that. One party's identifier that another party gets is a cookie sync (the same, section 5).
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime

from tracker.detection.cookies.judging import Look, Seen, at_home, is_shared_identifier, judged, look_at
from tracker.detection.cookies.names import known_cookie
from tracker.detection.cookies.owners import Owner, Owners
from tracker.detection.limits import MAX_NAME
from tracker.detection.verdict import Verdict
from tracker.domains import registrable_domain
from tracker.remembering import Remembered
from tracker.traffic import Cookie

_MOST_COOKIES = 20_000
_MOST_PARTS = 60_000
_MOST_LOOKS = 20_000


class CookieMemory:
    """The cookies of one browser, the least recently met forgotten first."""

    def __init__(self, most_cookies: int = _MOST_COOKIES, most_parts: int = _MOST_PARTS) -> None:
        self._most_cookies = most_cookies
        self._cookies: OrderedDict[tuple[str, str], Seen] = OrderedDict()
        self._owners = Owners(most_parts)
        self._looks: Remembered[int, Look] = Remembered(_MOST_LOOKS)

    def learn(self, host: str, cookies: Iterable[Cookie], time: datetime) -> None:
        """Remember what a response of that host set. Browsers keep no cookie that it sets for another's domain (RFC
        6265, section 5.3), nor do we: anybody could make it look as if its values were somebody else's.
        """
        domain = registrable_domain(host)
        for cookie in cookies:
            is_own = not cookie.domain or registrable_domain(cookie.domain) == domain
            if is_own and (cookie.lifetime is None or cookie.lifetime > 0):
                key = domain, cookie.name[:MAX_NAME]
                seen = self._seen(key)
                seen.set(self._look(cookie.value, seen), cookie.lifetime)
                self._judged(key, seen, cookie.value)

    def verdict(self, host: str, name: str, value: str, site: str | None = None) -> Verdict | None:
        """Return what a cookie that is sent to that host says of the person, or None where it singles nobody out.

        `site` is the registrable domain of the page the person is on: what its own sessions and protection need is not
        worth a word there.
        """
        return self.met(registrable_domain(host), name, value, site).verdict

    def met(self, domain: str, name: str, value: str, site: str | None = None) -> Seen:
        """Return what is known of a cookie that is sent to a registrable domain now, with the verdict on it."""
        key = domain, name
        seen = self._seen(key)
        if seen.is_met_again(hash(value), at_home(domain, site)):
            return seen
        seen.meet(self._look(value, seen))
        self._judged(key, seen, value, site)
        return seen

    def owner_of(self, value: str, receiver: str | None = None) -> Owner | None:
        """Return the first identifying cookie with that value (see `owners_of`)."""
        return next(iter(self.owners_of(value, receiver)), None)

    def owners_of(self, value: str, receiver: str | None = None) -> tuple[Owner, ...]:
        """Return each identifying cookie with that value or a long enough part of it, oldest first.

        With `receiver`, a registrable domain, its own cookies do not count: nobody is told what they know.
        """
        return self._owners.of(value, receiver)

    def owners_in_host(self, host: str, receiver: str | None = None) -> tuple[Owner, ...]:
        """Return each identifying cookie with a value that is a label of a host's name."""
        return self._owners.of_host(host, receiver)

    def _seen(self, key: tuple[str, str]) -> Seen:
        seen = self._cookies.get(key)
        if seen is None:
            seen = self._cookies[key] = Seen(is_known=known_cookie(key[1], key[0]) is not None)
            if len(self._cookies) > self._most_cookies:
                self._cookies.popitem(last=False)[1].settled = None  # nobody relies on what was forgotten
        else:
            self._cookies.move_to_end(key)
        return seen

    def _look(self, value: str, seen: Seen) -> Look:
        key = ~hash(value) if seen.is_known else hash(value)
        return self._looks.get(key) or self._looks.keep(key, look_at(value, is_known=seen.is_known), 1)

    def _judged(self, key: tuple[str, str], seen: Seen, value: str, site: str | None = None) -> None:
        is_at_home = at_home(key[0], site)
        state = *seen.facts, is_at_home
        if state != seen.state:
            seen.state = state
            seen.verdict = judged(*key, seen, site)
            seen.is_shared = seen.verdict is not None or is_shared_identifier(*key, seen)
        if seen.is_shared and not seen.is_owned:
            self._owners.add(value, Owner(*key), is_identifying=seen.verdict is not None)
            seen.is_owned = True
        seen.settle(is_at_home)
