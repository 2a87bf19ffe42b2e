"""The person's profile, noticed when it changes."""

import hashlib
import os
import sys

import pytest

from addons import profiles as module
from addons.profiles import ProfileWatch, Sought
from tests.builders.requests import a_request
from tracker.detection import Knowledge, detect, knowledge_of
from tracker.detection.indicators import Indicators
from tracker.disclosure import Method
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.snapshots import Snapshot
from tracker.profile import EMPTY, Profile, Value
from tracker.settings import Settings
from tracker.taxonomy import Category

MARIE = Profile((Value(Category.EMAIL_ADDRESS, "marie.dupont@mail.example"),), "FR")


@pytest.fixture
def watch(settings: Settings, keys: Keys) -> ProfileWatch:
    settings.home.mkdir()
    return ProfileWatch(settings, keys)


def save(settings: Settings, keys: Keys, profile: Profile, time: int) -> None:
    from tracker.ledger.profiles import write_snapshot

    write_snapshot(settings, keys, profile)
    os.utime(settings.profile_snapshot, ns=(time, time))


def test_without_a_file_the_profile_is_empty(watch: ProfileWatch) -> None:
    assert not watch.has_changed()
    assert watch.snapshot() == Snapshot()


def test_a_file_written_anew_is_noticed_once(watch: ProfileWatch, settings: Settings, keys: Keys) -> None:
    save(settings, keys, MARIE, 1_000_000_000)
    assert watch.has_changed()
    assert not watch.has_changed()
    assert watch.snapshot().profile == MARIE
    save(settings, keys, EMPTY, 2_000_000_000)
    assert watch.has_changed()
    settings.profile_snapshot.unlink()
    assert watch.has_changed()
    assert watch.snapshot() == Snapshot()


def test_a_file_that_could_not_be_read_is_read_again(
    watch: ProfileWatch, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(settings, keys, MARIE, 1_000_000_000)
    assert watch.has_changed()
    with monkeypatch.context() as patched:
        patched.setattr(module, "snapshot_of", damaged)
        with pytest.raises(LedgerError):
            watch.snapshot()
    assert not watch.has_changed()
    monkeypatch.setattr(module, "RETRY", 0.0)
    assert watch.has_changed()
    assert watch.snapshot().profile == MARIE
    assert not watch.has_changed()


def damaged(*_: object) -> Snapshot:
    raise LedgerError("the profile cannot be read")


def found(knowledge: Knowledge, value: str) -> list[str]:
    findings = detect(a_request(f"https://px.adpix.test/i?v={value}"), knowledge).findings
    return [finding.value for finding in findings if finding.evidence.method is Method.PROFILE]


def values(*numbers: int) -> tuple[Value, ...]:
    return tuple(Value(Category.EMAIL_ADDRESS, f"a{number}@mail.example") for number in numbers)


def test_a_new_profile_leaves_what_was_learned() -> None:
    knowledge = knowledge_of(EMPTY)
    forms, cookies, judgements = knowledge.forms, knowledge.cookies, knowledge.judgements
    sought = Sought(Profile(MARIE.values))
    sought.put_into(knowledge)
    assert (knowledge.profile, knowledge.indicators) == (sought.profile, sought.indicators)
    assert knowledge.forms is forms
    assert knowledge.cookies is cookies
    assert knowledge.judgements is judgements


def test_another_country_forgets_how_numbers_were_read() -> None:
    knowledge = knowledge_of(EMPTY)
    before = knowledge.judgements
    Sought(MARIE).put_into(knowledge)
    assert knowledge.judgements is not before


@pytest.mark.parametrize("is_erased", [False, True])
def test_exactly_the_profile_is_found(is_erased: bool) -> None:
    sought, knowledge = Sought(Profile(values(1, 2))), knowledge_of(EMPTY)
    sought.change(Profile(values(2, 3)), is_erased=is_erased)
    sought.put_into(knowledge)
    for number, is_known in ((1, False), (2, True), (3, True), (4, False)):
        (value,) = values(number)
        digest = hashlib.sha256(value.value.encode()).hexdigest()
        assert found(knowledge, digest) == ([value.value] if is_known else [])


def test_what_was_erased_is_in_memory_no_more() -> None:
    sought = Sought(Profile(values(1, 2)))
    sought.change(Profile(values(2)))
    assert values(1)[0] in known_to(sought)
    sought.change(Profile(values(2)), is_erased=True)
    assert known_to(sought) == set(values(2))


def known_to(sought: Sought) -> set[Value]:
    return {*sought.indicators._known, *sought.indicators._fresh}


def test_while_it_compiles_requests_go_first_and_afterwards_all_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, seen, sought = sys.getswitchinterval(), list[float](), Sought(EMPTY)

    def noted(given: Profile) -> Indicators:
        seen.append(sys.getswitchinterval())
        return Indicators(given)

    monkeypatch.setattr(sought.indicators, "changed", noted)
    sought.change(Profile(values(1)))
    assert 0 < seen[0] < usual
    assert sys.getswitchinterval() == pytest.approx(usual)
