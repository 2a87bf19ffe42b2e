"""What is given in a form, followed: learnt, sealed, found elsewhere, forgotten. With the real parts, but the proxy."""

import asyncio
import hashlib
import os
import signal
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.builders import disks
from tests.builders.ledger_files import opened_bytes
from tests.builders.recordings import Bench
from tests.builders.records import a_record
from tests.builders.requests import a_request
from tracker.errors import LedgerError
from tracker.keeper import drain
from tracker.keys import load_or_create
from tracker.ledger import profiles
from tracker.ledger.learnt import forget_learnt
from tracker.ledger.opening import open_ledger
from tracker.ledger.snapshots import read_snapshot
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.traffic import Request


@pytest.fixture
def bench(settings: Settings) -> Bench:
    return Bench(settings)


MAIL, PHONE = "marie.dupont@mail.example", "+33639981234"
FORM = {"email": MAIL, "phone": PHONE, "first_name": "Marie", "last_name": "Dupont", "password": "correct-horse-7"}


def a_form(fields: dict[str, str] = FORM, site: str = "www.shop.test", page: str = "") -> Request:
    page = page or f"https://{site}/register"
    return a_request(
        f"https://{site}/register",
        body=urlencode(fields),
        content_type="application/x-www-form-urlencoded",
        headers={"Referer": page},
    )


def a_pixel(value: str) -> Request:
    return a_request(f"https://px.adpix.test/i?v={value}", headers={"Referer": "https://www.shop.test/"})


def sha256(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def seen(bench: Bench, request: Request) -> list[tuple[str, str]]:
    """What is recorded of a request, with how it was found."""
    bench.recording.keep(request)
    (record,) = [one for one in bench.records() if one.id == request.id] or [a_record(disclosures=())]
    return [
        (found.category.value, found.evidence.method.value)
        for found in record.disclosures
        if found.category is not Category.PAGE_VISITED
    ]


def test_what_is_given_in_a_form_is_found_hashed_elsewhere_from_then_on(bench: Bench) -> None:
    assert seen(bench, a_pixel(sha256(MAIL))) == []
    assert bench.recording.keep(a_form())
    bench.beat()
    assert seen(bench, a_pixel(sha256(MAIL))) == [("email_address", "profile")]
    assert seen(bench, a_pixel(sha256("mariedupont"))) == [("full_name", "profile")]
    assert seen(bench, a_pixel(sha256("correct-horse-7"))) == []
    found = [one for record in bench.records() for one in record.disclosures]
    prints = [one.fingerprint for one in found if one.category is Category.EMAIL_ADDRESS]
    assert len(prints) == 2
    assert len(set(prints)) == 1


def test_the_page_that_answers_the_form_is_seen_through_at_once(bench: Bench) -> None:
    async def browse() -> list[tuple[str, str]]:
        bench.recording.keep(a_form())
        bench.recording.keep(a_form({"email": "marie@work.example"}, "www.work.test"))
        for _ in range(200):
            await asyncio.sleep(0.05)
            if found := seen(bench, a_pixel(sha256(MAIL))):
                return found
        return []

    assert asyncio.run(browse()) == [("email_address", "profile")]
    bench.recording.close()


def test_what_was_learnt_comes_into_the_ledger_and_back_to_every_proxy(bench: Bench, settings: Settings) -> None:
    own = load_or_create(settings)
    with open_ledger(settings, own) as opened:
        bench.recording.keep(a_form())
        drain(opened, settings, own)
        with opened.reading() as session:
            listed = profiles.listed(session)
    assert [(one.category, one.origin) for one in listed] == [
        (Category.EMAIL_ADDRESS, "shop.test"),
        (Category.PHONE_NUMBER, "shop.test"),
        (Category.FULL_NAME, "shop.test"),
    ]
    another = Bench(settings)
    assert seen(another, a_pixel(sha256(MAIL))) == [("email_address", "profile")]
    bench.beat()
    assert seen(bench, a_pixel(sha256(MAIL))) == [("email_address", "profile")]


_KILLED = """
import os, signal
from tests.addons.test_recording_lessons import Bench, a_form
from tracker.settings import load
Bench(load()).recording.keep(a_form())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_what_a_killed_proxy_had_learnt_is_not_lost(settings: Settings) -> None:
    environment = os.environ | {"TRACKER_HOME": str(settings.home), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", _KILLED], env=environment, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    keys = load_or_create(settings)
    with open_ledger(settings, keys) as opened:
        drain(opened, settings, keys)
    assert MAIL in [value.value for value in read_snapshot(settings, keys).values]


def test_no_byte_of_what_was_learnt_stands_anywhere_unsealed(
    bench: Bench, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    keys = load_or_create(settings)
    bench.recording.keep(a_form())
    everything = files_of(settings)
    bench.beat()
    with open_ledger(settings, keys) as opened:
        drain(opened, settings, keys)
        everything += files_of(settings) + opened_bytes(settings.ledger_file, keys.ledger)
    bench.recording.close()
    out, err = capfd.readouterr()
    everything += files_of(settings) + out.encode() + err.encode() + "".join(bench.said).encode()
    for trace in (*FORM.values(), "marie", "dupont", "639981234", sha256(MAIL)):
        for spelt in (trace, trace.upper(), trace[::-1], quote(trace, safe=""), b64encode(trace.encode()).decode()):
            assert spelt.encode() not in everything


def files_of(settings: Settings) -> bytes:
    return b"".join(
        path.name.encode() + path.read_bytes()
        for path in settings.home.rglob("*")
        if path.is_file() and path.name != "key"
    )


@pytest.mark.parametrize(
    "request_",
    [
        a_form({"password": "marie@mail.example"}),
        a_form({"friend_email": MAIL}),
        a_form({"message": f"write to {MAIL}"}),
        a_form(site="px.adpix.test", page="https://www.shop.test/"),
    ],
    ids=["a password", "a friend's", "a message", "to a third party"],
)
def test_what_is_not_to_be_learnt_leaves_no_file(bench: Bench, request_: Request) -> None:
    bench.recording.keep(request_)
    assert not bench.settings.lessons_folder.exists()


def test_who_does_not_want_it_teaches_nothing(settings: Settings) -> None:
    bench = Bench(replace(settings, learning=False))
    bench.recording.keep(a_form())
    bench.beat()
    assert seen(bench, a_pixel(sha256(MAIL))) == []
    assert not settings.lessons_folder.exists()


def test_a_fault_in_learning_costs_no_record(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError(MAIL)

    assert bench.recording._parts
    monkeypatch.setattr(bench.recording._parts.lessons, "learn", broken)
    assert ("email_address", "name") in seen(bench, a_form())
    assert "RuntimeError" in bench.said[0]
    assert MAIL not in bench.said[0]


def test_a_fault_while_renewing_is_counted(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    async def browse() -> None:
        bench.recording.keep(a_form())
        await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == "tracker-lessons"))

    monkeypatch.setattr("addons.profiles.Sought.change", broken)
    asyncio.run(browse())
    assert "RuntimeError" in bench.said[0]


def test_a_lesson_that_could_not_be_written_is_written_at_a_beat(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("tracker.ledger.lessons.write", disks.full)
        bench.recording.keep(a_form())
    assert not bench.settings.lessons_folder.exists()
    bench.keeper.done.clear()
    bench.beat()
    assert bench.keeper.done == ["check", "call"]
    assert len(list(bench.settings.lessons_folder.iterdir())) == 1


def test_what_the_person_erases_a_running_proxy_forgets(bench: Bench, settings: Settings) -> None:
    keys = load_or_create(settings)
    bench.recording.keep(a_form())
    bench.beat()
    with open_ledger(settings, keys) as opened:
        forget_learnt(opened, settings, keys)
    bench.beat()
    assert seen(bench, a_pixel(sha256(MAIL))) == []
    assert list(settings.lessons_folder.iterdir()) == []


def test_what_could_not_be_written_before_it_was_erased_is_not_written_afterwards(
    bench: Bench, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = load_or_create(settings)
    with monkeypatch.context() as patch:
        patch.setattr("tracker.ledger.lessons.write", disks.full)
        bench.recording.keep(a_form())
    with open_ledger(settings, keys) as opened:
        forget_learnt(opened, settings, keys)
    bench.beat()
    assert not settings.lessons_folder.exists()


def test_a_lesson_is_kept_though_the_profile_cannot_be_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise LedgerError("the profile cannot be read")

    def attempt(_: Any) -> bool:
        bench.keeper.done.append("attempt")
        return True

    monkeypatch.setattr("addons.lessons.Lessons.attempt", attempt)
    monkeypatch.setattr("addons.profiles.ProfileWatch.has_changed", fail)
    bench.keeper.done.clear()
    with pytest.raises(LedgerError):
        bench.beat()
    assert bench.keeper.done == ["check", "attempt", "call"]
