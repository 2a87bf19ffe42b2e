"""What rules decided, carried out: the request rewritten, looked at again, and stopped where that does not do."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from tracker.detection import Detected
from tracker.disclosure import Finding, Manner
from tracker.guarding.case import Case, Verdict
from tracker.masking import masked_path
from tracker.normalisation import normalised
from tracker.phrasing import message
from tracker.rewriting import Edit, Rewritten, rewrite
from tracker.rewriting.shapes import stand_in
from tracker.rules import Action, Otherwise, Rule
from tracker.rulings import NO_ALIAS, Outcome, Ruling
from tracker.taxonomy import Category
from tracker.traffic import Location, Request

NOT_IN_PLACE = message("It could not be replaced in its place.")
NOT_REMOVABLE = message("It could not be taken out.")
TOO_LARGE = message("It could not be looked through: too large to be changed on its way.")
WHOLE_BODY = "$"
_MOST_ROUNDS = 4
_SHORTEST_NAME = 8
_DONE = {Action.MASK: Outcome.MASKED, Action.ALIAS: Outcome.ALIASED, Action.STRIP: Outcome.STRIPPED}

type Detect = Callable[[Request], Detected]
type Place = tuple[Location, str, tuple[str, ...], str, str]
"""Where a datum lies, its category and value."""


class Guarded(NamedTuple):
    """A request as it may leave, and what is in it then that is the person's; nothing where a rule `stopped` it.

    `rulings` say what rules did, without values.
    """

    request: Request
    found: Detected
    rulings: tuple[Ruling, ...] = ()
    stopped: Rule | None = None


def carried_out(case: Case, found: Detected, verdicts: Iterable[Verdict], detect: Detect) -> Guarded:
    """Return the request with what is to be done done. Pure, but for `detect`, which looks at a changed request.

    After each change the request is looked at again. What is still there is taken out with the smallest field that
    holds it, or the request is stopped, as the rule says; and what is there then stops it in any case.
    """
    verdicts = tuple(verdicts)
    told = [_ruling(each, Outcome.WARNED, "") for each in verdicts if each.decision.rule.action is Action.WARN]
    told += [_ruling(each, Outcome.SPARED, each.decision.spared) for each in verdicts if each.decision.spared]
    waiting = [each for each in verdicts if each.is_to_be_done]
    if not waiting:
        return Guarded(case.request, found, tuple(told))
    work = _Work(case, found)
    for _ in range(_MOST_ROUNDS):
        if stopping := next((each for each in waiting if work.must_stop(each)), None):
            return _blocked(case, verdicts, work, stopping.decision.rule)
        work.change(waiting, detect)
        waiting = work.waiting() or work.still_named()
        if not waiting:
            return Guarded(work.request, work.found_of_person(), (*told, *work.rulings()))
    return _blocked(case, verdicts, work, waiting[0].decision.rule)


def _blocked(case: Case, verdicts: Iterable[Verdict], work: "_Work | None", rule: Rule) -> Guarded:
    """The request stopped by a rule: nothing of it leaves."""
    reasons = work.reasons if work else {}
    done = [each for each in verdicts if each.is_to_be_done]
    done += [each for each in (work.late if work else ()) if each not in done]
    told = (_ruling(each, Outcome.BLOCKED, reasons.get(_place(each), "")) for each in done)
    return Guarded(case.request, Detected(), tuple(told), rule)


def left_whole(case: Case, found: Detected, verdicts: Iterable[Verdict]) -> Guarded:
    """Return a request that cannot be changed as it is: stopped where a rule says so, else left, and that is told."""
    verdicts = tuple(verdicts)
    for each in verdicts:
        is_stopping = each.decision.rule.otherwise is Otherwise.BLOCK or each.decision.action is Action.BLOCK
        if each.is_to_be_done and is_stopping:
            return _blocked(case, verdicts, None, each.decision.rule)
    told = [
        _ruling(each, Outcome.SPARED, TOO_LARGE)
        if each.is_to_be_done
        else _ruling(each, Outcome.SPARED if each.decision.spared else Outcome.WARNED, each.decision.spared)
        for each in verdicts
    ]
    is_cut = case.request.body_size > len(case.request.body or b"")
    if is_cut and TOO_LARGE not in (one.reason for one in told) and (rule := case.rule_that_may_speak()):
        category = min(rule.categories, default=Category.TEXT)
        told.append(
            Ruling(rule.id, category, rule.action, Outcome.SPARED, Manner.RELAYED, Location.BODY, WHOLE_BODY, TOO_LARGE)
        )
    return Guarded(case.request, found, tuple(told))


class _Work:
    """A request on its way through its changes."""

    def __init__(self, case: Case, found: Detected) -> None:
        self.case, self.request, self.found = case, case.request, found
        self.reasons: dict[Place, str] = {}
        self.late: list[Verdict] = []
        self._tries: dict[Place, int] = {}
        self._edits: dict[Place, Edit] = {}
        self._holders: dict[Place, Edit] = {}
        self._undone: list[Verdict] = []
        self._treated: dict[Place, tuple[Verdict, Outcome]] = {}
        self._made: dict[tuple[Location, str], set[str]] = {}
        self._aliases: dict[tuple[Location, str], set[str]] = {}

    def must_stop(self, verdict: Verdict) -> bool:
        """Whether the rule says so, or nothing else is left to try."""
        place, rule = _place(verdict), verdict.decision.rule
        tries = self._tries.get(place, 0)
        if verdict.decision.action is Action.BLOCK:
            return True
        if tries == 0:
            is_without = verdict.decision.action is Action.ALIAS and self.case.alias(verdict.facts) is None
            if is_without:
                self.reasons[place] = NO_ALIAS
            return is_without and rule.otherwise is Otherwise.BLOCK
        self.reasons[place] = NOT_REMOVABLE if verdict.decision.action is Action.STRIP else NOT_IN_PLACE
        if rule.otherwise is Otherwise.BLOCK or tries > 1:
            return True
        return self._out(verdict) == self._edits.get(place)

    def change(self, waiting: Iterable[Verdict], detect: Detect) -> None:
        """Do what is to be done next for these, together, and look at the request again."""
        edits: dict[Edit, Verdict] = {}
        for verdict in waiting:
            edits.setdefault(self._edit(verdict), verdict)
            self._tries[_place(verdict)] = self._tries.get(_place(verdict), 0) + 1
        done = rewrite(self.request, edits)
        self._undone = [edits[left.edit] for left in done.left]
        self._holders |= {_place(edits[left.edit]): left.holder for left in done.left if left.holder}
        self.request = _rewritten(self.request, done)
        self.found = detect(self.request)

    def waiting(self) -> list[Verdict]:
        """What is still there, or could not be done as it should."""
        found = [each for each in self.case.verdicts(self._foreign()) if each.is_to_be_done]
        begun = self.case.half_typed(self.request, self.found.findings)
        found += [each for each in begun if self._is_foreign(each.finding)]
        waiting = {_place(each): each for each in (*self._undone, *found)}
        self.late += [each for place, each in waiting.items() if place not in self._treated]
        return list(waiting.values())

    def still_named(self) -> list[Verdict]:
        """What is out of its place, but was a name in the document, too, and still is: of what is empty now."""
        named = [(place[4], each) for place, (each, _) in self._treated.items() if _is_name(place[4], place[1])]
        sent = f"{self.request.target} {(self.request.body or b'').decode('latin-1')}" if named else ""
        return [each for value, each in named if value in sent]

    def found_of_person(self) -> Detected:
        """What is in the request of the person's: not what stands in for it. An alias is theirs."""
        findings = tuple(each for each in self.found.findings if not _is_among(each, self._made))
        return Detected(findings, self.found.blind_spots)

    def rulings(self) -> list[Ruling]:
        """What was done, place by place."""
        return [_ruling(each, how, self.reasons.get(place, "")) for place, (each, how) in self._treated.items()]

    def _foreign(self) -> list[Finding]:
        return [each for each in self.found.findings if self._is_foreign(each)]

    def _is_foreign(self, finding: Finding) -> bool:
        return not (_is_among(finding, self._made) or _is_among(finding, self._aliases))

    def _edit(self, verdict: Verdict) -> Edit:
        """What is to be done next: what the rule says, then to take it out, then what holds it."""
        place, action = _place(verdict), verdict.decision.action
        edit, outcome = self._out(verdict), Outcome.STRIPPED
        if not self._tries.get(place) and (replacement := self._replacement(verdict)) is not None:
            edit, outcome = edit._replace(replacement=replacement), _DONE[action]
            known = self._aliases if action is Action.ALIAS else self._made
            known.setdefault(place[:2], set()).update((replacement, normalised(verdict.finding.category, replacement)))
        self._edits[place] = edit
        self._treated[place] = verdict, outcome
        return edit

    def _out(self, verdict: Verdict) -> Edit:
        holder = self._holders.get(_place(verdict))
        if holder:
            return holder
        evidence = verdict.finding.evidence
        return Edit(evidence.location, evidence.path, evidence.encoding, verdict.finding.value)

    def _replacement(self, verdict: Verdict) -> str | None:
        """What stands in the value's place: the alias, or a value of the same shape that is nobody's; None: nothing."""
        action, finding = verdict.decision.action, verdict.finding
        if action is Action.ALIAS:
            return self.case.alias(verdict.facts)
        if action is not Action.MASK:
            return None
        site = self.case.context.site or self.case.context.recipient
        key = blake2b(site.encode("utf-8", "replace"), key=self.case.policy.control.secret[:64]).digest()
        return stand_in(finding.category, finding.value, key)


def _place(verdict: Verdict) -> Place:
    evidence = verdict.finding.evidence
    return evidence.location, evidence.path, evidence.encoding, verdict.finding.category, verdict.finding.value


def _is_name(value: str, path: str) -> bool:
    """Whether a value stands in its own path: not as a word, which may stand there by chance."""
    return value in path and len(value) >= _SHORTEST_NAME and not value.isalpha()


def _is_among(finding: Finding, made: dict[tuple[Location, str], set[str]]) -> bool:
    known = made.get(finding.evidence[:2])
    return known is not None and not known.isdisjoint((finding.value, normalised(finding.category, finding.value)))


def _rewritten(request: Request, done: Rewritten) -> Request:
    body = done.body
    size = request.body_size if body is request.body else len(body or b"")
    return replace(request, target=done.target, headers=done.headers, body=body, body_size=size)


def _ruling(verdict: Verdict, outcome: Outcome, reason: str) -> Ruling:
    finding, facts, decision = verdict
    evidence, rule = finding.evidence, decision.rule
    path = masked_path(evidence.path, finding.value)
    return Ruling(rule.id, facts.category, rule.action, outcome, facts.manner, evidence.location, path, reason)
