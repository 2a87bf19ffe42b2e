"""When what the ledger knows is written for rules."""

from typing import Any

import pytest

from tests.builders.clocks import Clock
from tests.builders.guards import a_rule
from tests.builders.records import MAIL, NOON, a_record
from tests.builders.written import CATALOGUE, written
from tests.tracker.guarding.test_given import a_finding
from tracker.aliases import Aliases
from tracker.control import WATCHING, Control, change, experience
from tracker.control.experience import Experience
from tracker.disclosure import Manner, Record, disclose
from tracker.guarding import Given
from tracker.keeper import foresight as module
from tracker.keeper.foresight import EVERY, Foresight, prepare
from tracker.keys import Keys
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.masking import Fingerprinter
from tracker.rules import Action, Rule
from tracker.settings import Settings
from tracker.taxonomy import Category

THIRD, EARLY = a_rule(Action.STRIP), a_rule(Action.STRIP, manner=Manner.PREMATURE)
LED = Aliases("m.shop.example", NOON, ("shop.adpix.test",))


def a_form(keys: Keys) -> Record:
    """An address and a password, as this installation's proxy records them."""
    findings = (a_finding(MAIL), a_finding("lilas", Category.PASSWORD))
    told = disclose(findings, Fingerprinter(keys.fingerprint), "shop.example", lambda _: Manner.SUBMITTED)
    return a_record(*told)


def filled(ledger: Ledger, keys: Keys) -> None:
    written(ledger, a_form(keys), a_record(host=LED.host))
    with ledger.session() as session:
        note_aliases(session, [LED], CATALOGUE)


def choose(settings: Settings, keys: Keys, *rules: Rule) -> Control:
    return change(settings, keys, lambda now: now._replace(rules=rules))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "time", made)
    settings.home.mkdir(parents=True, exist_ok=True)
    return made


def test_it_is_written_while_a_rule_asks_for_it(ledger: Ledger, settings: Settings, keys: Keys, clock: Clock) -> None:
    filled(ledger, keys)
    foresight = Foresight(settings, keys)
    foresight.attempt(ledger)
    assert not settings.experience_file.exists()
    choose(settings, keys, THIRD)
    foresight.attempt(ledger)
    assert experience.read(settings, keys) == Experience({LED.host: LED.hops})
    choose(settings, keys)
    foresight.attempt(ledger)
    assert not settings.experience_file.exists()


def test_what_was_submitted_is_known_to_the_next_proxy(
    ledger: Ledger, settings: Settings, keys: Keys, clock: Clock
) -> None:
    filled(ledger, keys)
    choose(settings, keys, EARLY)
    Foresight(settings, keys).attempt(ledger)
    found = experience.read(settings, keys)
    assert found
    given = Given(Fingerprinter(keys.fingerprint))
    given.seed(found.submitted or b"")
    assert given.has("shop.example", a_finding(MAIL.upper()))
    assert given.has("shop.example", a_finding("roses", Category.PASSWORD))
    assert not given.has("forum.example", a_finding(MAIL))
    assert not given.has("shop.example", a_finding("else@mail.example"))


def test_it_is_written_again_where_something_changed_and_it_is_time(
    ledger: Ledger, settings: Settings, keys: Keys, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(settings, keys, THIRD)
    foresight, asked = Foresight(settings, keys), []

    def found(*given: Any) -> Experience:
        asked.append(given)
        return Experience({LED.host: LED.hops})

    monkeypatch.setattr(module, "_found", found)
    for _ in range(3):
        foresight.attempt(ledger)
        clock.now += EVERY
    assert len(asked) == 1
    filled(ledger, keys)
    foresight.attempt(ledger)
    assert len(asked) == 2
    written(ledger, a_record(host="else.test"))
    foresight.attempt(ledger)
    assert len(asked) == 2
    foresight.attempt(ledger, is_last=True)
    assert len(asked) == 3


def test_rules_that_cannot_be_read_leave_what_there_is(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    filled(ledger, keys)
    choose(settings, keys, THIRD)
    foresight = Foresight(settings, keys)
    foresight.attempt(ledger)
    for path in settings.home.glob("control.sealed*"):
        path.write_bytes(b"broken")
    foresight.attempt(ledger)
    assert settings.experience_file.exists()
    Foresight(settings, keys).attempt(ledger)
    assert settings.experience_file.exists()


@pytest.mark.parametrize("is_open", [True, False])
def test_who_decides_has_it_written_at_once(ledger: Ledger, settings: Settings, keys: Keys, is_open: bool) -> None:
    filled(ledger, keys)
    opened = ledger if is_open else None
    prepare(settings, keys, Control((THIRD,)), opened)
    assert experience.read(settings, keys) == Experience({LED.host: LED.hops})
    prepare(settings, keys, Control((EARLY, THIRD)), opened)
    found = experience.read(settings, keys)
    assert found
    assert found.submitted
    before = settings.experience_file.stat().st_mtime_ns
    prepare(settings, keys, Control((THIRD,)), opened)
    assert settings.experience_file.stat().st_mtime_ns == before
    prepare(settings, keys, WATCHING, opened)
    assert not settings.experience_file.exists()


def test_without_a_ledger_or_anything_in_it_there_is_no_file(
    ledger: Ledger, settings: Settings, keys: Keys, tmp_path: Any
) -> None:
    prepare(settings, keys, Control((THIRD,)), ledger)
    assert not settings.experience_file.exists()
    elsewhere = Settings(tmp_path / "nowhere", key_store="file")
    prepare(elsewhere, keys, Control((THIRD,)))
    assert not elsewhere.home.exists()


def test_who_decides_is_not_kept_from_it_by_a_full_disk(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    filled(ledger, keys)
    monkeypatch.setattr(experience, "write", full)
    prepare(settings, keys, Control((THIRD,)), ledger)
    assert not settings.experience_file.exists()
