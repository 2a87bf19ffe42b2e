"""What was learnt, in the ledger: once, within bounds, and gone when it is to go."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.builders.lessons import a_lesson
from tests.builders.records import MAIL, NOON
from tests.builders.written import rows
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.learning import Lesson
from tracker.ledger import learnt, lessons, profiles
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.publishing import publish, set_learning
from tracker.ledger.snapshots import read_snapshot, snapshot_of
from tracker.profile import Profile, Value
from tracker.settings import Settings
from tracker.taxonomy import Category

HOUR = timedelta(hours=1)


def learn(ledger: Ledger, keys: Keys, *given: Lesson) -> list[tuple[str, str]]:
    """Learn, and return the values with their origins as they are then."""
    with ledger.session() as session:
        learnt.learn(session, keys, given)
    return known(ledger, keys)


def known(ledger: Ledger, keys: Keys) -> list[tuple[str, str]]:
    with ledger.reading() as session:
        return [(value.value, value.origin) for value in profiles.load(session, keys).values]


def add(ledger: Ledger, keys: Keys, value: str = MAIL) -> bool:
    with ledger.session() as session:
        return profiles.add(session, keys, Value(Category.EMAIL_ADDRESS, value))


def test_a_lesson_becomes_a_value_of_the_profile_with_its_site(any_ledger: Ledger, keys: Keys) -> None:
    assert learn(any_ledger, keys, a_lesson()) == [(MAIL, "shop.example")]
    with any_ledger.reading() as session:
        (one,) = profiles.listed(session)
        assert (one.preview, one.origin, one.added, one.used) == ("m•••@m•••", "shop.example", NOON, NOON)
        assert learnt.counted(session) == 1


def test_the_same_lesson_again_changes_nothing_but_when_it_was_given_last(any_ledger: Ledger, keys: Keys) -> None:
    learn(any_ledger, keys, a_lesson())
    learn(any_ledger, keys, a_lesson(MAIL.upper(), origin="other.example", time=NOON + HOUR))
    assert learn(any_ledger, keys, a_lesson()) == [(MAIL, "shop.example")]
    with any_ledger.reading() as session:
        (one,) = profiles.listed(session)
    assert (one.added, one.used) == (NOON, NOON + HOUR)


def test_what_was_given_again_after_it_was_forgotten_is_not_made_the_persons_own(ledger: Ledger, keys: Keys) -> None:
    add(ledger, keys, "marie@mail.co")
    assert learn(ledger, keys, a_lesson("marie@mail.co.example", origin="")) == [("marie@mail.co", "")]


def test_what_the_person_added_stays_their_own(ledger: Ledger, keys: Keys) -> None:
    assert add(ledger, keys)
    assert learn(ledger, keys, a_lesson()) == [(MAIL, "")]


def test_what_was_learnt_becomes_their_own_when_they_add_it(ledger: Ledger, keys: Keys) -> None:
    learn(ledger, keys, a_lesson())
    assert add(ledger, keys)
    assert not add(ledger, keys)
    assert known(ledger, keys) == [(MAIL, "")]


def test_what_the_person_removed_is_not_learnt_again_until_they_add_it(any_ledger: Ledger, keys: Keys) -> None:
    learn(any_ledger, keys, a_lesson())
    with any_ledger.session() as session:
        assert profiles.remove(session, 1)
        assert not profiles.remove(session, 1)
    assert learn(any_ledger, keys, a_lesson()) == []
    assert add(any_ledger, keys)
    with any_ledger.session() as session:
        assert session.scalar(select(func.count()).select_from(m.RefusedValue)) == 0


def test_a_value_with_nothing_to_look_for_is_left_out(ledger: Ledger, keys: Keys) -> None:
    assert learn(ledger, keys, a_lesson("\ud800 12", Category.PHONE_NUMBER), a_lesson()) == [(MAIL, "shop.example")]


def test_the_one_not_given_for_longest_leaves_and_the_persons_own_never(any_ledger: Ledger, keys: Keys) -> None:
    add(any_ledger, keys)
    many = [a_lesson(f"a{n}@mail.example", origin=f"s{n}.example", time=NOON + n * HOUR) for n in range(learnt.MOST)]
    learn(any_ledger, keys, *many)
    again = a_lesson("a0@mail.example", time=NOON + 99 * HOUR)
    values = learn(any_ledger, keys, again, a_lesson("new@mail.example", time=NOON + 100 * HOUR))
    assert len(values) == learnt.MOST + 1
    assert {(MAIL, ""), ("a0@mail.example", "s0.example"), ("new@mail.example", "shop.example")} < set(values)
    assert ("a1@mail.example", "s1.example") not in values


def test_one_site_does_not_displace_the_others(ledger: Ledger, keys: Keys) -> None:
    learn(ledger, keys, a_lesson())
    junk = [a_lesson(f"a{n}@mail.example", origin="junk.example", time=NOON + n * HOUR) for n in range(1, 100)]
    values = learn(ledger, keys, *junk)
    assert len(values) == 1 + learnt.MOST_OF_SITE
    assert (MAIL, "shop.example") in values
    assert ("a99@mail.example", "junk.example") in values


@pytest.mark.parametrize(
    ("later", "site", "expected"),
    [
        (timedelta(seconds=5), "shop.example", ["marie@mail.com"]),
        (HOUR, "shop.example", ["marie@mail.co", "marie@mail.com"]),
        (timedelta(seconds=5), "other.example", ["marie@mail.co", "marie@mail.com"]),
    ],
)
def test_what_was_still_being_typed_makes_way(
    ledger: Ledger, keys: Keys, later: timedelta, site: str, expected: list[str]
) -> None:
    first = a_lesson("marie@mail.co", origin="shop.example")
    values = learn(ledger, keys, first, a_lesson("marie@mail.com", origin=site, time=NOON + later))
    assert [value for value, _ in values] == expected


def test_another_installations_value_is_no_beginning(ledger: Ledger, keys: Keys) -> None:
    learn(ledger, Keys(bytes(32)), a_lesson("marie@mail.co"))
    with ledger.session() as session:
        learnt.learn(session, keys, [a_lesson("marie@mail.com")])
    assert len(rows(ledger, m.ProfileValue.id)) == 2


def test_what_proxies_kept_is_taken_published_and_removed(any_ledger: Ledger, settings: Settings, keys: Keys) -> None:
    assert learnt.take_in(any_ledger, settings, keys) == 0
    lessons.write(settings, keys, [a_lesson()])
    lessons.write(settings, keys, [a_lesson("+33 6 39 98 12 34", Category.PHONE_NUMBER)])
    assert learnt.take_in(any_ledger, settings, keys) == 2
    assert list(settings.lessons_folder.iterdir()) == []
    values = read_snapshot(settings, keys).values
    assert [(value.category, value.origin) for value in values] == [
        (Category.EMAIL_ADDRESS, "shop.example"),
        (Category.PHONE_NUMBER, "shop.example"),
    ]


def test_files_that_come_twice_are_learnt_once(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    lessons.write(settings, keys, [a_lesson()])
    (path,) = settings.lessons_folder.iterdir()
    content = path.read_bytes()
    learnt.take_in(ledger, settings, keys)
    path.write_bytes(content)
    learnt.take_in(ledger, settings, keys)
    assert known(ledger, keys) == [(MAIL, "shop.example")]


def test_while_the_person_does_not_want_it_what_waits_is_dropped(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    with ledger.session() as session:
        set_learning(session, is_on=False)
    lessons.write(settings, keys, [a_lesson()])
    assert learnt.take_in(ledger, settings, keys) == 1
    assert known(ledger, keys) == []
    assert not lessons.are_waiting(settings)


def test_a_ledger_that_fails_leaves_them_waiting(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LedgerError("locked")

    lessons.write(settings, keys, [a_lesson()])
    monkeypatch.setattr(learnt, "take_turn", broken)
    with pytest.raises(LedgerError, match="locked"):
        learnt.take_in(ledger, settings, keys)
    assert lessons.are_waiting(settings)


def test_a_folder_that_cannot_be_read_or_emptied_is_said(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "lessons/x.lesson")

    lessons.write(settings, keys, [a_lesson()])
    monkeypatch.setattr(lessons, "read", refused)
    monkeypatch.setattr(lessons, "discard", refused)
    with pytest.raises(LedgerError, match="lessons: cannot be read or emptied"):
        learnt.take_in(ledger, settings, keys)
    with pytest.raises(LedgerError, match="cannot be read or emptied"):
        learnt.forget_learnt(ledger, settings, keys)


def test_forgetting_erases_rows_files_and_the_sealed_profile(
    any_ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    add(any_ledger, keys, "own@mail.example")
    learn(any_ledger, keys, a_lesson())
    publish(any_ledger, settings, keys)
    before = snapshot_of(settings, keys).rules.erasures
    lessons.write(settings, keys, [a_lesson("late@mail.example")])
    assert learnt.forget_learnt(any_ledger, settings, keys) == 1
    assert known(any_ledger, keys) == [("own@mail.example", "")]
    assert not lessons.are_waiting(settings)
    after = snapshot_of(settings, keys)
    assert after.profile == Profile((Value(Category.EMAIL_ADDRESS, "own@mail.example"),))
    assert after.rules.erasures == before + 1
    assert learn(any_ledger, keys, a_lesson())[1:] == [(MAIL, "shop.example")]  # given again, learnt again


def test_forgetting_what_is_old_leaves_what_was_given_since(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    learn(ledger, keys, a_lesson(), a_lesson("old@mail.example", time=NOON - HOUR))
    lessons.write(settings, keys, [a_lesson("older@mail.example", time=NOON - 2 * HOUR)])
    assert learnt.forget_learnt(ledger, settings, keys, NOON) == 2
    assert known(ledger, keys) == [(MAIL, "shop.example")]
