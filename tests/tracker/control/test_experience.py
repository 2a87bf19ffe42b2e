"""What the ledger knows that rules go by, sealed, for proxies to read."""

import orjson
import pytest

from tests.builders.guards import a_rule
from tracker.control import WATCHING, Control, experience
from tracker.control.experience import Experience
from tracker.disclosure import Manner
from tracker.keys import KEY_BYTES, Keys
from tracker.rules import Action
from tracker.sealing import seal
from tracker.settings import Settings

EARLY = a_rule(Action.STRIP, manner=Manner.PREMATURE)
FOUND = Experience({"m.shop.test": ("shop.adpix.test", "edge.test"), "www.shop.test": ()}, bytes(range(48)))


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        (WATCHING, (False, False)),
        (Control((a_rule(Action.STRIP),)), (True, False)),
        (Control((a_rule(Action.WARN),)), (True, False)),
        (Control((a_rule(Action.ALLOW),)), (False, False)),
        (Control((EARLY,)), (True, True)),
        (Control((EARLY._replace(is_on=False),)), (False, False)),
        (Control(mark=True), (False, False)),
    ],
    ids=range(7),
)
def test_it_is_asked_for_by_rules_that_are_on(control: Control, expected: tuple[bool, bool]) -> None:
    assert (experience.is_asked_for(control), experience.asks_for_submissions(control)) == expected


@pytest.mark.parametrize("found", [FOUND, FOUND._replace(submitted=None), Experience({}, b"")], ids=range(3))
def test_what_was_written_is_read_and_lies_open_to_nobody(settings: Settings, keys: Keys, found: Experience) -> None:
    experience.write(settings, keys, found)
    assert experience.read(settings, keys) == found
    assert b"shop" not in settings.experience_file.read_bytes()
    assert settings.experience_file.stat().st_mode & 0o077 == 0
    assert [path.name for path in settings.home.glob("experience*")] == [settings.experience_file.name]


def test_without_a_file_or_under_another_key_nothing_is_known(settings: Settings, keys: Keys) -> None:
    assert experience.read(settings, keys) is None
    experience.write(settings, keys, FOUND)
    assert experience.read(settings, Keys(b"\x02" * KEY_BYTES)) is None
    experience.erase(settings)
    experience.erase(settings)
    assert not settings.experience_file.exists()


@pytest.mark.parametrize(
    "document", [{}, {"version": 2, "leads": {}, "submitted": None}, [], {"version": 1, "leads": 5, "submitted": None}]
)
def test_what_is_not_well_formed_is_not_known(settings: Settings, keys: Keys, document: object) -> None:
    settings.home.mkdir(parents=True)
    settings.experience_file.write_bytes(seal(keys.control, orjson.dumps(document), b"experience 1"))
    assert experience.read(settings, keys) is None


@pytest.mark.parametrize("data", [b"", b"broken", bytes(100)], ids=range(3))
def test_what_is_damaged_is_not_known(settings: Settings, keys: Keys, data: bytes) -> None:
    settings.home.mkdir(parents=True)
    settings.experience_file.write_bytes(data)
    assert experience.read(settings, keys) is None
