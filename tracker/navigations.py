"""Which pages were opened, and what is embedded in which: so that a frame is not taken for the page around it.

Within a frame, a browser names the frame's origin as the one that asks (`Origin`, `Referer`), not the page's that the
person sees. That a frame was opened, and from which page, stands in its own request alone (Fetch Metadata: HTML,
`Sec-Fetch-Dest: iframe`); what a style sheet asks for names the style sheet (CSS, "referrer"). So this is remembered:
for a while, and in bounded memory. Nothing here looks at a clock: the requests' own times count, in captures as live.
"""

from collections import OrderedDict
from typing import Final, NamedTuple

RECENT: Final = 10 * 60.0  # seconds: two pages that embed the same in this time cannot be told apart
EMBEDDED: Final = 60 * 60.0  # seconds that a frame counts
OPENED: Final = 12 * 60 * 60.0  # seconds that a page counts: it may stay open for long
MOST_PLACES = 4096
MOST_SITES = 8


class Whereabouts(NamedTuple):
    """On whose page something is: `site` is None where that cannot be told. `is_own`: a page of its own."""

    site: str | None
    is_own: bool
    confidence: float


UNSEEN: Final = Whereabouts(None, False, 0.0)
AMBIGUOUS: Final = Whereabouts(None, False, 0.0)
"""It may be on several pages. (Told from `UNSEEN` by identity.)"""
_OWN, _OF_FRAME, _OF_OLD_FRAME = 0.9, 0.7, 0.5


class Places[Key]:
    """Where things were opened or embedded: a key (a host, a document) to the sites of the pages around it."""

    def __init__(self) -> None:
        self._sites: OrderedDict[Key, dict[str | None, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sites)

    def add(self, key: Key, site: str | None, now: float) -> None:
        """Remember that it is on a page of that site (None: on one that cannot be told). The oldest is forgotten."""
        sites = self._sites.setdefault(key, {})
        self._sites.move_to_end(key)
        sites.pop(site, None)
        sites[site] = now
        if len(sites) > MOST_SITES:
            del sites[next(iter(sites))]
        if len(self._sites) > MOST_PLACES:
            self._sites.popitem(last=False)

    def find(self, key: Key, domain: str, now: float) -> Whereabouts:
        """Return on whose page it is now; `domain` is its own, which it has when it was opened by itself."""
        sites = self._sites.get(key)
        if sites is None:
            return UNSEEN
        since = now - OPENED
        is_own = sites.get(domain, since) > since
        since = now - EMBEDDED
        around = [site for site, time in sites.items() if time > since and site != domain]
        if not around:
            return Whereabouts(domain, True, _OWN) if is_own else UNSEEN
        if is_own:
            return AMBIGUOUS
        recent = [site for site in around if sites[site] > now - RECENT]
        chosen, confidence = (recent, _OF_FRAME) if recent else (around, _OF_OLD_FRAME)
        if len(chosen) > 1 or chosen[0] is None:
            return AMBIGUOUS
        return Whereabouts(chosen[0], False, confidence)


class Navigations:
    """The memory of one browser, or of one capture. Bounded, whatever pages do."""

    def __init__(self) -> None:
        self._hosts: Places[str] = Places()
        self._documents: Places[int] = Places()
        self._sheets: Places[str] = Places()

    def opened(self, host: str, address: str, site: str | None, now: float) -> None:
        """Remember a document: of the page itself, whose site is its own, or of a frame on that site's page."""
        self._hosts.add(host, site, now)
        self._documents.add(hash(address), site, now)

    def asked(self, address: str, site: str, now: float) -> None:
        """Remember what a page of that site asked for, by a browser that does not say whether that is a document."""
        self._documents.add(hash(address), site, now)

    def styled(self, host: str, site: str | None, now: float) -> None:
        """Remember that a page of that site has a style sheet of that host."""
        self._sheets.add(host, site, now)

    def of_document(self, address: str, domain: str, now: float) -> Whereabouts:
        """Return on whose page the document of that address is."""
        return self._documents.find(hash(address), domain, now)

    def of_host(self, host: str, domain: str, now: float) -> Whereabouts:
        """Return on whose page documents of that host are."""
        return self._hosts.find(host, domain, now)

    def of_sheet(self, host: str, domain: str, now: float) -> Whereabouts:
        """Return on whose page style sheets of that host are."""
        return self._sheets.find(host, domain, now)
