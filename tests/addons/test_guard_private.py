"""While paused and on private sites, nothing is recorded; rules hold all the same."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.addons.test_guard import emails, relayed, sent, submitted
from tests.builders.capturing import Bench
from tests.builders.flows import a_flow, answered
from tests.builders.guards import a_rule
from tracker.rules import Action
from tracker.taxonomy import Category

EMAIL = Category.EMAIL_ADDRESS


def private(bench: Bench, how: str) -> None:
    until = datetime.now(UTC) + timedelta(minutes=5)
    bench.choose(**({"paused_until": until} if how == "paused" else {"private_sites": frozenset({"boutique.test"})}))


@pytest.mark.parametrize("how", ["paused", "private"])
def test_nothing_is_kept_and_only_counted(bench: Bench, how: str) -> None:
    private(bench, how)
    bench.start()
    flows = [sent(bench, submitted()), sent(bench, relayed())]
    for flow in flows:
        assert b"marie" in (flow.request.data.content or b"")
        answered(
            flow,
            headers=(
                (b"Content-Type", b"text/html"),
                (b"Set-Cookie", b"visitor=8f3a9c1d7be24f60a5d2c9e4; Max-Age=9999999"),
            ),
        )
        bench.addon.responseheaders(flow)
        bench.addon.response(flow)
    recording, parts = bench.addon._recording, bench.addon._recording._parts
    assert parts
    assert bench._kept() == []
    assert parts.lessons.profile().values == ()
    assert bench.knowledge.forms.verdict("boutique.test", "q1") is None
    verdict = bench.knowledge.cookies.verdict("boutique.test", "visitor", "8f3a9c1d7be24f60a5d2c9e4")
    assert verdict
    assert "how long it lasts was not seen" in verdict.reasoning
    assert recording.aliases._due == {}
    assert not bench.settings.lessons_folder.exists()
    assert parts.guard.withheld == 2


def test_other_sites_are_recorded_as_ever(bench: Bench) -> None:
    private(bench, "private")
    bench.start()
    sent(bench, a_flow())
    assert len(emails(bench)) == 1


def test_rules_hold_while_paused_but_nothing_is_kept_of_what_they_did(bench: Bench) -> None:
    bench.choose(a_rule(Action.MASK, EMAIL), paused_until=datetime.now(UTC) + timedelta(minutes=5))
    bench.start()
    assert b"marie" not in (sent(bench, relayed()).request.data.content or b"")
    assert sent(bench, relayed(b"email=a.b%40mail.example")).response is None
    assert bench._kept() == []


def test_after_the_pause_recording_goes_on(bench: Bench) -> None:
    bench.choose(paused_until=datetime.now(UTC) - timedelta(seconds=1))
    bench.start()
    assert bench.addon._recording.guard is None
    sent(bench, a_flow())
    assert len(emails(bench)) == 1


def test_what_cannot_be_read_is_not_told_either(bench: Bench) -> None:
    private(bench, "paused")
    bench.start()
    bench.addon._recording.note_passed("bank.test")
    assert bench.records() == []


def test_what_is_not_recorded_on_purpose_is_let_out_in_strict_mode_too(bench: Bench) -> None:
    private(bench, "paused")
    bench.start(tracker_strict=True)
    assert sent(bench, relayed()).response is None
    assert bench._kept() == []
