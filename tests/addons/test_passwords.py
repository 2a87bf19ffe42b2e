"""What one proxy does with passwords: looked at soon, once, within bounds, and kept without them."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from addons import passwords as module
from addons.passwords import MOST_A_MINUTE, MOST_WAITING, Passwords
from tests.builders.lessons import SHOP, a_finding
from tests.builders.passwords import CHEAP, STRONG, a_password
from tests.builders.programs import soon
from tracker.disclosure import Party
from tracker.keys import Keys
from tracker.ledger import password_parcels as files
from tracker.passwords.uses import Use
from tracker.settings import Settings
from tracker.sites import Context


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUIET", 0.0)
    monkeypatch.setattr(module, "_RETRY", 0.02)


@pytest.fixture
def passwords(settings: Settings, keys: Keys) -> Iterator[Passwords]:
    made = Passwords(settings, keys, cost=CHEAP)
    yield made
    made.close()


def at(site: str) -> Context:
    return SHOP._replace(recipient=site, site=site)


def kept(settings: Settings, keys: Keys) -> list[Use]:
    return [use for _, uses in files.read(settings, keys) for use in uses]


def test_the_same_password_at_two_sites_has_one_digest(passwords: Passwords, settings: Settings, keys: Keys) -> None:
    for site, password in (("shop-a.test", STRONG), ("shop-b.test", STRONG), ("shop-c.test", f"{STRONG}!")):
        passwords.take((a_finding(), a_password(password)), at(site))
    passwords.close()
    uses = {use.site: use for use in kept(settings, keys)}
    assert [uses[f"shop-{letter}.test"].strength for letter in "abc"] == [4, 4, 4]
    assert uses["shop-a.test"].digest == uses["shop-b.test"].digest != uses["shop-c.test"].digest
    assert uses["shop-a.test"].time.tzinfo is not None


def test_it_needs_no_end_to_be_kept(passwords: Passwords, settings: Settings, keys: Keys) -> None:
    passwords.take((a_password(),), SHOP)
    assert soon(lambda: len(kept(settings, keys)) == 1)
    passwords.take((a_password(f"{STRONG}!"),), SHOP)
    assert soon(lambda: len(kept(settings, keys)) == 2)


def test_nothing_of_the_password_is_on_the_disk(passwords: Passwords, settings: Settings, keys: Keys) -> None:
    passwords.take((a_password(),), SHOP)
    passwords.close()
    (path,) = settings.password_uses_folder.iterdir()
    ((_, (use,)),) = files.read(settings, keys)
    assert STRONG.encode() not in path.read_bytes()
    assert STRONG not in repr(use)


@pytest.mark.parametrize(
    ("finding", "context"),
    [
        (a_finding(), SHOP),
        (a_password(), SHOP._replace(party=Party.THIRD)),
        (a_password("482910", "otp"), SHOP),
    ],
    ids=range(3),
)
def test_without_a_password_to_the_site_itself_no_thread_is_started(
    passwords: Passwords, finding: Any, context: Context
) -> None:
    passwords.take((finding,), context)
    assert passwords._thread is None


def test_the_person_may_turn_it_off(settings: Settings, keys: Keys) -> None:
    passwords = Passwords(replace(settings, passwords=False), keys, cost=CHEAP)
    passwords.take((a_password(),), SHOP)
    assert not passwords.is_on
    assert passwords._thread is None


def test_of_what_is_typed_only_the_last_is_looked_at(
    passwords: Passwords, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET", 60.0)
    for end in range(4, len(STRONG) + 1):
        passwords.take((a_password(STRONG[:end]),), SHOP)
    passwords.close()
    assert [use.strength for use in kept(settings, keys)] == [4]


def test_the_same_again_is_not_looked_at_again_for_a_while(
    passwords: Passwords, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        passwords.take((a_password(),), SHOP)
        assert soon(lambda: not passwords._waiting)
    monkeypatch.setattr(module, "AGAIN", -1.0)
    passwords.take((a_password(),), SHOP)
    passwords.close()
    assert len(kept(settings, keys)) == 2


def test_more_than_a_few_in_a_minute_wait(passwords: Passwords, settings: Settings, keys: Keys) -> None:
    for number in range(MOST_A_MINUTE + 2):
        passwords.take((a_password(),), at(f"s{number}.test"))
        assert soon(lambda: not passwords._waiting or len(passwords._made) == MOST_A_MINUTE)
    assert soon(lambda: len(kept(settings, keys)) == MOST_A_MINUTE)
    assert list(passwords._waiting) == ["s6.test", "s7.test"]
    passwords.close()
    assert len(kept(settings, keys)) == MOST_A_MINUTE + 2


def test_no_more_than_some_wait(
    passwords: Passwords, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET", 60.0)
    for number in range(300):
        passwords.take((a_password(),), at(f"s{number}.test"))
    assert len(passwords._known) <= 256
    passwords.close()
    assert [use.site for use in kept(settings, keys)] == [
        f"s{number}.test" for number in range(300 - MOST_WAITING, 300)
    ]


def test_what_is_known_of_many_sites_does_not_fill_the_memory(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 1000)
    monkeypatch.setattr(module, "QUIET", 60.0)
    for number in range(300):
        passwords.take((a_password(),), at(f"s{number}.test"))
    assert len(passwords._known) == 256
    passwords.forget()


def test_what_the_person_has_erased_is_forgotten_here_too(
    passwords: Passwords, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET", 60.0)
    passwords.take((a_password(),), SHOP)
    passwords.forget()
    passwords.close()
    assert kept(settings, keys) == []


def test_what_was_being_looked_at_is_forgotten_too(
    passwords: Passwords, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erased_meanwhile(*_: object) -> int:
        passwords.forget()
        return 4

    monkeypatch.setattr(module, "strength", erased_meanwhile)
    passwords.take((a_password(),), SHOP)
    passwords.close()
    assert kept(settings, keys) == []


def test_what_could_not_be_kept_is_kept_later(
    passwords: Passwords, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def refuse(*_: object) -> None:
        tried.append(1)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", refuse)
        passwords.take((a_password(),), SHOP)
        assert soon(lambda: len(tried) > 1)
    assert soon(lambda: len(kept(settings, keys)) == 1)


def test_a_fault_is_told_without_the_password_and_the_next_is_looked_at(
    passwords: Passwords, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(module, "strength", fail)
        passwords.take((a_password(),), SHOP)
        assert soon(lambda: bool(passwords._faults))
    (fault,) = passwords.faults()
    assert STRONG not in f"{fault!r}"
    assert passwords.faults() == []
    passwords.take((a_password(),), at("shop-b.test"))
    passwords.close()
    assert [use.site for use in kept(settings, keys)] == ["shop-b.test"]


def test_what_the_person_is_called_is_tried(settings: Settings, keys: Keys) -> None:
    passwords = Passwords(settings, keys, lambda: ["zqvmxkwj-bpf"], CHEAP)
    passwords.take((a_password("zqvmxkwj-bpf"),), at("shop-a.test"))
    passwords.take((a_finding(value="brzljk@mail.test"), a_password("brzljk7")), at("shop-b.test"))
    passwords.take((a_password("vrtnwsch7"),), at("vrtnwsch.test"))
    passwords.close()
    assert {use.site: use.strength <= 1 for use in kept(settings, keys)} == dict.fromkeys(
        ("shop-a.test", "shop-b.test", "vrtnwsch.test"), True
    )


def test_at_the_end_there_is_so_much_time(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    def dawdle(*_: object) -> int:
        time.sleep(0.3)
        return 4

    monkeypatch.setattr(module, "strength", dawdle)
    monkeypatch.setattr(module, "FAREWELL", 0.1)
    passwords = Passwords(settings, keys, cost=CHEAP)
    for number in range(4):
        passwords.take((a_password(),), at(f"s{number}.test"))
    passwords.close()
    thread = passwords._thread
    assert thread
    thread.join(5)
    assert 0 < len(kept(settings, keys)) < 4


def test_a_proxy_that_saw_no_password_ends_at_once(settings: Settings, keys: Keys, tmp_path: Path) -> None:
    Passwords(settings, keys).close()
    assert not settings.password_uses_folder.exists()
