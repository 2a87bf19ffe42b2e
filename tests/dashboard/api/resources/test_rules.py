"""The person's rules, for other programs."""

from pathlib import Path

from dashboard.api.resources.rules import Done, Rules
from tests.builders.dashboards import KEYS
from tests.builders.readers import Reader
from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, noted
from tracker.control import change
from tracker.control.editing import switched, with_preset, with_rule
from tracker.control.keeping import copy_of
from tracker.ledger.opening import Ledger
from tracker.rules import Action, Otherwise, Rule
from tracker.settings import Settings


def test_rules_are_told_in_their_order_with_what_each_did(ledger: Ledger, empty_reader: Reader, tmp_path: Path) -> None:
    home = Settings(tmp_path / "empty")
    own = Rule("", Action.MASK, vendors=frozenset({"unmet.test"}), otherwise=Otherwise.BLOCK, name="Mine")
    change(home, KEYS, lambda control: with_rule(with_preset(control, "no-identifiers"), own))
    change(home, KEYS, lambda control: switched(control, ["r1"], is_on=False))
    noted(ledger, a_ruled(), a_ruled())
    found = empty_reader.shaped("/rules", Rules)
    mine, preset = found.items
    assert (mine.place, mine.id, mine.is_on, mine.vendors, mine.name) == (1, "r1", False, ("unmet.test",), "Mine")
    assert (mine.preset, mine.done, mine.otherwise) == (None, None, Otherwise.BLOCK)
    assert mine.text.endswith("Where that cannot be replaced, the request is stopped.")
    assert (preset.preset, preset.done) == ("no-identifiers", Done(2, 2, 2, 1, NOON, NOON))
    assert {one.slug for one in found.presets if one.is_on} == {"no-identifiers"}
    assert found.fault is None


def test_a_damaged_file_is_told_and_one_that_is_lost_is_no_answer(empty_reader: Reader, tmp_path: Path) -> None:
    home = Settings(tmp_path / "empty")
    change(home, KEYS, lambda control: with_preset(control, "no-identifiers"))
    home.control_file.write_bytes(b"damaged")
    found = empty_reader.shaped("/rules", Rules)
    assert len(found.items) == 1
    assert found.fault
    assert "damaged" in found.fault
    assert str(tmp_path) not in found.fault
    copy_of(home).write_bytes(b"damaged")
    for path in ("/rules", "/control"):
        answer = empty_reader.ask(path)
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text
