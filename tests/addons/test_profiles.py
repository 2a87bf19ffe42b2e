"""The person's profile, noticed when it changes."""

import os
from dataclasses import replace

import pytest

from addons.profiles import ProfileWatch, is_same, put_into
from tracker.detection import knowledge_of
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


def test_a_new_profile_leaves_what_was_learned() -> None:
    old, fresh = knowledge_of(EMPTY), knowledge_of(MARIE)
    forms, cookies = old.forms, old.cookies
    put_into(old, fresh)
    assert (old.profile, old.indicators) == (MARIE, fresh.indicators)
    assert old.forms is forms
    assert old.cookies is cookies


def test_another_country_forgets_how_numbers_were_read() -> None:
    old, fresh = knowledge_of(EMPTY), knowledge_of(MARIE)
    put_into(old, fresh)
    judgements = old.judgements
    assert judgements is fresh.judgements
    put_into(old, knowledge_of(Profile((), "FR")))
    assert old.judgements is judgements


def test_profiles_are_the_same_that_say_the_same() -> None:
    learnt = Profile(tuple(replace(value, origin="shop.example") for value in MARIE.values), "FR")
    assert is_same(MARIE, Profile(MARIE.values, "FR"))
    assert not is_same(MARIE, EMPTY)
    assert not is_same(MARIE, learnt)
