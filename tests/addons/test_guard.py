"""Rules, pauses and private sites in the proxy: what leaves, what is recorded, and what happens when our code fails."""

import gzip
import json
from typing import Any

import pytest
from mitmproxy import http
from wsproto.frame_protocol import Opcode

from addons import guard as module
from addons.guard import PRIVATE
from tests.builders.capturing import Bench
from tests.builders.flows import FORM, a_flow, a_message
from tests.builders.guards import a_rule
from tracker.disclosure import Manner, Party
from tracker.rules import Action, Rule
from tracker.rulings import Outcome
from tracker.taxonomy import Category

EMAIL = Category.EMAIL_ADDRESS
BODY = b"email=marie.dupont%40mail.example&size=38"
FETCH = (
    (b"Origin", b"https://www.boutique.test"),
    (b"Sec-Fetch-Site", b"cross-site"),
    (b"Sec-Fetch-Mode", b"cors"),
    (b"Sec-Fetch-Dest", b"empty"),
)


def relayed(
    body: bytes = BODY, url: str = "https://px.adreach.test/c", kind: bytes = FORM, **rest: Any
) -> http.HTTPFlow:
    return a_flow(url, headers=((b"Content-Type", kind), *FETCH, *rest.pop("headers", ())), body=body, **rest)


def submitted(value: bytes = b"marie.dupont%40mail.example") -> http.HTTPFlow:
    headers = (
        (b"Content-Type", FORM),
        (b"Sec-Fetch-Site", b"same-origin"),
        (b"Sec-Fetch-Mode", b"navigate"),
        (b"Sec-Fetch-Dest", b"document"),
        (b"Origin", b"https://www.boutique.test"),
    )
    return a_flow("https://www.boutique.test/register", headers=headers, body=b"email=" + value)


def sent(bench: Bench, flow: http.HTTPFlow) -> http.HTTPFlow:
    bench.addon.requestheaders(flow)
    bench.addon.request(flow)
    return flow


def emails(bench: Bench) -> list[str]:
    return [one.preview for record in bench.records() for one in record.disclosures if one.category is EMAIL]


def outcomes(bench: Bench) -> list[Outcome]:
    return [one.outcome for ruled in bench.rulings() for one in ruled.rulings]


def test_without_rules_nothing_stands_in_the_way(bench: Bench) -> None:
    bench.start()
    assert bench.addon._recording.guard is None
    bench.choose(a_rule(Action.ALLOW, EMAIL), a_rule(Action.MASK, EMAIL, is_on=False, id="off"))
    assert bench.addon._recording.guard is None


@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/2.0"])
def test_a_form_leaves_masked_with_its_length_and_the_record_says_so(bench: Bench, version: str) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL))
    bench.start()
    flow = sent(bench, relayed(version=version, headers=((b"X-Same", b"caf\xe9"),)))
    content = flow.request.data.content or b""
    assert b"example.invalid" in content
    assert content.endswith(b"&size=38")
    assert flow.request.headers.get("content-length") == (str(len(content)) if version == "HTTP/1.1" else None)
    assert (b"X-Same", b"caf\xe9") in flow.request.data.headers.fields
    assert emails(bench) == []
    (ruled,) = bench.rulings()
    assert (ruled.host, ruled.site, ruled.party, ruled.id) == ("px.adreach.test", "boutique.test", Party.THIRD, flow.id)
    assert outcomes(bench) == [Outcome.MASKED]


def test_an_alias_is_recorded_as_the_address_that_it_is(bench: Bench) -> None:
    from tracker.control import Aliasing

    bench.choose(a_rule(Action.ALIAS, EMAIL), aliasing=Aliasing("marie@mail.example"))
    bench.start()
    flow = sent(bench, relayed())
    assert b"marie%2Badreach" in (flow.request.data.content or b"")
    assert len(emails(bench)) == 1
    assert outcomes(bench) == [Outcome.ALIASED]


def test_a_packed_body_is_opened_and_packed_again(bench: Bench) -> None:
    bench.choose(a_rule(Action.STRIP, EMAIL))
    bench.start()
    body = gzip.compress(json.dumps({"email": "marie.dupont@mail.example", "size": 38}).encode())
    flow = sent(bench, relayed(body, kind=b"application/json", headers=((b"Content-Encoding", b"gzip"),)))
    assert json.loads(flow.request.content or b"") == {"size": 38}
    assert flow.request.headers["content-length"] == str(len(flow.request.data.content or b""))


def test_what_no_rule_touches_keeps_every_byte(bench: Bench) -> None:
    bench.choose(a_rule(Action.MASK, Category.PHONE_NUMBER), a_rule(Action.WARN, EMAIL, id="w"))
    bench.start()
    flow = relayed(headers=((b"x-ODD", b" caf\xe9"),))
    before = flow.get_state()
    sent(bench, flow)
    assert flow.get_state() == before
    assert len(emails(bench)) == 1
    assert outcomes(bench) == [Outcome.WARNED]


def test_a_stopped_request_is_answered_here_and_teaches_nothing(bench: Bench) -> None:
    bench.choose(a_rule(Action.BLOCK, EMAIL))
    bench.start()
    flow = sent(bench, relayed())
    assert flow.response
    assert flow.response.status_code == 403
    assert bench.records() == []
    assert outcomes(bench) == [Outcome.BLOCKED]
    bench.addon.responseheaders(flow)
    bench.addon.response(flow)
    assert flow.metadata[PRIVATE]


@pytest.mark.parametrize(
    ("action", "is_dropped", "left"),
    [
        (Action.BLOCK, True, b"marie.dupont@mail.example"),
        (Action.MASK, False, b"@example.invalid"),
        (Action.STRIP, False, b"38"),
        (Action.WARN, False, b"marie.dupont@mail.example"),
    ],
)
def test_a_message_leaves_as_the_rule_says_or_not_at_all(
    bench: Bench, action: Action, is_dropped: bool, left: bytes
) -> None:
    bench.choose(a_rule(action, EMAIL, party=None))
    bench.start()
    flow = a_message(b'{"email": "marie.dupont@mail.example", "size": 38}')
    bench.addon.websocket_message(flow)
    assert flow.websocket
    message = flow.websocket.messages[-1]
    assert message.dropped == is_dropped
    assert message.type is Opcode.TEXT
    assert left in message.content
    assert (b"marie" in message.content) == (action in {Action.BLOCK, Action.WARN})
    assert len(outcomes(bench)) == 1


# ---- what was submitted


EARLY = Rule("early", Action.STRIP, manner=Manner.PREMATURE)


def test_what_was_submitted_may_be_passed_on_and_that_holds_over_restarts(bench: Bench) -> None:
    bench.choose(EARLY)
    bench.start()
    assert b"marie" not in (sent(bench, relayed()).request.data.content or b"")
    sent(bench, submitted())
    assert b"marie" in (sent(bench, relayed()).request.data.content or b"")
    recording = bench.addon._recording
    assert recording._parts
    recording._parts.submissions.keep(recording.control)
    bench.addon.done()
    again = Bench(bench.settings)
    again.start()
    assert b"marie" in (sent(again, relayed()).request.data.content or b"")
    again.addon.done()


def test_what_a_stopped_form_held_was_not_submitted(bench: Bench) -> None:
    bench.choose(a_rule(Action.BLOCK, EMAIL, party=Party.FIRST), EARLY)
    bench.start()
    assert sent(bench, submitted()).response
    assert b"marie" not in (sent(bench, relayed()).request.data.content or b"")


def test_what_is_half_typed_is_kept_back_and_no_disclosure_until_it_was_submitted(bench: Bench) -> None:
    bench.choose(EARLY)
    bench.start()
    begun = b"email=marie.du&size=38"
    assert sent(bench, relayed(begun)).request.data.content == b"size=38"
    assert outcomes(bench) == [Outcome.STRIPPED]
    sent(bench, submitted(b"marie.du"))
    assert sent(bench, relayed(begun)).request.data.content == begun
    assert emails(bench) == []


def test_the_persons_own_value_is_learnt_and_not_what_stands_in_for_it(bench: Bench) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL, party=None))
    bench.start()
    assert b"example.invalid" in (sent(bench, submitted()).request.data.content or b"")
    parts = bench.addon._recording._parts
    assert parts
    assert [value.value for value in parts.lessons.profile().values] == ["marie.dupont@mail.example"]


# ---- when our code fails


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError("marie.dupont@mail.example")


def test_what_fails_after_a_rule_has_decided_is_stopped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL))
    bench.start()
    monkeypatch.setattr(module, "carried_out", broken)
    flow = sent(bench, relayed())
    assert flow.response
    assert bench.records() == []
    other = sent(bench, relayed(b"size=38"))
    assert other.response is None
    assert [spot.reason for record in bench.records() for spot in record.blind_spots] == ["fault"]


def test_what_cannot_be_written_as_it_was_changed_is_stopped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL))
    bench.start()
    monkeypatch.setattr(module, "change", broken)
    assert sent(bench, relayed()).response
    assert bench.records() == []


def test_what_is_stopped_never_leaves_though_no_answer_can_be_made(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.choose(a_rule(Action.BLOCK, EMAIL))
    bench.start()
    monkeypatch.setattr(module, "refused", broken)
    flow = sent(bench, relayed())
    assert flow.response
    assert flow.response.status_code == 403


@pytest.mark.parametrize("name", ["context_of", "detect", "Case"])
def test_what_fails_before_goes_on_and_counts_as_not_read(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL))
    bench.start()
    monkeypatch.setattr(module, name, broken)
    flow = relayed()
    before = flow.get_state()
    sent(bench, flow)
    assert flow.get_state() == before
    assert [spot.reason for record in bench.records() for spot in record.blind_spots] == ["fault"]


def test_what_fails_while_it_is_recorded_has_left_as_the_rule_says(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL))
    bench.start()
    monkeypatch.setattr(module, "recorded", broken)
    assert b"marie" not in (sent(bench, relayed()).request.data.content or b"")
    assert [spot.reason for record in bench.records() for spot in record.blind_spots] == ["fault"]


def test_rules_hold_where_the_journal_cannot_be_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL))
    bench.start()
    bench.break_journal(monkeypatch)
    flow = sent(bench, relayed())
    assert b"marie" not in (flow.request.data.content or b"")
    assert flow.response is None


def test_what_was_stopped_is_recorded_where_it_is_sent_again_and_may_leave(bench: Bench) -> None:
    bench.choose(a_rule(Action.BLOCK, EMAIL))
    bench.start()
    flow = sent(bench, relayed())
    assert flow.metadata[PRIVATE]
    bench.choose(a_rule(Action.WARN, EMAIL), a_rule(Action.MASK, Category.PHONE_NUMBER, id="on"))
    flow.response, flow.is_replay = None, "request"
    sent(bench, flow)
    assert flow.response is None
    assert len(emails(bench)) == 1
    assert outcomes(bench) == [Outcome.BLOCKED, Outcome.WARNED]
