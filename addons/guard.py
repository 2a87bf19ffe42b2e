"""The person's rules in front of what leaves, and what they do not want recorded.

A rule is a promise. Where our own code fails on a request after a rule has decided to change or stop something in it,
the request is stopped; where it fails before, no rule is known to be concerned: the request goes on as it is, and
counts as not read. Where the journal cannot be written, rules hold all the same.

While recording is paused, and on private sites, nothing is kept of a request: no disclosures, no rulings, nothing is
learnt from it or from its answer. That there was one is counted, as a number. Rules hold there, too.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from mitmproxy import http
from mitmproxy.websocket import WebSocketMessage

from addons.changing import change
from addons.refusing import refused
from addons.unseen import FAULT, unread
from tracker.control import WATCHING, Control
from tracker.detection import Detected, Knowledge, detect
from tracker.disclosure import Finding, Record
from tracker.guarding import Case, Given, Guarded, Policy, Verdict, carried_out, left_whole
from tracker.guarding.case import Hops
from tracker.masking import Fingerprinter
from tracker.recording import recorded
from tracker.rules import Rule
from tracker.rulings import Ruled, to_bytes
from tracker.sites import Context, context_of
from tracker.traffic import Request
from tracker.vendors import builtin

PRIVATE = "tracker_private"
"""The mark of a flow of which nothing is to be kept, in mitmproxy's `flow.metadata`."""

type Write = Callable[[Request], None]


class Recorder(Protocol):
    """Where is kept what left, and what rules did."""

    def keep(self, request: Request) -> bool: ...

    def keep_record(self, record: Record) -> bool: ...

    def keep_bytes(self, data: bytes) -> bool: ...

    def learn(self, findings: tuple[Finding, ...], context: Context) -> None: ...

    def ruled(self, host: str) -> None: ...

    def fault(self, error: Exception) -> None: ...


class Held(NamedTuple):
    """What became of a request: whether what leaves is recorded (or is not to be), and the rule that stopped it."""

    is_kept: bool
    stopped: Rule | None = None


class Guard:
    """Holds requests against rules, and keeps from the record what is not to be. No method but `stops` raises."""

    def __init__(
        self, recorder: Recorder, knowledge: Knowledge, fingerprinter: Fingerprinter, given: Given, hops: Hops
    ) -> None:
        self._recorder, self._knowledge, self._fingerprinter = recorder, knowledge, fingerprinter
        self.given, self._hops = given, hops
        self.withheld = 0
        self._control: Control = WATCHING
        self._policy: Policy | None = None

    def choose(self, control: Control) -> None:
        """Do as the person decided from now on, and by what is known of companies now. Cheap where that is nothing."""
        self._control = control
        is_needed, forms = control.changes_requests, self._knowledge.forms
        self._policy = Policy(control, builtin(), self._hops, self.given, forms) if is_needed else None

    @property
    def is_on(self) -> bool:
        """Whether there is anything to do."""
        control = self._control
        return self._policy is not None or bool(control.private_sites) or control.is_paused(datetime.now(UTC))

    def withholds(self, site: str | None, recipient: str) -> bool:
        """Return whether nothing is to be kept of what goes to that recipient from that site."""
        private = self._control.private_sites
        return site in private or recipient in private or self._control.is_paused(datetime.now(UTC))

    # ---- what leaves

    def request(self, flow: http.HTTPFlow, request: Request) -> bool:
        """Let a request leave as the rules say; whether what leaves is recorded, or is not to be."""
        held = self._sent(flow, request)
        if held.stopped:
            self._stop(flow, held.stopped)
        return held.is_kept

    def stops(self, flow: http.HTTPFlow, request: Request) -> bool:
        """Return whether rules stop a request by its head alone. Nothing is kept of it, but where it is stopped."""
        policy = self._policy
        if policy is None:
            return False
        context = context_of(request)
        case, found, verdicts = self._judged(request, context, policy)
        if not any(one.is_to_be_done for one in verdicts):
            return False
        return self._carried_out(case, found, verdicts).stopped is not None and not self.head(flow, request)

    def head(self, flow: http.HTTPFlow, request: Request) -> bool:
        """Let the head of a large upload leave as the rules say; whether it may leave at all."""
        return self._sent(flow, request).stopped is None

    def first_part(self, flow: http.HTTPFlow, request: Request) -> bool:
        """Hold the first part of a large upload against the rules, which cannot change it; whether it may leave."""
        return self._held(flow, request, None).stopped is None

    def message(self, flow: http.HTTPFlow, message: WebSocketMessage, request: Request) -> bool:
        """Let a WebSocket message leave as the rules say, or not at all; whether what leaves is recorded."""

        def write(changed: Request) -> None:
            message.content = changed.body or b""

        held = self._held(flow, request, write)
        if held.stopped:
            message.drop()
        return held.is_kept

    def _sent(self, flow: http.HTTPFlow, request: Request) -> Held:
        return self._held(flow, request, lambda changed: change(flow.request, request, changed))

    def _stop(self, flow: http.HTTPFlow, rule: Rule) -> None:
        flow.metadata[PRIVATE] = True  # our own answer teaches nothing of the site
        flow.response = http.Response.make(403)  # whatever fails from here on: nothing leaves
        flow.response = refused(flow.request, rule)

    def _judged(self, request: Request, context: Context, policy: Policy) -> tuple[Case, Detected, list[Verdict]]:
        found = detect(request, self._knowledge, context)
        case = Case(request, context, found.findings, policy)
        return case, found, [*case.verdicts(found.findings), *case.half_typed(request, found.findings)]

    def _carried_out(self, case: Case, found: Detected, verdicts: list[Verdict]) -> Guarded:
        return carried_out(case, found, verdicts, lambda changed: detect(changed, self._knowledge, case.context))

    def _held(self, flow: http.HTTPFlow, request: Request, write: Write | None) -> Held:
        """Do what the rules say; `write` puts what the request becomes in its place, None: it cannot be changed."""
        verdicts: list[Verdict] = []
        is_private = PRIVATE in flow.metadata and not flow.is_replay  # what was stopped may leave now
        try:
            context = context_of(request, self._knowledge.navigations)
            if not is_private and self.withholds(context.site, context.recipient):
                is_private = flow.metadata[PRIVATE] = True
                self.withheld += 1
            policy = self._policy
            if policy is None:
                return Held(is_private or self._recorder.keep(request))
            case, found, verdicts = self._judged(request, context, policy)
            guarded = self._carried_out(case, found, verdicts) if write else left_whole(case, found, verdicts)
            if write and guarded.stopped is None and guarded.request is not request:
                write(guarded.request)
        except Exception as error:  # noqa: BLE001 - whatever our own code raises
            self._recorder.fault(error)
            stopped = next((one.decision.rule for one in verdicts if one.is_to_be_done), None)
            return Held(stopped is not None or is_private or self._unread(request), stopped)
        return Held(self._kept(case, guarded, is_private=is_private), guarded.stopped)

    def _kept(self, case: Case, guarded: Guarded, *, is_private: bool) -> bool:
        """Make durable what leaves and what rules did; learn from what the person submits, as they gave it."""
        try:
            site = case.context.site or ""
            if guarded.stopped is None:
                self.given.add(site, case.submitted_as_named, is_kept=not is_private)
            if is_private:
                self.given.add(site, case.submitted, is_kept=False)
                return True
            if case.submitted and guarded.stopped is None:
                self._recorder.learn(case.submitted, case.context)
            is_kept = True
            if guarded.rulings:
                self._recorder.ruled(case.request.host)
                is_kept = self._recorder.keep_bytes(to_bytes(_ruled(case, guarded)))
            record = recorded(case.request, case.context, guarded.found, self._fingerprinter, case.judge)
            return self._recorder.keep_record(record) and is_kept
        except Exception as error:  # noqa: BLE001 - whatever our own code raises: what leaves counts as not read
            self._recorder.fault(error)
            return guarded.stopped is not None or self._unread(case.request)

    def _unread(self, request: Request) -> bool:
        return self._recorder.keep_record(unread(request, FAULT))


def _ruled(case: Case, guarded: Guarded) -> Ruled:
    request, context = case.request, case.context
    place = request.host, context.recipient, context.site, context.party
    return Ruled(request.id, request.time, *place, guarded.rulings)
