"""Which hosts are pinned, and which programs do not know our authority."""

import pytest

from tracker.control import refusals as module
from tracker.control.refusals import Refusals, program_of

_APP, _BROWSER = "app", "browser"
_OTHERS = ("news.test", "shop.test", "mail.test")


class _Day:
    """A day's handshakes, each a second after the one before."""

    def __init__(self) -> None:
        self.refusals, self.now = Refusals(), 0.0

    def accepts(self, program: str, *hosts: str) -> None:
        for host in hosts:
            self.now += 1
            self.refusals.accepted(program, host, self.now)

    def refuses(self, program: str, *hosts: str) -> list[str]:
        """Return those of the hosts that are taken for pinned."""
        found = []
        for host in hosts:
            self.now += 1
            if self.refusals.refused(program, host, self.now - 0.5, self.now):
                found.append(host)
        return found


@pytest.fixture
def day() -> _Day:
    made = _Day()
    made.accepts(_APP, *_OTHERS)
    return made


def test_a_host_that_a_program_refuses_again_while_it_accepts_others_is_pinned(day: _Day) -> None:
    assert day.refuses(_APP, "api.bank.test") == []
    day.accepts(_APP, "news.test")
    assert day.refuses(_APP, "api.bank.test") == ["api.bank.test"]
    assert day.refusals.strangers() == {}


def test_refusals_of_connections_that_were_opened_together_are_one(day: _Day) -> None:
    began = day.now + 0.1
    for now in (10.0, 10.1, 10.2):
        assert not day.refusals.refused(_APP, "api.bank.test", began, now)
    day.now = 20.0
    day.accepts(_APP, "news.test")
    assert not day.refusals.refused(_APP, "api.bank.test", began, day.now)
    assert day.refuses(_APP, "api.bank.test") == ["api.bank.test"]


def test_a_success_between_two_refusals_begins_anew(day: _Day) -> None:
    day.refuses(_APP, "api.bank.test")
    day.accepts(_APP, "api.bank.test")
    assert day.refuses(_APP, *["api.bank.test"] * 5) == []


def test_a_program_that_accepts_nothing_meanwhile_pins_nothing(day: _Day) -> None:
    """As when the clock has jumped, and no certificate of ours is valid any more."""
    assert day.refuses(_APP, *["api.bank.test"] * 5) == []


def test_a_browser_without_our_authority_pins_nothing_and_is_told_of(day: _Day) -> None:
    hosts = [f"www.shop{number}.test" for number in range(20)]
    for _ in range(3):
        day.accepts(_APP, *_OTHERS)
        assert day.refuses(_BROWSER, *hosts) == []
    assert day.refusals.strangers() == {_BROWSER: 20}


def test_a_first_refusal_alone_says_nothing_of_a_program() -> None:
    day = _Day()
    day.refuses(_APP, "api.bank.test", "api.bank.test", "push.bank.test")
    assert day.refusals.strangers() == {}


def test_somebody_who_accepts_a_certificate_by_hand_pins_nothing() -> None:
    day = _Day()
    for _ in range(3):
        day.refuses(_BROWSER, "img.news.test", "ads.test")
        day.accepts(_BROWSER, "news.test")
    assert day.refuses(_BROWSER, "img.news.test", "ads.test") == []


def test_two_profiles_of_one_browser_of_which_one_does_not_know_us_pin_nothing_for_long(day: _Day) -> None:
    pinned: set[str] = set()
    for number in range(8):
        day.accepts(_APP, *_OTHERS)
        for _ in range(2):
            pinned.update(day.refuses(_APP, f"www.site{number}.test"))
            day.accepts(_APP, *_OTHERS)
        pinned.difference_update(day.refusals.wrongly(_APP))
    assert pinned == set()
    assert day.refusals.strangers() == {_APP: 8}
    assert day.refusals.wrongly(_APP) == []


def test_who_learns_of_our_authority_is_no_stranger_any_more(day: _Day) -> None:
    hosts = [f"www.site{number}.test" for number in range(8)]
    day.refuses(_APP, *hosts)
    assert day.refusals.strangers() == {_APP: 8}
    day.accepts(_APP, *hosts)
    assert day.refusals.strangers() == {}


def test_a_phone_with_many_pinned_hosts_of_few_sites_is_believed(day: _Day) -> None:
    hosts = [f"p{number}.phone.test" for number in range(30)]
    day.refuses(_APP, *hosts)
    day.accepts(_APP, *_OTHERS)
    assert day.refuses(_APP, *hosts) == hosts


def test_refusals_of_long_ago_do_not_add_up(day: _Day) -> None:
    for number in range(8):
        host = f"api.bank{number}.test"
        day.refuses(_APP, host)
        day.accepts(_APP, *_OTHERS)
        assert day.refuses(_APP, host) == [host]
        day.now += module.SPAN


def test_nothing_is_wrong_of_a_program_that_was_never_met() -> None:
    assert Refusals().wrongly("unknown") == []


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PROGRAMS", 4)
    monkeypatch.setattr(module, "_HOSTS", 5)
    day = _Day()
    for number in range(20):
        day.accepts(f"program{number}", *(f"a{host}.test" for host in range(20)))
        day.refuses(f"program{number}", *(f"r{host}.test" for host in range(20)))
    programs = day.refusals._programs
    assert len(programs) == 4
    assert all(len(known.accepted) == 5 and len(known.refused) == 5 for known in programs.values())


def test_a_program_is_known_by_how_it_opens_tls_from_where() -> None:
    ciphers, protocols = [0x1301, 0xC02B], [b"h2", b"http/1.1"]
    name = program_of("127.0.0.1", ciphers, protocols)
    assert (
        name
        == program_of("127.0.0.1", [0x2A2A, *ciphers], protocols)
        == program_of("127.0.0.1", [0xFAFA, *ciphers], protocols)
    )
    others = {
        program_of("10.0.0.1", ciphers, protocols),
        program_of("127.0.0.1", ciphers[:1], protocols),
        program_of("127.0.0.1", ciphers, protocols[:1]),
    }
    assert name not in others
    assert len(others) == 3
