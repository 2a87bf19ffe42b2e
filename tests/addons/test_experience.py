"""What the ledger knew before a proxy began, in that proxy."""

import asyncio
from pathlib import Path

import pytest

from tests.addons.test_guard import FETCH, relayed, sent, submitted
from tests.builders.capturing import Bench
from tests.builders.flows import a_flow
from tests.builders.guards import a_rule
from tests.tracker.guarding.test_given import a_finding
from tracker import files
from tracker.control import WATCHING, Control, experience
from tracker.control.experience import Experience
from tracker.disclosure import Manner
from tracker.guarding import given as remembering
from tracker.keys import Keys, load_or_create
from tracker.masking import Fingerprinter
from tracker.rules import Action, Rule
from tracker.settings import Settings
from tracker.taxonomy import Category

HOST = "metrics.boutique.test"
HOPS = ("boutique.eulerian.net", "eu.edge.test")
THIRD = a_rule(Action.STRIP, Category.EMAIL_ADDRESS)
EARLY = Rule("early", Action.STRIP, manner=Manner.PREMATURE)


def know(settings: Settings, found: Experience) -> Keys:
    keys = load_or_create(settings)
    experience.write(settings, keys, found)
    return keys


def marks(keys: Keys, *addresses: str) -> bytes:
    fingerprinter = Fingerprinter(keys.fingerprint)
    kind = Category.EMAIL_ADDRESS
    return b"".join(
        remembering.mark_of(fingerprinter, "boutique.test", kind, fingerprinter.fingerprint(kind, one, ""))
        for one in addresses
    )


def leaves(bench: Bench) -> bool:
    """Whether what the shop's page passes on to a name of the shop's own has the address in it."""
    flow = sent(bench, relayed(url=f"https://{HOST}/collect"))
    return b"marie" in (flow.request.data.content or b"")


def beat(bench: Bench) -> None:
    recording = bench.addon._recording
    assert recording._parts
    asyncio.run(recording._parts.experience.beat(recording.control))


@pytest.mark.parametrize("is_known", [True, False])
def test_who_hides_is_a_third_party_from_the_first_request_on(bench: Bench, is_known: bool) -> None:
    know(bench.settings, Experience({HOST: HOPS} if is_known else {"m.other.test": HOPS}))
    bench.choose(THIRD)
    bench.start()
    assert leaves(bench) is not is_known


def test_what_this_process_was_told_goes_before(bench: Bench) -> None:
    know(bench.settings, Experience({HOST: HOPS}))
    bench.choose(THIRD)
    bench.start()
    aliases = bench.addon._recording.aliases
    assert aliases.hops(HOST) == HOPS
    aliases._told[HOST] = ()
    assert aliases.hops(HOST) == ()
    assert leaves(bench)


def test_of_whom_rules_keep_everything_the_name_is_looked_up_all_the_same(bench: Bench) -> None:
    know(bench.settings, Experience({HOST: HOPS}))
    bench.choose(a_rule(Action.STRIP, party=None))
    bench.start()
    sent(bench, a_flow(f"https://{HOST}/c?email=marie.dupont%40mail.example", headers=FETCH))
    assert HOST in bench.addon._recording.aliases._due


def test_what_was_submitted_before_is_not_early(bench: Bench) -> None:
    know(bench.settings, Experience({}, marks(load_or_create(bench.settings), "marie.dupont@mail.example")))
    bench.choose(EARLY)
    bench.start()
    assert b"marie" in (sent(bench, relayed()).request.data.content or b"")
    assert b"else" not in (sent(bench, relayed(b"email=else%40mail.example")).request.data.content or b"")


def test_it_is_taken_over_when_it_is_written_and_forgotten_when_it_is_gone(bench: Bench) -> None:
    bench.choose(THIRD)
    bench.start()
    assert leaves(bench)
    know(bench.settings, Experience({HOST: HOPS}))
    beat(bench)
    assert not leaves(bench)
    experience.erase(bench.settings)
    beat(bench)
    assert leaves(bench)


def test_while_no_rule_asks_for_it_no_file_is_looked_at(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    know(bench.settings, Experience({HOST: HOPS}))
    bench.start()
    asked, state_of = list[Path](), files.state_of

    def noted(path: Path) -> tuple[int, ...] | None:
        asked.append(path)
        return state_of(path)

    with monkeypatch.context() as watched:
        watched.setattr(files, "state_of", noted)
        beat(bench)
    assert asked == []
    assert bench.addon._recording.aliases.hops(HOST) is None
    bench.choose(THIRD)
    beat(bench)
    assert bench.addon._recording.aliases.hops(HOST) == HOPS
    bench.choose()
    beat(bench)
    assert bench.addon._recording.aliases.hops(HOST) is None


@pytest.mark.parametrize("control", [WATCHING, Control((THIRD,))])
def test_a_damaged_file_is_no_hindrance(bench: Bench, control: Control) -> None:
    know(bench.settings, Experience({HOST: HOPS}))
    bench.settings.experience_file.write_bytes(b"broken")
    bench.choose(*control.rules)
    bench.start()
    assert leaves(bench)
    assert b"marie" in (sent(bench, submitted()).request.data.content or b"")


def test_what_was_known_before_stays_out_of_the_proxys_own_file(bench: Bench) -> None:
    know(bench.settings, Experience({}, marks(load_or_create(bench.settings), "marie.dupont@mail.example")))
    bench.choose(EARLY)
    bench.start()
    parts = bench.addon._recording._parts
    assert parts
    assert parts.submissions.given.has("boutique.test", a_finding("marie.dupont@mail.example"))
    assert parts.submissions.given.to_bytes() == b""
