import tomllib
from pathlib import Path

import pytest

import tracker
from tracker.detection.names import lexicon as module
from tracker.detection.names.lexicon import Lexicon, builtin, key_of
from tracker.errors import ConfigurationError
from tracker.taxonomy import Category

FILES = sorted((Path(tracker.__file__).parent / "data" / "names").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_says_where_its_knowledge_is_from(path: Path) -> None:
    about = tomllib.loads(path.read_text(encoding="utf-8"))["about"]
    assert about["language"]
    assert about["code"]
    assert about["notes"]
    assert about["sources"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_file_says_two_things_of_one_phrase(path: Path) -> None:
    seen: dict[str, str] = {}
    for category, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if category in ("about", "classes"):
            continue
        for strength, phrases in table.items():
            for phrase in phrases:
                key = f"{strength == 'nested'} {key_of(phrase)}"
                assert seen.setdefault(key, category) == category, phrase


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_phrase_has_words(path: Path) -> None:
    for table in tomllib.loads(path.read_text(encoding="utf-8")).values():
        for name, phrases in table.items():
            if name not in ("sources", "notes", "language", "code"):
                assert all(key_of(phrase) for phrase in phrases)


def test_the_languages_that_most_of_europe_reads_are_known() -> None:
    assert {"en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "hu", "sv", "da", "tr", "cs"} <= set(
        builtin().by_language
    )


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"shoe_size": {"words": ["shoe"]}}, "no such category: shoe_size"),
        ({"city": {"loud": ["city"]}}, "city: no such list of phrases: loud"),
        ({"classes": {"vague": ["x"]}}, "no such class of words: vague"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_the_entry(document: dict[str, dict[str, list[str]]], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        Lexicon().add(document)


def test_a_wrong_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "names"
    folder.mkdir(parents=True)
    (folder / "xx.toml").write_text("not toml", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _package: tmp_path)
    with pytest.raises(ConfigurationError, match=r"data/names/xx\.toml"):
        builtin.__wrapped__()


def test_the_pages_own_language_is_asked_first() -> None:
    lexicon = builtin()
    polish, czech = lexicon.meaning("kraj", "pl"), lexicon.meaning("kraj", "cs")
    assert polish
    assert czech
    assert (polish.category, czech.category) == (Category.COUNTRY, Category.REGION)


def test_a_plural_means_what_its_singular_means() -> None:
    assert builtin().meaning("passwords") == builtin().meaning("password")
    assert builtin().meaning("pws") is None
