from pathlib import Path

import pytest

from tests.builders.requests import a_request
from tracker.detection import detect
from tracker.detection.knowledge import knowledge_of, load
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category


def test_knowledge_begins_with_the_profile_and_nothing_learnt() -> None:
    profile = Profile((Value(Category.EMAIL_ADDRESS, "marie@mail.test"),), "FR")
    knowledge = knowledge_of(profile)
    assert knowledge.profile is profile
    assert knowledge.forms.verdict("shop.test", "email") is None
    assert knowledge.cookies.owner_of("0123456789abcdef") is None


def test_processes_do_not_share_what_they_learn() -> None:
    assert knowledge_of(EMPTY).judgements is not knowledge_of(EMPTY).judgements


def test_what_was_loaded_needs_no_file_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    for reader in ("open", "read_text", "read_bytes"):
        monkeypatch.setattr(Path, reader, lambda *_, **__: pytest.fail("a file is read"))
    request = a_request("https://shop.test/join", headers={"Cookie": "_ga=GA1.2.1"}, body="email=marie%40mail.test")
    assert detect(request, knowledge_of(EMPTY)).findings
