from dataclasses import replace

import pytest

from tracker.ledger.opening import Ledger
from tracker.notifying.choice import is_on, set_on
from tracker.settings import Settings


def test_notifications_are_off_until_they_are_asked_for(any_ledger: Ledger, settings: Settings) -> None:
    with any_ledger.session() as session:
        assert not is_on(session, settings)
        set_on(session, is_on=True)
        assert is_on(session, settings)
        set_on(session, is_on=False)
        assert not is_on(session, settings)


@pytest.mark.parametrize("said", [True, False])
def test_the_settings_go_before_the_choice(
    ledger: Ledger, settings: Settings, statements: list[str], said: bool
) -> None:
    with ledger.session() as session:
        set_on(session, is_on=not said)
        statements.clear()
        assert is_on(session, replace(settings, notifications=said)) is said
        assert not statements
