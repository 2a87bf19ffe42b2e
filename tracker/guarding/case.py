"""One request before its rules: what they decide of each of its findings, and why some are spared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tracker.aliasing import alias_of
from tracker.control import Control
from tracker.detection.forms import FormMemory
from tracker.detection.verdict import Verdict as Form
from tracker.disclosure import Finding, Manner, Party
from tracker.domains import registrable_domain
from tracker.guarding.beginnings import SELDOM_TYPED, beginnings
from tracker.guarding.given import Given
from tracker.guarding.sparing import OPENED, PROOFS, reason_to_spare
from tracker.judging import party_of, standing_of
from tracker.manner import ADDED, Judge, Sending, is_telemetry, judge_of, sending_of
from tracker.rules import HARMLESS, Action, Decision, Facts, Rule, decide
from tracker.sites import Context
from tracker.taxonomy import SECRETS, Category
from tracker.traffic import Location, Request
from tracker.vendors import Catalogue

_NOT_TYPED = ADDED | SELDOM_TYPED
_AWAITING = frozenset({"cors", "same-origin"})
_ANY: frozenset[Category] = frozenset()

type Hops = Callable[[str], Sequence[str] | None]


class Policy(NamedTuple):
    """What is held against each request. `hops` tells the names that a host's name leads to, None where that was not
    looked up; `forms` is what detection learnt of the sites' forms.
    """

    control: Control
    catalogue: Catalogue
    hops: Hops
    given: Given
    forms: FormMemory


class Verdict(NamedTuple):
    """What is decided of one finding, by what is known of it."""

    finding: Finding
    facts: Facts
    decision: Decision

    @property
    def is_to_be_done(self) -> bool:
        """Whether anything of the request is to change."""
        return self.decision.action not in HARMLESS


class Case:
    """A request, what is found in it, and what the rules say of that."""

    def __init__(self, request: Request, context: Context, findings: tuple[Finding, ...], policy: Policy) -> None:
        self.request, self.context, self.findings, self.policy = request, context, findings, policy
        self.judge: Judge = judge_of(request, context, findings)

    def verdicts(self, findings: Iterable[Finding]) -> list[Verdict]:
        """Return what the rules say of these findings of the request, as it is or as it was changed."""
        return [verdict for finding in findings if (verdict := self._verdict(finding)) is not None]

    def half_typed(self, request: Request, found: Iterable[Finding]) -> list[Verdict]:
        """Return what rules for premature data do with what is not recognised, but named as what people type.

        `request` is the case's own, as it is or as it was changed; `found` is all that is recognised in it. Such values
        are taken out, if they do not stop the request: of what has no shape yet there is nothing to put in its place.
        """
        rules = self._rules_of_early
        named = beginnings(request, found, self._forms) if rules else ()
        return [verdict for finding in named if (verdict := self._half_typed(finding, rules)) is not None]

    @cached_property
    def submitted(self) -> tuple[Finding, ...]:
        """What the person submits with the request."""
        return tuple(finding for finding in self.findings if self.judge(finding) is Manner.SUBMITTED)

    @cached_property
    def submitted_as_named(self) -> tuple[Finding, ...]:
        """What the person submits that is not recognised, where a rule would keep it back before that.

        No secrets: these count as one with what is submitted later.
        """
        if not self._keeps_early or sending_of(self.request, self.context) is Sending.PAGE:
            return ()
        named = beginnings(self.request, self.findings, self._forms)
        open_ = (finding for finding in named if finding.category not in SECRETS)
        return tuple(finding for finding in open_ if self.judge(finding) is Manner.SUBMITTED)

    @cached_property
    def party(self) -> Party:
        """The recipient's relation to the site. A listener behind a name of the site's is no part of it."""
        host = self.request.host
        return party_of(self.policy.catalogue, host, self.policy.hops(host), self.context.party)

    def facts(self, finding: Finding) -> Facts:
        """Return what rules may go by of a finding."""
        manner = Manner.PREMATURE if self._is_early(finding) else self.judge(finding)
        vendors, kind = self._standing
        return Facts(finding.category, self.party, manner, self.request.host, self.context.site, vendors, kind)

    def alias(self, facts: Facts) -> str | None:
        """Return the alias that the recipient gets, None where there is none."""
        return alias_of(self.policy.control.aliasing, facts.vendors, registrable_domain(facts.host))

    def rule_that_may_speak(self) -> Rule | None:
        """Return the first rule that would change something of the request, if it held such data."""
        vendors, kind = self._standing
        host, site = self.request.host, self.context.site
        for rule in self.policy.control.rules:
            manner = rule.manner or Manner.RELAYED
            category = min(rule.categories, default=Category.TEXT)
            if rule.action in HARMLESS or (manner is Manner.PREMATURE and not self._may_be_early):
                continue
            if rule.speaks_of(Facts(category, self.party, manner, host, site, vendors, kind)):
                return rule
        return None

    def _verdict(self, finding: Finding) -> Verdict | None:
        facts = self.facts(finding)
        decision = self._decision(facts, self.policy.control.rules)
        if decision is None or (decision.rule.action is Action.ALLOW):
            return None
        if decision.action not in HARMLESS and (reason := self._reason_to_spare(finding, facts, decision)):
            decision = decision._replace(action=Action.ALLOW, spared=reason)
        return Verdict(finding, facts, decision)

    def _half_typed(self, finding: Finding, rules: tuple[Rule, ...]) -> Verdict | None:
        if not self._is_early(finding):
            return None
        facts = self.facts(finding)
        decision = self._decision(facts, rules)
        if decision is None or decision.action in HARMLESS or self._reason_to_spare(finding, facts, decision):
            return None
        action = decision.action if decision.action is Action.BLOCK else Action.STRIP
        return Verdict(finding, facts, decision._replace(action=action))

    def _decision(self, facts: Facts, rules: tuple[Rule, ...]) -> Decision | None:
        """The first rule that speaks of it. What is premature is relayed as well: rules may speak of either."""
        early = decide(facts, rules)
        if facts.manner is not Manner.PREMATURE:
            return early
        relayed = decide(facts._replace(manner=Manner.RELAYED), rules)
        found = [decision for decision in (early, relayed) if decision]
        return min(found, key=lambda decision: rules.index(decision.rule), default=None)

    def _reason_to_spare(self, finding: Finding, facts: Facts, decision: Decision) -> str:
        is_third = facts.party is Party.THIRD
        if self.context.is_navigation and is_third and decision.rule.party is Party.THIRD:
            return OPENED
        if not is_third and decision.action is Action.ALIAS and self.alias(facts):
            return ""
        return reason_to_spare(self.request, finding, facts, decision.rule, has_proof=self._has_proof)

    @cached_property
    def _standing(self) -> tuple[tuple[str, ...], str | None]:
        hops = self.policy.hops(self.request.host)
        return standing_of(self.policy.catalogue, self.request.host, None if hops is None else tuple(hops))

    @cached_property
    def _forms(self) -> Mapping[str, Form]:
        return self.policy.forms.of(self.context.site)

    @property
    def _keeps_early(self) -> bool:
        return any(is_for_early(rule) for rule in self.policy.control.rules)

    @cached_property
    def _rules_of_early(self) -> tuple[Rule, ...]:
        """Those that may decide of what is not recognised, in their order; none where none would change anything."""
        if not (self._keeps_early and self._may_be_early):
            return ()
        vendors, kind = self._standing
        facts = Facts(Category.TEXT, self.party, Manner.PREMATURE, self.request.host, self.context.site, vendors, kind)
        rules = self.policy.control.rules
        if not any(is_for_early(rule) and rule._replace(categories=_ANY).speaks_of(facts) for rule in rules):
            return ()
        return tuple(rule for rule in rules if rule.action in HARMLESS or is_for_early(rule))

    @cached_property
    def _has_proof(self) -> bool:
        return any(finding.category in PROOFS for finding in self.findings)

    @cached_property
    def _may_be_early(self) -> bool:
        """Whether pages may tell with it what people type: others, and the site itself where it asks for no answer.

        Other calls to the site itself are how it works: what it suggests while one types, what it checks, what it
        saves, whatever type the page says that it has.
        """
        request = self.request
        if self.context.site is None or self.context.is_navigation:
            return False
        if self.party is Party.THIRD:
            return True
        awaits = request.header("sec-fetch-mode") in _AWAITING and not is_telemetry(request.target)
        is_told = request.method == "POST" and sending_of(request, self.context) in (Sending.PAGE, Sending.REPORT)
        return is_told and not awaits

    def _is_early(self, finding: Finding) -> bool:
        """Whether it is relayed, and of what people type, and they have not submitted it to the site by now."""
        return (
            self._may_be_early
            and finding.category not in _NOT_TYPED
            and finding.evidence.location is not Location.COOKIE
            and self.judge(finding) is Manner.RELAYED
            and not self.policy.given.has(self.context.site or "", finding)
        )


def is_for_early(rule: Rule) -> bool:
    """Return whether a rule that is on keeps back what is premature, and speaks of nothing else."""
    return rule.is_on and rule.manner is Manner.PREMATURE and rule.action not in HARMLESS
