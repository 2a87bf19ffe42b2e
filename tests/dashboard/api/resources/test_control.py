"""What was decided beside rules, for other programs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from dashboard.api.resources.control import Control, Signals
from tests.builders.dashboards import KEYS
from tests.builders.readers import Reader
from tests.builders.services import KEY
from tracker.control import Aliasing, AliasService, change
from tracker.settings import Settings

SERVICE = AliasService("relay", KEY)


def test_where_nothing_was_decided_all_is_as_it_comes(empty_reader: Reader) -> None:
    off = Signals(gpc=False, dnt=False, referer=False, link_ids=False)
    expected = Control(None, (), off, False, (), (), (), False, None, (), None)
    assert empty_reader.shaped("/control", Control) == expected


def test_what_was_decided_is_told_without_a_mailbox(empty_reader: Reader, tmp_path: Path) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    change(
        Settings(tmp_path / "empty"),
        KEYS,
        lambda control: control._replace(
            paused_until=until,
            private_sites=frozenset({"clinic.example"}),
            signals=control.signals._replace(gpc=True),
            mark=True,
            unmarked_sites=frozenset({"forum.example"}),
            passed_hosts=frozenset({"bank.example"}),
            read_hosts=frozenset({"shop.example"}),
            aliasing=Aliasing("marie@mail.test", "", (("unmet.test", "marie+unmet@mail.test"),), SERVICE),
        ),
    )
    found = empty_reader.shaped("/control", Control)
    assert (found.paused_until, found.private_sites, found.signals.gpc, found.has_mark) == (
        until,
        ("clinic.example",),
        True,
        True,
    )
    assert (found.passed_hosts, found.read_hosts) == (("bank.example",), ("shop.example",))
    assert found.unmarked_sites == ("forum.example",)
    assert (found.makes_aliases, found.alias_service, found.alias_vendors) == (True, "relay", ("unmet.test",))
    text = empty_reader.ask("/control").text
    assert "marie" not in text
    assert SERVICE.key not in text


def test_a_pause_that_is_over_is_none(empty_reader: Reader, tmp_path: Path) -> None:
    past = datetime.now(UTC) - timedelta(hours=1)
    change(Settings(tmp_path / "empty"), KEYS, lambda control: control._replace(paused_until=past))
    assert empty_reader.shaped("/control", Control).paused_until is None
