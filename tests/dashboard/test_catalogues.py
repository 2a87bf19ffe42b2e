"""The catalogue is whole: every message has its French, with the same parameters, and is compiled."""

import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

SPACED = re.compile(r"[^\N{NARROW NO-BREAK SPACE}][:;?!»](?=\s|$)|«(?!\N{NARROW NO-BREAK SPACE})")
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "dashboard" / "translations" / "fr" / "LC_MESSAGES"


@cache
def catalogue() -> Catalog:
    return read_po(io.BytesIO((FOLDER / "messages.po").read_bytes()), locale="fr")


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


@cache
def extracted() -> frozenset[str | tuple[str, ...]]:
    """What tracker/ and dashboard/ say, as `make messages` gathers it."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(rule["pattern"], rule["method"]) for rule in rules]
    options = {rule["pattern"]: {key: str(value) for key, value in rule.items()} for rule in rules}
    keywords = DEFAULT_KEYWORDS | {"message": None}
    said = {
        found[2]
        for folder in ("tracker", "dashboard")
        for found in extract_from_dir(str(ROOT / folder), methods, options, keywords)
    }
    counted = {one[0] for one in said if isinstance(one, tuple)}  # one entry for a word and its plural
    return frozenset(said - counted)


def named(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def both(message: Message) -> Iterator[tuple[str, str]]:
    """Each form of a message with its French."""
    if isinstance(message.id, str):
        yield message.id, str(message.string or "")
    else:
        yield from zip(message.id, message.string or ("", ""), strict=True)


def test_every_message_is_in_the_catalogue_and_none_besides() -> None:
    assert {message.id for message in messages()} == extracted(), "run `make messages`, and translate what is new"


def test_every_message_has_its_french() -> None:
    assert [one.id for one in messages() if one.fuzzy or not all(french for _, french in both(one))] == []


def test_what_is_read_is_what_was_translated() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    shipped = read_mo(io.BytesIO((FOLDER / "messages.mo").read_bytes()))
    assert [(one.id, one.string) for one in shipped] == [(one.id, one.string) for one in read_mo(compiled)]


def test_french_takes_the_same_parameters() -> None:
    """A singular may leave some out: `Once`."""
    wrong = []
    for message in messages():
        *singular, (english, french) = both(message)
        given = named("".join(message.id))
        if named(french) != (given if singular else named(english)) or any(named(said) - given for _, said in singular):
            wrong.append(message.id)
    assert wrong == []


def test_french_is_written_as_the_french_write_it() -> None:
    said = [(message.id, re.sub(r"<[^>]*>", "", french)) for message in messages() for _, french in both(message)]
    assert [text for _, text in said if "'" in text] == []
    assert [
        text for _, text in said if re.search(r"[^\N{NARROW NO-BREAK SPACE}][:;?!»](?=\s|$)|«(?!\u202f)", text)
    ] == []
