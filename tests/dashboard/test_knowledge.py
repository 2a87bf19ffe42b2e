"""What adapters and the list of cookies say has its French: all of it, compiled and well written."""

import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from flask import Flask

from dashboard import languages
from dashboard.gathering import knowledge
from dashboard.retelling import phrase, retold
from tracker.phrasing import sentence

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "dashboard" / "translations"
FOLDER = TRANSLATIONS / "fr" / "LC_MESSAGES"
DATA = ROOT / "tracker" / "data"
MARKS = re.compile(r"[^\N{NARROW NO-BREAK SPACE}][:;?!»](?=\s|$)|«(?!\N{NARROW NO-BREAK SPACE})")
UNWRITTEN = re.compile(r"['%]|  |\b(?:[dl]e|la|que) (?!One)[AEIOaeio]")
KEPT = re.compile(r"\b\w*_\w*|\(([^()]*)\)|\b(?:SHA-\d+|MD5|IP|UTC|AMP)\b")
"""What is the same in French: names of fields and cookies, what stands in brackets, and how values are hashed."""


@cache
def catalogue() -> Catalog:
    return read_po(io.BytesIO((FOLDER / "knowledge.po").read_bytes()), locale="fr")


def messages() -> list[tuple[str, str]]:
    return [(str(message.id), str(message.string)) for message in catalogue() if message.id]


@cache
def extracted() -> frozenset[str]:
    """What the data says, as `make messages` gathers it."""
    rules = tomllib.loads((TRANSLATIONS / "knowledge.toml").read_text("utf-8"))["mappings"]
    methods = [(rule["pattern"], rule["method"]) for rule in rules]
    return frozenset(str(found[2]) for found in extract_from_dir(str(DATA), methods))


def said(table: Any) -> Iterator[str]:
    """Each `reasoning` of a file, however deep it stands."""
    rows = table.items() if isinstance(table, dict) else enumerate(table) if isinstance(table, list) else ()
    for key, value in rows:
        yield from [value] if key == "reasoning" else said(value)


def test_a_file_says_why_and_what_for() -> None:
    adapter = b'name = "Ads"\n[[datum]]\nreasoning = "Ads is told here a name."\n[[example]]\nurl = "https://x.example"'
    cookies = (
        b'[[group]]\nowner = "Ads"\n[group.client_id]\nuid = "recognises a browser"\n[group.nobody]\nlang = "keeps"'
    )
    found = [(line, text) for file in (adapter, cookies) for line, _, text, _ in knowledge(io.BytesIO(file), (), ())]
    assert found == [(1, "Ads is told here a name."), (1, "recognises a browser"), (1, "keeps")]
    assert list(knowledge(io.BytesIO(b'name = "Neither"'), options={})) == []


def test_every_reasoning_is_extracted() -> None:
    there = {one for path in DATA.glob("adapters/*.toml") for one in said(tomllib.loads(path.read_text("utf-8")))}
    assert there, "no adapters"
    assert there <= extracted()


def test_every_phrase_is_in_the_catalogue_and_none_besides() -> None:
    assert {english for english, _ in messages()} == extracted(), "run `make messages`, and translate what is new"


def test_every_phrase_has_its_french() -> None:
    def is_missing(message: Message) -> bool:
        return message.fuzzy or not message.string or message.string == message.id

    assert [message.id for message in catalogue() if message.id and is_missing(message)] == []


def test_what_is_read_is_what_was_translated() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    shipped = read_mo(io.BytesIO((FOLDER / "knowledge.mo").read_bytes()))
    assert [(one.id, one.string) for one in shipped] == [(one.id, one.string) for one in read_mo(compiled)]


def test_french_keeps_names_of_fields_and_of_hashes() -> None:
    def kept(text: str) -> set[str]:
        return {found.group() for found in KEPT.finditer(text)}

    assert [english for english, french in messages() if not kept(english) <= kept(french)] == []


def test_french_is_written_as_the_french_write_it() -> None:
    written = [(english, french.replace("Yahoo! Japan", "Yahoo Japan")) for english, french in messages()]
    assert [english for english, french in written if UNWRITTEN.search(french)] == []
    assert [english for english, french in written if MARKS.search(french)] == []


def is_purpose(english: str) -> bool:
    """Whether it says what a cookie is for: neither a sentence nor a name."""
    return english[0].islower() and not english.endswith(".")


def test_a_sentence_ends_as_the_english_one_and_a_purpose_begins_small() -> None:
    assert [one for one in messages() if one[0].endswith(".") != one[1].endswith(".")] == []
    purposes = [(english, french) for english, french in messages() if is_purpose(english)]
    assert [french for _, french in purposes if not french[0].islower()] == []


@pytest.fixture
def french(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        languages._speak()
        yield
        languages._be_silent(None)


@pytest.mark.usefixtures("french")
def test_all_that_data_says_is_told_in_french() -> None:
    """As pages show it: a reasoning with a capital and behind it the next one, a purpose beside its cookie."""
    sentences = [english for english, _ in messages() if english.endswith(".")]
    assert [one for one in sentences if "<span" in retold(f"{sentence(one)} The value is an e-mail address.")] == []
    purposes = [english for english, _ in messages() if is_purpose(english)]
    assert [one for one in purposes if "<span" in retold(f"The cookie uid is known (Ads): it {one}.")] == []
    assert [one for one in purposes if "<span" in phrase(one)] == []
