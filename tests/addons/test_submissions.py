import pytest

from addons.submissions import Submissions
from tests.builders.guards import a_rule
from tests.tracker.guarding.test_given import a_finding
from tracker.control import WATCHING, Control
from tracker.disclosure import Manner
from tracker.keys import load_or_create
from tracker.rules import Action
from tracker.settings import Settings

EARLY = Control((a_rule(Action.STRIP, manner=Manner.PREMATURE),))
NAME = "submissions.sealed"


def memory(settings: Settings) -> Submissions:
    return Submissions(settings, load_or_create(settings))


def filled(settings: Settings) -> Submissions:
    made = memory(settings)
    made.given.add("shop.test", [a_finding()])
    made.keep(EARLY)
    return made


def test_it_holds_over_restarts_and_names_nothing(settings: Settings) -> None:
    filled(settings)
    assert memory(settings).given.has("shop.test", a_finding())
    assert b"shop" not in (settings.home / NAME).read_bytes()
    assert (settings.home / NAME).stat().st_mode & 0o077 == 0
    assert [path.name for path in settings.home.glob(f"{NAME}*")] == [NAME]


def test_nothing_stays_where_no_rule_asks_for_it(settings: Settings) -> None:
    made = filled(settings)
    made.keep(WATCHING)
    assert not (settings.home / NAME).exists()
    made.keep(WATCHING)
    assert made.given.has("shop.test", a_finding())


def test_what_is_forgotten_is_gone_here_and_there(settings: Settings) -> None:
    made = filled(settings)
    made.forget()
    assert not made.given.has("shop.test", a_finding())
    assert not memory(settings).given.has("shop.test", a_finding())


def test_who_has_something_forgotten_removes_the_file_and_the_memory_goes_too(settings: Settings) -> None:
    made = filled(settings)
    (settings.home / NAME).unlink()
    made.given.add("forum.test", [a_finding()])
    made.keep(EARLY)
    assert not made.given.has("shop.test", a_finding())
    assert not memory(settings).given.has("shop.test", a_finding())


@pytest.mark.parametrize("data", [b"", b"broken", bytes(100)])
def test_a_damaged_file_is_no_hindrance(settings: Settings, data: bytes) -> None:
    filled(settings)
    (settings.home / NAME).write_bytes(data)
    made = memory(settings)
    assert not made.given.has("shop.test", a_finding())


def test_what_could_not_be_written_is_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    made = memory(settings)
    made.given.add("shop.test", [a_finding()])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("pathlib.Path.replace", full)
        made.keep(EARLY)
    assert list(settings.home.glob(f"{NAME}*")) == []
    made.keep(EARLY)
    assert memory(settings).given.has("shop.test", a_finding())
