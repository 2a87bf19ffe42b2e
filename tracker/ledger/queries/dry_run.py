"""What would rules have done with what left? Decided over the ledger as the proxy would decide on the wire.

The manner is the ledger's, which learnt afterwards what was premature; on its way, the proxy cannot know as much.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.orm import Session

from tracker.ledger.queries.leavings import Ground, Leaving, Sort, Way, leavings
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.touched import Places, touched_requests
from tracker.rules import Action, Decision, Rule, decide
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

MOST = 20


class TouchedCompany(NamedTuple):
    """A company: how many disclosures to it rules would have touched, and of which categories, the most first."""

    slug: str
    name: str
    disclosures: int
    categories: tuple[Category, ...]


class TouchedCategory(NamedTuple):
    """A category: how many disclosures of it rules would have touched, to how many companies, and what they would have
    done.
    """

    category: Category
    disclosures: int
    companies: int
    actions: tuple[Action, ...]


class Spared(NamedTuple):
    """What rules would have left as it is though they speak of it, and why."""

    reason: str
    disclosures: int
    companies: int
    categories: tuple[Category, ...]


class DryRun(NamedTuple):
    """What rules would have touched: requests (with `is_least` at least so many), disclosures (repeats counted),
    companies; those that they would have touched most, and all categories.
    """

    requests: int
    is_least: bool
    disclosures: int
    companies: int
    by_company: tuple[TouchedCompany, ...]
    by_category: tuple[TouchedCategory, ...]
    spared: tuple[Spared, ...]


NOTHING = DryRun(0, False, 0, 0, (), (), ())


def dry_run(
    session: Session, rules: Sequence[Rule], catalogue: "Catalogue", scope: Scope = EVERYTHING, most: int = MOST
) -> DryRun:
    """Return what these rules, in their order, would have done in the scope's period. Seven statements at most.

    A rule that allows touches nothing; one that warns does. Only the period counts of the scope.
    """
    if not any(rule.is_on and rule.action is not Action.ALLOW for rule in rules):
        return NOTHING
    ground = Ground(session, rules, catalogue)
    bench = _Bench(ground, tuple(rules))
    for leaving in leavings(session, ground, scope):
        bench.judge(leaving)
    requests = touched_requests(session, ground, scope, bench.touched, bench.met)
    return DryRun(
        *requests,
        sum(bench.companies.values()),
        len(bench.companies),
        tuple(bench.by_company(most)),
        tuple(bench.by_category()),
        tuple(bench.spared()),
    )


class _Bench:
    """Judges what left, each kind of it once, and counts."""

    def __init__(self, ground: Ground, rules: tuple[Rule, ...]) -> None:
        self._ground, self._rules = ground, rules
        self._decisions: dict[tuple[Way, Sort, int], Decision | None] = {}
        self.companies: Counter[int] = Counter()
        self._kinds: Counter[tuple[Category, int]] = Counter()
        self._actions: dict[Category, set[Action]] = defaultdict(set)
        self._spared: Counter[tuple[str, Category, int]] = Counter()

    def judge(self, leaving: Leaving) -> None:
        vendor, sort, site, way, times = leaving
        decision = self._decision(way, sort, site)
        if decision is None:
            return
        if decision.spared:
            self._spared[decision.spared, way.category, vendor] += times
        elif decision.action is not Action.ALLOW:
            self.companies[vendor] += times
            self._kinds[way.category, vendor] += times
            self._actions[way.category].add(decision.action)

    def _decision(self, way: Way, sort: Sort, site: int) -> Decision | None:
        key = (way, sort, site)
        if key not in self._decisions:
            self._decisions[key] = decide(self._ground.facts(sort, site, way), self._rules)
        return self._decisions[key]

    @property
    def met(self) -> dict[Way, Places]:
        """Where anything left in each way."""
        return _by_way(self._decisions)

    @property
    def touched(self) -> dict[Way, Places]:
        """Where rules would have touched what left in that way."""
        return _by_way(key for key, decision in self._decisions.items() if decision and _touches(decision))

    def by_company(self, most: int) -> Iterable[TouchedCompany]:
        names, kinds = self._ground.names, _grouped((vendor, kind, n) for (kind, vendor), n in self._kinds.items())
        ranked = sorted(self.companies.items(), key=lambda one: (-one[1], names[one[0]]))
        for vendor, times in ranked[:most]:
            yield TouchedCompany(*names[vendor], times, _ordered(kinds[vendor]))

    def by_category(self) -> Iterable[TouchedCategory]:
        vendors = _grouped((kind, vendor, n) for (kind, vendor), n in self._kinds.items())
        for kind, some in sorted(vendors.items(), key=lambda one: (-sum(one[1].values()), one[0])):
            yield TouchedCategory(kind, sum(some.values()), len(some), tuple(sorted(self._actions[kind])))

    def spared(self) -> Iterable[Spared]:
        kinds = _grouped((reason, kind, times) for (reason, kind, _), times in self._spared.items())
        vendors = _grouped((reason, vendor, times) for (reason, _, vendor), times in self._spared.items())
        for reason, some in sorted(kinds.items(), key=lambda one: (-sum(one[1].values()), one[0])):
            yield Spared(reason, sum(some.values()), len(vendors[reason]), _ordered(some))


def _touches(decision: Decision) -> bool:
    return not decision.spared and decision.action is not Action.ALLOW


def _by_way(keys: Iterable[tuple[Way, Sort, int]]) -> dict[Way, Places]:
    places: dict[Way, set[tuple[Sort, int]]] = defaultdict(set)
    for way, sort, site in keys:
        places[way].add((sort, site))
    return {way: frozenset(some) for way, some in places.items()}


def _grouped[Key, Member](counts: Iterable[tuple[Key, Member, int]]) -> dict[Key, Counter[Member]]:
    groups: dict[Key, Counter[Member]] = defaultdict(Counter)
    for key, member, times in counts:
        groups[key][member] += times
    return groups


def _ordered(counts: Counter[Category]) -> tuple[Category, ...]:
    return tuple(sorted(counts, key=lambda kind: (-counts[kind], kind)))
