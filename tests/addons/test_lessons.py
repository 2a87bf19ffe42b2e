"""What one proxy learns: looked for at once, kept sealed, within bounds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from addons import lessons as module
from addons.lessons import MOST, MOST_OF_SITE, Lessons
from tests.builders import disks
from tests.builders.lessons import SHOP, a_finding
from tests.builders.records import MAIL
from tracker.disclosure import Finding, Method
from tracker.keys import Keys
from tracker.ledger import lessons as files
from tracker.ledger.profiles import fingerprint_of
from tracker.ledger.snapshots import Rules, Snapshot
from tracker.profile import EMPTY, Profile, Value
from tracker.settings import Settings
from tracker.taxonomy import Category

OWN = Value(Category.EMAIL_ADDRESS, MAIL)
LEARNT = Value(Category.EMAIL_ADDRESS, MAIL, "shop.example")
AGAIN = a_finding(method=Method.PROFILE)


def kept(settings: Settings, keys: Keys) -> list[str]:
    return [lesson.value.value for one in files.read(settings, keys) for lesson in one.lessons]


def taught(settings: Settings, keys: Keys, *findings: Finding, snapshot: Snapshot | None = None) -> Lessons:
    lessons = Lessons(settings, keys, snapshot or Snapshot())
    lessons.learn(findings, SHOP)
    return lessons


def test_a_new_value_is_looked_for_and_kept_sealed(settings: Settings, keys: Keys) -> None:
    lessons = taught(settings, keys, a_finding())
    assert lessons.has_news
    assert lessons.profile() == Profile((OWN,))
    assert [value.origin for value in lessons.profile().values] == ["shop.example"]
    assert not lessons.has_news
    assert kept(settings, keys) == [MAIL]


def test_what_was_learnt_already_is_not_learnt_again(settings: Settings, keys: Keys) -> None:
    lessons = taught(settings, keys, a_finding())
    lessons.profile()
    lessons.learn((a_finding(value=MAIL.upper()),), SHOP)
    assert not lessons.has_news
    assert kept(settings, keys) == [MAIL]


@pytest.mark.parametrize(
    ("snapshot", "expected"),
    [
        (Snapshot(Profile((OWN,))), []),  # the person's own needs no learning
        (Snapshot(Profile((LEARNT,))), [MAIL]),  # the ledger is told that it was given again
        (Snapshot(), []),  # found in the profile of before, which is gone
    ],
)
def test_a_value_of_the_profile_is_told_to_the_ledger_once_a_day_if_it_was_learnt(
    settings: Settings, keys: Keys, snapshot: Snapshot, expected: list[str]
) -> None:
    lessons = taught(settings, keys, AGAIN, snapshot=snapshot)
    lessons.learn((AGAIN,), SHOP)
    assert kept(settings, keys) == expected
    assert not lessons.has_news


def test_what_the_person_removed_is_not_learnt(settings: Settings, keys: Keys) -> None:
    rules = Rules(refused=frozenset({fingerprint_of(keys, OWN)}))
    lessons = taught(settings, keys, a_finding(), snapshot=Snapshot(EMPTY, rules))
    assert lessons.profile() == EMPTY
    assert kept(settings, keys) == []


@pytest.mark.parametrize(
    ("setting", "choice", "is_learnt"), [(None, False, False), (False, True, False), (True, False, True)]
)
def test_the_person_may_turn_it_off(
    settings: Settings, keys: Keys, setting: bool | None, choice: bool, is_learnt: bool
) -> None:
    lessons = taught(
        replace(settings, learning=setting), keys, a_finding(), snapshot=Snapshot(EMPTY, Rules(is_learning=choice))
    )
    assert lessons.is_on is is_learnt
    assert bool(kept(settings, keys)) is is_learnt


def test_what_the_sealed_profile_has_is_not_kept_beside_it(settings: Settings, keys: Keys) -> None:
    lessons = taught(settings, keys, a_finding())
    lessons.take(Snapshot(Profile((LEARNT,))))
    assert lessons.profile() == Profile((LEARNT,))
    lessons.take(Snapshot())
    assert lessons.profile() == EMPTY


def test_what_is_on_its_way_stays_for_some_seconds(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons = taught(settings, keys, a_finding())
    lessons.take(Snapshot(Profile((Value(Category.TEXT, "Villa"),))))
    assert OWN in lessons.profile().values
    monkeypatch.setattr(module, "_ON_ITS_WAY", -1.0)
    lessons.take(Snapshot())
    assert lessons.profile() == EMPTY


def test_what_was_erased_is_forgotten_here_too(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "write", disks.full)
    lessons = taught(settings, keys, a_finding())
    lessons.take(Snapshot(EMPTY, Rules(erasures=1)))
    assert lessons.profile() == EMPTY
    monkeypatch.undo()
    assert not lessons.attempt()
    assert kept(settings, keys) == []


def test_what_cannot_be_kept_now_is_kept_later(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "write", disks.full)
    lessons = taught(settings, keys, a_finding())
    assert lessons.profile() == Profile((OWN,))
    assert not lessons.attempt()
    monkeypatch.undo()
    assert lessons.attempt()
    assert not lessons.attempt()
    assert kept(settings, keys) == [MAIL]


def test_one_site_teaches_so_much_in_an_hour(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    lessons = Lessons(settings, keys, Snapshot())
    for number in range(50):
        lessons.learn((a_finding(value=f"a{number}@mail.example"),), SHOP)
    assert len(kept(settings, keys)) == len(lessons.profile().values) == MOST_OF_SITE
    monkeypatch.setattr(module, "_HOUR", -1.0)
    lessons.learn((a_finding(),), SHOP)
    assert MAIL in kept(settings, keys)


def test_many_sites_do_not_fill_the_memory(settings: Settings, keys: Keys) -> None:
    lessons = Lessons(settings, keys, Snapshot())
    for number in range(300):
        site = f"s{number}.example"
        lessons.learn((a_finding(value=f"a{number}@mail.example"),), SHOP._replace(recipient=site, site=site))
    values = [value.value for value in lessons.profile().values]
    assert values == [f"a{number}@mail.example" for number in range(300 - MOST, 300)]
    assert len(lessons._sites) == 256


def test_a_lesson_has_the_time_of_its_giving(settings: Settings, keys: Keys) -> None:
    taught(settings, keys, a_finding())
    ((_, (lesson,)),) = files.read(settings, keys)
    assert lesson.time.utcoffset() == timedelta(0)
