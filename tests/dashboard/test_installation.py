"""Where everything lies, and of when what is known is."""

import json
from dataclasses import replace

from dashboard.installation import places, versions
from tracker.settings import Settings
from tracker.upstream.tables import FORMAT
from tracker.vendors.fetched import FOLDER


def test_all_that_is_the_person_s_lies_in_the_home(settings: Settings) -> None:
    settings.home.mkdir()
    settings.key_file.write_bytes(b"x")
    settings.ledger_file.write_bytes(b"x" * 2048)
    found = {place.words: place for place in places(settings)}
    assert all(place.path.startswith(str(settings.home)) for place in found.values())
    assert found["Ledger"].size == "2.0 kB"
    assert found["Its key"].path == str(settings.key_file)


def test_what_is_not_in_a_file_names_none(settings: Settings) -> None:
    found = {place.words: place for place in places(replace(settings, database_url="postgresql://db.example/x"))}
    assert (found["Ledger"].path, found["Its key"].path) == ("", "")
    assert "keyring" in found["Its key"].note
    assert "db.example" not in str(found)


def test_versions_of_program_and_knowledge_are_told(settings: Settings) -> None:
    found = {one.words: one for one in versions(settings)}
    assert {"Tracker", "Ledger's layout", "Catalogue of companies", "List of public suffixes"} == set(found)
    assert "facts checked up to" in found["Catalogue of companies"].note
    assert "unknown" not in found["Catalogue of companies"].note


def test_what_was_fetched_is_told_with_its_day_and_what_is_broken_is_not(settings: Settings) -> None:
    folder = settings.home / FOLDER
    folder.mkdir(parents=True)
    header = {
        "format": FORMAT,
        "source": "disconnect",
        "title": "Disconnect",
        "kind": "vendors",
        "licence": "CC BY-NC-SA",
        "licence_url": "",
        "attribution": "",
        "urls": [],
        "retrieved": "2026-03-20T10:00:00+00:00",
        "version": "7",
        "rows": 3,
        "is_noncommercial": True,
    }
    (folder / "disconnect.json").write_text(json.dumps(header) + "\n{}\n")
    (folder / "v2fly.json").write_text("broken")
    found = {one.words: one for one in versions(settings)}
    assert (found["Disconnect"].version, found["Disconnect"].note) == ("7", "fetched on 20 March 2026, CC BY-NC-SA")
    assert len(found) == 5
