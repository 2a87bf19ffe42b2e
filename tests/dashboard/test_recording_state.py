import pytest

from dashboard.recording_state import recording_state
from tests.builders.installations import recording
from tracker.keeper.reports import Reporter
from tracker.settings import Settings


def test_what_runs_is_said(settings: Settings) -> None:
    with recording(settings, "regular", "wireguard@192.0.2.7:51820"):
        state = recording_state(settings)
    assert (state.is_recording, state.is_started, state.proxy) == (True, True, "127.0.0.1:8080")
    assert state.modes == ("regular", "wireguard@192.0.2.7:51820")
    assert state.headline.startswith("Recording since today")
    assert state.troubles == ()


def test_nothing_is_recorded_where_nothing_runs(settings: Settings) -> None:
    state = recording_state(settings)
    assert (state.is_recording, state.proxy, state.since) == (False, None, None)
    assert state.headline == "Nothing is being recorded: no proxy runs."


def test_a_mitmproxy_of_ones_own_records_without_tracker_start(settings: Settings) -> None:
    proxy = Reporter(settings, "proxy")
    proxy.say(None)
    state = recording_state(settings)
    proxy.close()
    assert (state.is_recording, state.is_started, state.proxy) == (True, False, None)


def test_a_start_without_a_proxy_that_reports_is_told_apart(settings: Settings) -> None:
    with recording(settings) as proxy:
        proxy.close()
        assert recording_state(settings).headline == "Tracker runs, but no proxy reports that it records."


def test_what_goes_wrong_is_said(settings: Settings) -> None:
    with recording(settings, fault="the journal cannot be written", errors=2) as proxy:
        proxy.say_unresolved(3)
        proxy.say_unnotified("no desktop")
        state = recording_state(settings)
    assert state.unnotified == "no desktop"
    assert [trouble.partition(" (")[0] for trouble in state.troubles] == [
        "the journal cannot be written",
        "Tracker itself failed on 2 requests: they were passed on and count as not read.",
        "Where a host's name leads could not be told 3 times; it is tried again.",
    ]


@pytest.mark.parametrize("errors", [0, 1])
def test_own_failures_are_counted(settings: Settings, errors: int) -> None:
    with recording(settings, errors=errors):
        assert len(recording_state(settings).troubles) == errors
