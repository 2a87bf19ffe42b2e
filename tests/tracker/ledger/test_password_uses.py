"""Which site was given which password: the last one, once, and erased for good."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders.ledger_files import opened_bytes
from tests.builders.passwords import a_use
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger import password_parcels as files
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.password_uses import forget_uses, record, take_in
from tracker.ledger.purging import purge
from tracker.ledger.remembered import remember
from tracker.ledger.snapshots import snapshot_of
from tracker.passwords.uses import Use
from tracker.settings import Settings
from tracker.taxonomy import Category

MINUTE = timedelta(minutes=1)


def kept(ledger: Ledger) -> list[tuple[Any, ...]]:
    use = m.PasswordUse
    columns = (m.Site.domain, use.digest, use.strength, use.first, use.last, use.count)
    with ledger.reading() as session:
        asked = select(*columns).join(use, use.site_id == m.Site.id).order_by(m.Site.domain)
        return [tuple(row) for row in session.execute(asked)]


def told(ledger: Ledger, *uses: Use) -> list[tuple[Any, ...]]:
    with ledger.session() as session:
        record(session, uses)
    return kept(ledger)


def test_the_same_password_again_is_counted(any_ledger: Ledger) -> None:
    later = a_use(time=NOON + MINUTE)
    assert told(any_ledger, a_use(), later) == [("shop-a.test", "4-1", 4, NOON, later.time, 2)]


def test_the_same_file_twice_changes_nothing(any_ledger: Ledger) -> None:
    uses = (a_use(), a_use(time=NOON + MINUTE), a_use("shop-b.test"))
    before = told(any_ledger, *uses)
    assert told(any_ledger, *uses) == before


def test_another_password_takes_the_place_of_the_former(any_ledger: Ledger) -> None:
    new = a_use(digest="3-7", strength=3, time=NOON + MINUTE)
    assert told(any_ledger, a_use(), new) == [("shop-a.test", "3-7", 3, new.time, new.time, 1)]


@pytest.mark.parametrize("order", permutations(range(3)), ids=str)
def test_the_last_password_holds_in_whatever_order_it_is_told(ledger: Ledger, order: tuple[int, ...]) -> None:
    uses = [a_use(digest=f"4-{number}", time=NOON + number * MINUTE) for number in range(3)]
    assert [row[1] for row in told(ledger, *(uses[number] for number in order))] == ["4-2"]


def test_what_strangers_call_their_sites_is_mended(any_ledger: Ledger) -> None:
    assert told(any_ledger, a_use("a\0b\ud800" + "x" * 300))[0][0][:4] == "a\ufffdb?"


def test_it_is_taken_from_where_the_proxy_left_it(any_ledger: Ledger, settings: Settings, keys: Keys) -> None:
    assert take_in(any_ledger, settings, keys) == 0
    files.write(settings, keys, [a_use()])
    files.write(settings, keys, [a_use("shop-b.test")])
    assert take_in(any_ledger, settings, keys) == 2
    assert [row[0] for row in kept(any_ledger)] == ["shop-a.test", "shop-b.test"]
    assert list(settings.password_uses_folder.iterdir()) == []


def test_turned_off_what_waits_goes_unread(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    files.write(settings, keys, [a_use()])
    assert take_in(ledger, replace(settings, passwords=False), keys) == 1
    assert kept(ledger) == []
    assert not files.parcels(settings).are_waiting()


def test_a_folder_that_cannot_be_emptied_is_named(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    files.write(settings, keys, [a_use()])
    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    with pytest.raises(LedgerError, match=r"password-uses: cannot be read or emptied \(Permission denied\)"):
        take_in(ledger, settings, keys)


def logged_in(ledger: Ledger) -> None:
    """Two shops, one of them at a host of a company whose listeners are on the other."""
    password = a_disclosure(Category.PASSWORD, "x")
    for number, (host, site) in enumerate((("www.shop.example", "shop.example"), ("login.adpix.test", "adpix.test"))):
        time = NOON + number * MINUTE
        written(ledger, a_record(password, host=host, site=site, time=time))
        told(ledger, a_use(site, time=time))
    written(ledger, a_record(a_disclosure(), host="px.adpix.test", site="shop.example"))


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"vendor": "adpix"}, ["shop.example"]),
        ({"vendor": "adpix.test"}, ["shop.example"]),
        ({"vendor": "login.adpix.test"}, ["shop.example"]),
        ({"vendor": "px.adpix.test"}, ["adpix.test", "shop.example"]),
        ({"vendor": "shop.example"}, ["adpix.test"]),
        ({"before": NOON + MINUTE}, ["adpix.test"]),
        ({"before": NOON}, ["adpix.test", "shop.example"]),
        ({"vendor": "adpix", "before": NOON + MINUTE}, ["adpix.test", "shop.example"]),
        ({"vendor": "adpix", "before": NOON + 2 * MINUTE}, ["shop.example"]),
        ({"everything": True}, []),
    ],
    ids=range(10),
)
def test_forgetting_erases_it_too(any_ledger: Ledger, asked: dict[str, Any], left: list[str]) -> None:
    logged_in(any_ledger)
    forget(any_ledger, **asked)
    assert [row[0] for row in kept(any_ledger)] == left
    with any_ledger.reading() as session:
        assert set(left) <= set(session.scalars(select(m.Site.domain)))


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"everything": True}, []),
        ({"before": NOON + MINUTE}, ["late.test"]),
        ({"before": datetime(2999, 1, 1, tzinfo=UTC)}, []),
        ({"vendor": "adpix"}, ["early.test", "late.test"]),
    ],
    ids=range(4),
)
def test_what_a_proxy_tells_of_the_time_that_was_erased_stays_away(
    any_ledger: Ledger, settings: Settings, keys: Keys, asked: dict[str, Any], left: list[str]
) -> None:
    written(any_ledger, a_record(a_disclosure(), host="px.adpix.test"))
    forget(any_ledger, **asked)
    files.write(settings, keys, [a_use("early.test"), a_use("late.test", time=NOON + MINUTE)])
    assert take_in(any_ledger, settings, keys) == 1
    assert [row[0] for row in kept(any_ledger)] == left
    assert len(told(any_ledger, a_use("new.test", time=datetime.now(UTC)))) == len(left) + 1


def test_of_two_erasures_the_one_that_reaches_further_holds(ledger: Ledger) -> None:
    forget(ledger, before=NOON + MINUTE)
    forget(ledger, before=NOON)
    assert told(ledger, a_use()) == []


def test_an_erasure_by_a_clock_that_was_ahead_keeps_nothing_away(ledger: Ledger) -> None:
    with ledger.session() as session:
        remember(session, "passwords_since", "2999-01-01T00:00:00+00:00")
    assert len(told(ledger, a_use())) == 1
    forget(ledger, before=NOON + MINUTE)
    assert told(ledger, a_use("other.test")) == []


def test_what_goes_on_beyond_a_time_begins_at_it(any_ledger: Ledger) -> None:
    told(any_ledger, a_use(), a_use(time=NOON + 2 * MINUTE))
    forget(any_ledger, before=NOON + MINUTE)
    assert kept(any_ledger) == [("shop-a.test", "4-1", 4, NOON + MINUTE, NOON + 2 * MINUTE, 2)]


def test_all_of_it_can_be_erased_by_itself(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    logged_in(ledger)
    told(ledger, a_use("shop.example", "4-abc123", time=NOON + MINUTE))
    files.write(settings, keys, [a_use()])
    before = snapshot_of(settings, keys).rules.erasures
    assert b"4-abc123" in opened_bytes(settings.ledger_file, keys.ledger)
    assert forget_uses(ledger, settings, keys) == 2
    assert purge(ledger.engine)
    assert b"4-abc123" not in opened_bytes(settings.ledger_file, keys.ledger)
    assert kept(ledger) == []
    assert not files.parcels(settings).are_waiting()
    assert snapshot_of(settings, keys).rules.erasures == before + 1
    assert len(rows(ledger, m.Request.id)) == 3
