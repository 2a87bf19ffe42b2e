"""What was decided beside rules, in words."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from dashboard.decisions import PAUSES, coming, decisions, end_of, pause_told, paused_until
from dashboard.formats import now
from tests.builders.dashboards import KEYS
from tracker.control import WATCHING, Aliasing, Control, change
from tracker.settings import Settings


def test_a_pause_is_told_while_it_lasts() -> None:
    assert paused_until(WATCHING) == ""
    assert paused_until(Control(paused_until=now() - timedelta(seconds=1))) == ""
    assert paused_until(Control(paused_until=now() + timedelta(days=2))) != ""


def test_a_time_of_today_is_told_without_the_day() -> None:
    tonight = now().replace(hour=23, minute=59)
    assert coming(tonight) == "11:59 PM" or coming(tonight) == "23:59"
    assert coming(tonight + timedelta(days=1)).endswith(coming(tonight))
    assert len(coming(tonight + timedelta(days=1))) > len(coming(tonight))
    assert pause_told(tonight) == f"Nothing is recorded until {coming(tonight)}. Your rules go on working."


@pytest.mark.parametrize("pause", PAUSES)
def test_every_pause_that_is_offered_ends(pause: str) -> None:
    until = end_of(pause)
    assert until is not None
    assert now() < until <= now() + timedelta(days=1, hours=2)


@pytest.mark.parametrize("pause", ["", "0", "-5", "99999", "resume", "x"])
def test_other_pauses_there_are_none(pause: str) -> None:
    assert end_of(pause) is None


def test_until_tomorrow_ends_at_midnight() -> None:
    until = end_of("tomorrow")
    assert until is not None
    assert until.astimezone().time() == datetime.min.time()


@pytest.mark.parametrize(
    ("aliasing", "mailbox", "example"),
    [
        (Aliasing(), "", ""),
        (Aliasing("marie@mail.example"), "m•••@mail.example", "m•••+criteo@mail.example"),
        (Aliasing("marie@mail.example", "marie.example"), "m•••@mail.example", "criteo@marie.example"),
    ],
    ids=range(3),
)
def test_no_mailbox_is_shown_whole(app: Flask, tmp_path: Path, aliasing: Aliasing, mailbox: str, example: str) -> None:
    known = (("shop.example", "marie+shop@mail.example"),)
    change(Settings(tmp_path), KEYS, lambda control: control._replace(aliasing=aliasing._replace(known=known)))
    with app.test_request_context("/"):
        found = decisions().aliases
    assert (found.mailbox, found.example) == (mailbox, example)
    assert [tuple(one) for one in found.known] == [("shop.example", "shop.example", "m•••+shop@mail.example")]


def test_signals_say_what_they_do_and_whether_they_are_on(app: Flask, tmp_path: Path) -> None:
    change(Settings(tmp_path), KEYS, lambda control: control._replace(signals=control.signals._replace(dnt=True)))
    with app.test_request_context("/"):
        found = decisions().signals
    assert {one.name: one.is_on for one in found} == {"gpc": False, "dnt": True, "referer": False, "link_ids": False}
    assert all(one.words and one.note for one in found)
