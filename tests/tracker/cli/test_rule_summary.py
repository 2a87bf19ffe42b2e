from datetime import UTC, datetime

from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.cli.rule_summary import rule_lines
from tracker.control import change
from tracker.control.keeping import copy_of
from tracker.keys import Keys
from tracker.ledger.opening import Ledger
from tracker.rules import Action, Rule
from tracker.rulings import NO_ALIAS, Outcome
from tracker.settings import Settings


def test_what_rules_did_lately_is_told(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    warning = a_ruling(action=Action.WARN, outcome=Outcome.WARNED)
    without = a_ruling(action=Action.ALIAS, outcome=Outcome.STRIPPED, reason=NO_ALIAS)
    change(settings, keys, lambda control: control._replace(rules=(Rule("r1", Action.ALIAS),)))
    with ledger.reading() as session:
        assert list(rule_lines(session, settings, keys)) == []
    noted(ledger, a_ruled(warning, without, time=datetime.now(UTC)))
    with ledger.reading() as session:
        warned, lacking = rule_lines(session, settings, keys)
        assert warned.startswith("Your rules warned 1 time in the last 30 days: of what went to ")
        assert lacking.endswith(" yet: `tracker aliases make adpix`")
        settings.control_file.write_bytes(b"x")
        copy_of(settings).write_bytes(b"x")
        assert list(rule_lines(session, settings, keys)) == [warned]
