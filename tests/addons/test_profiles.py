"""The person's profile, noticed when it changes."""

import os

import pytest

from addons.profiles import ProfileWatch, knowledge_with, put_into
from tracker.detection import knowledge_of
from tracker.keys import Keys
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
    assert watch.profile() == EMPTY


def test_a_file_written_anew_is_noticed_once(watch: ProfileWatch, settings: Settings, keys: Keys) -> None:
    save(settings, keys, MARIE, 1_000_000_000)
    assert watch.has_changed()
    assert not watch.has_changed()
    assert watch.profile() == MARIE
    save(settings, keys, EMPTY, 2_000_000_000)
    assert watch.has_changed()
    settings.profile_snapshot.unlink()
    assert watch.has_changed()
    assert watch.profile() == EMPTY


def test_knowledge_looks_for_the_values_in_the_file(watch: ProfileWatch, settings: Settings, keys: Keys) -> None:
    save(settings, keys, MARIE, 1_000_000_000)
    watch.has_changed()
    assert knowledge_with(watch).profile == MARIE


def test_a_new_profile_leaves_what_was_learned() -> None:
    old, fresh = knowledge_of(EMPTY), knowledge_of(MARIE)
    forms, cookies = old.forms, old.cookies
    put_into(old, fresh)
    assert (old.profile, old.indicators) == (MARIE, fresh.indicators)
    assert old.forms is forms
    assert old.cookies is cookies
