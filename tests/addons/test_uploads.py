"""Large bodies before rules: the head is changed or stopped before it leaves, the first part only stopped."""

from typing import Any

import pytest

from addons import uploads as module
from addons.streaming import FIRST_PART, LARGE_UPLOAD, FirstPart
from addons.uploads import leaves
from tests.builders.capturing import Bench
from tests.builders.flows import FORM, a_flow, answered
from tests.builders.guards import a_rule, stopping
from tracker.guarding.carrying import TOO_LARGE
from tracker.rules import Action, Rule
from tracker.rulings import Outcome
from tracker.taxonomy import Category

EMAIL = Category.EMAIL_ADDRESS
MARIE = b"email=marie.dupont%40mail.example&rest="
HEADERS = (
    (b"Content-Type", FORM),
    (b"Origin", b"https://www.boutique.test"),
    (b"Sec-Fetch-Site", b"cross-site"),
    (b"Sec-Fetch-Mode", b"cors"),
)


def upload(query: str = "", size: int | None = 4 * LARGE_UPLOAD) -> Any:
    """The head of an upload of that size, or of none that it tells."""
    more = ((b"Transfer-Encoding", b"chunked"),) if size is None else ((b"Content-Length", b"%d" % size),)
    flow = a_flow(f"https://px.adreach.test/up{query}", headers=(*HEADERS, *more), body=None)
    flow.request.data.content = None
    return flow


def begun(bench: Bench, flow: Any) -> Any:
    bench.addon.requestheaders(flow)
    if "transfer-encoding" in flow.request.headers and flow.error is None:
        flow.request.stream = True  # as mitmproxy does once the body is large
    return flow


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    cuts: list[Any] = []
    monkeypatch.setattr(module, "cut", cuts.append)
    return cuts


def reasons(bench: Bench) -> list[tuple[Outcome, str]]:
    return [(one.outcome, one.reason) for ruled in bench.rulings() for one in ruled.rulings]


@pytest.mark.parametrize("size", [4 * LARGE_UPLOAD, None])
def test_the_head_leaves_as_the_rules_say(bench: Bench, size: int | None) -> None:
    bench.choose(a_rule(Action.STRIP, EMAIL))
    bench.start()
    flow = begun(bench, upload("?email=marie.dupont%40mail.example&size=38", size))
    assert flow.request.path == "/up?size=38"
    assert isinstance(flow.request.stream, FirstPart)
    assert reasons(bench) == [(Outcome.STRIPPED, "")]


@pytest.mark.parametrize("size", [4 * LARGE_UPLOAD, None])
def test_a_head_that_a_rule_stops_never_leaves(bench: Bench, size: int | None) -> None:
    bench.choose(a_rule(Action.BLOCK, EMAIL))
    bench.start()
    flow = begun(bench, upload("?email=marie.dupont%40mail.example", size))
    assert flow.error
    assert not leaves(flow)
    assert reasons(bench) == [(Outcome.BLOCKED, "")]
    assert bench.records() == []


@pytest.mark.parametrize(
    ("rule", "body", "is_stopped", "expected"),
    [
        (a_rule(Action.MASK, EMAIL), MARIE, False, [(Outcome.SPARED, TOO_LARGE)]),
        (a_rule(Action.MASK, EMAIL), b"rest=", False, [(Outcome.SPARED, TOO_LARGE)]),
        (stopping(a_rule(Action.MASK, EMAIL)), MARIE, True, [(Outcome.BLOCKED, "")]),
        (stopping(a_rule(Action.MASK, EMAIL)), b"rest=", False, [(Outcome.SPARED, TOO_LARGE)]),
        (a_rule(Action.BLOCK, EMAIL), MARIE, True, [(Outcome.BLOCKED, "")]),
    ],
    ids=["masked", "nothing seen", "otherwise stopped", "nothing to stop", "stopped"],
)
def test_of_the_first_part_a_rule_may_stop_all(
    bench: Bench, cuts: list[Any], rule: Rule, body: bytes, is_stopped: bool, expected: list[tuple[Outcome, str]]
) -> None:
    bench.choose(rule)
    bench.start()
    flow = begun(bench, upload())
    first = body + b"x" * FIRST_PART
    assert b"".join(flow.request.stream(first)) == (b"" if is_stopped else first)
    assert cuts == ([flow] if is_stopped else [])
    assert reasons(bench) == expected


def test_what_is_stopped_never_leaves_though_the_connection_cannot_be_cut(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_flow: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "cut", broken)
    bench.choose(a_rule(Action.BLOCK, EMAIL))
    bench.start()
    flow = begun(bench, upload())
    assert b"".join(flow.request.stream(MARIE + b"x" * FIRST_PART)) == b""


def test_nothing_of_the_end_is_told_of_a_private_site(bench: Bench) -> None:
    bench.choose(private_sites=frozenset({"boutique.test"}))
    bench.start()
    flow = begun(bench, upload("?email=marie.dupont%40mail.example", None))
    flow.request.stream(MARIE + b"x" * LARGE_UPLOAD)
    flow.request.stream(b"more")
    bench.addon.request(flow)
    assert bench._kept() == []


def test_what_goes_out_leaves() -> None:
    assert leaves(a_flow())
    assert not leaves(answered(a_flow()))
