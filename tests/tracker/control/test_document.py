import orjson
import pytest
from hypothesis import given

from tests.builders.controls import CONTROLS
from tracker.control import WATCHING, Control, Signals
from tracker.control.document import LaterVersionError, from_bytes, to_bytes
from tracker.rules import Action, Rule


@given(CONTROLS)
def test_what_was_decided_comes_back(control: Control) -> None:
    assert from_bytes(to_bytes(control)) == control


@given(CONTROLS, CONTROLS)
def test_what_was_there_before_changes_nothing_of_what_is_decided_now(before: Control, now: Control) -> None:
    assert from_bytes(to_bytes(now, to_bytes(before))) == now


def test_what_a_later_version_wrote_beside_it_is_kept() -> None:
    document = orjson.loads(to_bytes(Control(rules=(Rule("a", Action.MASK), Rule("b", Action.STRIP)))))
    document["weather"] = "fine"
    document["signals"]["smoke"] = True
    document["rules"][1]["colour"] = "blue"
    before = orjson.dumps(document)
    read = from_bytes(before)
    assert read.rules == (Rule("a", Action.MASK), Rule("b", Action.STRIP))
    changed = read._replace(rules=(Rule("b", Action.BLOCK),), signals=Signals(gpc=True))
    after = orjson.loads(to_bytes(changed, before))
    assert after["weather"] == "fine"
    assert after["signals"] == {"gpc": True, "dnt": False, "referer": False, "link_ids": False, "smoke": True}
    assert [(rule["id"], rule["action"], rule["colour"]) for rule in after["rules"]] == [("b", "block", "blue")]


def test_what_a_later_version_added_is_not_needed() -> None:
    document = orjson.loads(to_bytes(WATCHING))
    del document["signals"]["link_ids"]
    assert from_bytes(orjson.dumps(document)) == WATCHING


def test_a_later_version_is_told_apart() -> None:
    document = orjson.loads(to_bytes(WATCHING)) | {"version": 2}
    with pytest.raises(LaterVersionError, match="version 2"):
        from_bytes(orjson.dumps(document))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"7",
        b'{"version": "x"}',
        to_bytes(WATCHING).replace(b'"mark"', b'"marc"'),
        to_bytes(WATCHING).replace(b'"secret":""', b'"secret":"xy"'),
        to_bytes(Control(rules=(Rule("a", Action.MASK),))).replace(b'"mask"', b'"melt"'),
        to_bytes(WATCHING).replace(b'"known":[]', b'"known":["a"]'),
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the libraries' words differ
        from_bytes(data)
