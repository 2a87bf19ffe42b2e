"""Many hits -> a few items, the weightiest first. What is not sure enough, or as it should be, is left out."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from ipaddress import ip_address
from typing import NamedTuple

from tracker.attention.item import Item, Kind, Named
from tracker.attention.passage import LEAST_CONFIDENCE, Hidden, Passage, Shared, Whose
from tracker.attention.stepping import Reach, ReachOf, with_steps
from tracker.disclosure import Manner, Party
from tracker.domains import is_address
from tracker.taxonomy import SECRETS, TAXONOMY, Category, Group

MOST_NAMED = 5
_BROADEST, _WORSE = 6.0, 2.0
_PAYING = frozenset({"payment", "finance"})
_OF_PAYING = frozenset({Category.CARD_NUMBER, Category.CARD_SECURITY_CODE})
_BEHIND = frozenset({Manner.RELAYED, Manner.PREMATURE})
_TELLING = 2  # least sensitivity of what is worth a word when it is unencrypted
_AT_HOME = (".local", ".localhost", ".internal", ".home.arpa", ".lan")

type IsOwn = Callable[[str, str], bool]
"""Whether a company (slug) is that of a site, or of its group: then it is no stranger there."""


class _Group(NamedTuple):
    kind: Kind
    category: Category | None


class Seen(NamedTuple):
    """What was found in the ledger. `others` are items that were made elsewhere. `is_partial`: there were more passages
    than these.
    """

    passages: Sequence[Passage] = ()
    hidden: Sequence[Hidden] = ()
    shared: Sequence[Shared] = ()
    others: Sequence[Item] = ()
    is_partial: bool = False


def _nobody(_vendor: str, _site: str) -> bool:
    return False


def _unreached(_vendor: str) -> Reach:
    return Reach()


def items(seen: Seen, is_own: IsOwn = _nobody, reach: ReachOf = _unreached) -> list[Item]:
    """Return what deserves attention, the weightiest first; `reach` tells how to reach a company."""
    grouped: dict[_Group, list[Passage]] = {}
    for passage in seen.passages:
        for group in _groups(passage, is_own):
            grouped.setdefault(group, []).append(passage)
    found = [_item(group, of, is_partial=seen.is_partial) for group, of in grouped.items()]
    found += filter(None, (_disguised(seen.hidden), _shared(seen.shared), *seen.others))
    found.sort(key=lambda item: (-item.weight, item.kind, item.category or ""))
    return [with_steps(item, reach) for item in found]


def _groups(passage: Passage, is_own: IsOwn) -> Iterator[_Group]:
    for kind in kinds_of(passage, is_own):
        yield _Group(kind, None if kind in (Kind.PREMATURE, Kind.UNENCRYPTED) else passage.category)


def kinds_of(passage: Passage, is_own: IsOwn) -> Iterator[Kind]:
    """Yield what a passage is a hit of: the gravest that fits, and besides that it travelled open to everybody."""
    if passage.sureness < LEAST_CONFIDENCE or passage.manner is Manner.AMBIENT:
        return
    if passage.is_plain and _is_exposed(passage):
        yield Kind.UNENCRYPTED
    is_elsewhere = passage.party is Party.THIRD and not (passage.site and is_own(passage.vendor, passage.site))
    if is_elsewhere and (kind := _kind_elsewhere(passage)):
        yield kind
    elif not is_elsewhere and passage.manner is Manner.PREMATURE:
        yield Kind.PREMATURE


def _kind_elsewhere(passage: Passage) -> Kind | None:
    """What it is that a third party got this."""
    if passage.category in SECRETS:
        return None if _is_payment(passage) else Kind.SECRET
    if TAXONOMY[passage.category].group is Group.SPECIAL:
        return Kind.SPECIAL
    if passage.whose is Whose.DECLARED and passage.manner in _BEHIND:
        return Kind.DECLARED
    if passage.manner is Manner.PREMATURE:
        return Kind.PREMATURE
    return Kind.LEARNT if passage.whose is Whose.LEARNT and passage.manner in _BEHIND else None


def _is_payment(passage: Passage) -> bool:
    """Whether a card went where cards are paid with."""
    return passage.trade in _PAYING and passage.category in _OF_PAYING


def _is_exposed(passage: Passage) -> bool:
    return TAXONOMY[passage.category].sensitivity >= _TELLING and not _is_at_home(passage.host)


def _is_at_home(host: str) -> bool:
    """Whether a host is within the person's own network: what does not leave it is open to nobody else."""
    name = host.strip("[]").lower()
    if is_address(name):
        return not ip_address(name).is_global
    return "." not in name or name.endswith(_AT_HOME)


def _item(group: _Group, of: Sequence[Passage], *, is_partial: bool) -> Item:
    latest = sorted(of, key=lambda one: one.last, reverse=True)
    vendors = _distinct(Named(one.vendor, one.name) for one in latest)
    sites = _distinct(one.site for one in latest if one.site)
    data = _distinct(one.datum for one in latest)
    manners = tuple(manner for manner in Manner if any(one.manner is manner for one in of))
    return Item(
        kind=group.kind,
        weight=_weight(group, of, len(vendors)),
        times=sum(one.times for one in of),
        first=min(one.first for one in of),
        last=latest[0].last,
        category=group.category or _gravest(of),
        vendors=vendors[:MOST_NAMED],
        vendor_count=len(vendors),
        sites=sites[:MOST_NAMED],
        site_count=len(sites),
        data=data[:MOST_NAMED],
        data_count=len(data),
        manners=manners,
        is_plain=any(one.is_plain for one in of),
        confidence=min(one.sureness for one in of),
        is_partial=is_partial,
    )


def _gravest(of: Sequence[Passage]) -> Category:
    """The most sensitive category among them, and of those the one met in most ways."""
    met = Counter(one.category for one in of)
    return max(met, key=lambda category: (TAXONOMY[category].sensitivity, met[category], category))


def _weight(group: _Group, of: Sequence[Passage], vendors: int) -> float:
    """The kind's weight, and what is added for how far it spread and how it went.

    What the person sent there themselves weighs as the kind does, and nothing more.
    """
    behind = any(one.manner in _BEHIND for one in of)
    is_worse = group.kind is not Kind.PREMATURE and any(one.manner is Manner.PREMATURE for one in of)
    is_worse = is_worse or (group.kind is not Kind.UNENCRYPTED and any(one.is_plain for one in of))
    return group.kind.weight + behind * min(_BROADEST, math.log2(1 + vendors)) + _WORSE * is_worse


def _disguised(hidden: Sequence[Hidden]) -> Item | None:
    if not hidden:
        return None
    latest = sorted(hidden, key=lambda one: one.last, reverse=True)
    vendors = _distinct(Named(one.vendor, one.name) for one in latest)
    return Item(
        kind=Kind.DISGUISED,
        weight=Kind.DISGUISED.weight + min(_BROADEST, math.log2(1 + len(vendors))),
        times=sum(one.times for one in hidden),
        first=min(one.first for one in hidden),
        last=latest[0].last,
        vendors=vendors[:MOST_NAMED],
        vendor_count=len(vendors),
        sites=tuple(one.host for one in latest)[:MOST_NAMED],
        site_count=len(hidden),
        data_count=sum(one.data for one in hidden),
        details=(latest[0].host, latest[0].cloak),
    )


def _shared(shared: Sequence[Shared]) -> Item | None:
    if not shared:
        return None
    latest = sorted(shared, key=lambda one: one.last, reverse=True)
    vendors, data = _distinct(Named(one.vendor, one.name) for one in latest), _distinct(one.datum for one in latest)
    return Item(
        kind=Kind.SHARED,
        weight=Kind.SHARED.weight + min(_BROADEST, math.log2(1 + len(vendors))),
        times=sum(one.times for one in shared),
        first=min(one.first for one in shared),
        last=latest[0].last,
        category=latest[0].category,
        vendors=vendors[:MOST_NAMED],
        vendor_count=len(vendors),
        data=data[:MOST_NAMED],
        data_count=len(data),
    )


def _distinct[One](found: Iterable[One]) -> tuple[One, ...]:
    return tuple(dict.fromkeys(found))
