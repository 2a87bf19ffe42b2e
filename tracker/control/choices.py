"""All that a proxy is told of what the person decided. The default changes nothing of what leaves."""

from datetime import datetime, timedelta
from typing import NamedTuple

from tracker.rules import Action, Rule

LONGEST_PAUSE = timedelta(days=7)
_PAUSE_ENDS = LONGEST_PAUSE + timedelta(hours=1)  # clocks are set right by a little now and then


class Signals(NamedTuple):
    """What is told to companies with each request, or kept from them; each at the person's wish.

    `gpc` adds `Sec-GPC: 1` (Global Privacy Control), `dnt` adds `DNT: 1`; `referer` trims the address of the page to
    its origin in what goes to third parties; `link_ids` takes identifiers of clicks out of addresses.
    """

    gpc: bool = False
    dnt: bool = False
    referer: bool = False
    link_ids: bool = False


class AliasService(NamedTuple):
    """The person's account at a service that makes aliases when they ask for one; `slug` says which, '' none.

    `key` is shown by nothing, not even by `repr`. `url` is where they host the service themselves, '' where they do
    not; `domain` is that of aliases where the service leaves it to them, '' its own choice.
    """

    slug: str = ""
    key: str = ""
    url: str = ""
    domain: str = ""

    def __repr__(self) -> str:
        return f"AliasService(slug={self.slug!r}, key=…, url={self.url!r}, domain={self.domain!r})"


class Aliasing(NamedTuple):
    """How an e-mail address of the person's is replaced by one that only one company gets.

    `address` is a mailbox of the person's, for `name+brand@`; `domain` one whose mail reaches them whatever stands
    before the `@`, which goes first. `known` are aliases by company (slug) or domain, made before or elsewhere: they go
    before both. `service` makes such, and no proxy ever asks it.
    """

    address: str = ""
    domain: str = ""
    known: tuple[tuple[str, str], ...] = ()
    service: AliasService = AliasService()

    @property
    def is_set_up(self) -> bool:
        """Whether any company could get an alias."""
        return bool(self.address or self.domain or self.known)


class Control(NamedTuple):
    """What the person decided.

    `rules` in their order; `private_sites` are those on which nothing is recorded (registrable domains);
    `paused_until` is when recording goes on, None where it is not paused; `passed_hosts` are those whose connections
    are passed through unread, and `read_hosts` those that never are, whatever the proxy learnt of them; `mark` puts a
    small mark on pages, but for those of `unmarked_sites` (registrable domains). `secret` tells stand-ins of this
    installation from those of others: 32 bytes, made at the first change. `made` is how many rules were ever made: no
    id of theirs is used again.
    """

    rules: tuple[Rule, ...] = ()
    signals: Signals = Signals()
    aliasing: Aliasing = Aliasing()
    private_sites: frozenset[str] = frozenset()
    paused_until: datetime | None = None
    passed_hosts: frozenset[str] = frozenset()
    read_hosts: frozenset[str] = frozenset()
    mark: bool = False
    secret: bytes = b""
    made: int = 0
    unmarked_sites: frozenset[str] = frozenset()

    @property
    def changes_requests(self) -> bool:
        """Whether anything that leaves may be changed, stopped or told of by rules."""
        return any(rule.is_on and rule.action is not Action.ALLOW for rule in self.rules)

    def is_paused(self, now: datetime) -> bool:
        """Return whether nothing is to be recorded at that time. Where a clock that was set back makes a pause longer
        than one can be, it has ended.
        """
        return self.paused_until is not None and timedelta() < self.paused_until - now < _PAUSE_ENDS


WATCHING = Control()
"""What holds where the person decided nothing: watch only."""
