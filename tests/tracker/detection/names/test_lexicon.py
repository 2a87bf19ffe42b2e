import tomllib
from pathlib import Path

import pytest

import tracker
from tracker.detection.names import lexicon as module
from tracker.detection.names.lexicon import Lexicon, builtin, key_of, keys_of, lists_of, phrases_of
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
    for category, strength, text in lists_of(tomllib.loads(path.read_text(encoding="utf-8"))):
        for phrase in phrases_of(text) if category not in ("class", "setting") else ():
            key = f"{strength == 'nested'} {key_of(phrase)}"
            assert seen.setdefault(key, category) == category, phrase


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_phrase_has_words(path: Path) -> None:
    for _, strength, text in lists_of(tomllib.loads(path.read_text(encoding="utf-8"))):
        keys = keys_of(text)
        assert keys
        assert strength == "nested" or keys == [key_of(phrase) for phrase in phrases_of(text)]


def test_the_languages_that_most_of_europe_reads_are_known() -> None:
    europe = "en fr de es it pt nl pl ru hu sv da tr cs ro sk uk bg hr sl el fi no et lv lt ca"
    assert set(europe.split()) <= set(builtin().by_language)


def test_the_languages_that_most_of_asia_reads_are_known() -> None:
    assert {"id", "vi", "ja", "zh", "ko", "ar", "he", "fa", "hi", "th"} <= set(builtin().by_language)


@pytest.mark.parametrize(
    ("phrases", "words"),
    [
        ("shoe_size: shoe", "no such category: shoe_size"),
        ("city loud: city", "city: no such list of phrases: loud"),
        ("class vague: x", "no such class of words: vague"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_the_entry(phrases: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        Lexicon().add({"knowledge": {"phrases": phrases}})


def test_a_wrong_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "names"
    folder.mkdir(parents=True)
    (folder / "xx.toml").write_text("not toml", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _package: tmp_path)
    with pytest.raises(ConfigurationError, match=r"data/names/xx\.toml"):
        builtin.__wrapped__()


def test_a_word_that_means_much_in_code_is_kept_for_labels() -> None:
    lexicon = builtin()
    assert "grad" not in lexicon.meanings
    assert lexicon.by_language["hr"]["grad"].category is Category.CITY


def test_of_two_files_the_earlier_one_is_believed() -> None:
    lexicon = Lexicon()
    lexicon.add({"about": {"code": "pl"}, "knowledge": {"phrases": "country: kraj"}})
    lexicon.add({"about": {"code": "cs"}, "knowledge": {"phrases": "region: kraj\nclass scope: chyby"}})
    assert lexicon.meanings["kraj"].category is Category.COUNTRY
    assert lexicon.by_language["cs"]["kraj"].category is Category.REGION
    assert lexicon.scopes == {"chyby"}


def test_the_words_of_a_setting_add_up() -> None:
    lexicon = Lexicon()
    lexicon.add({"knowledge": {"phrases": "setting day: day, jour"}})
    lexicon.add({"knowledge": {"phrases": "setting day: tag"}})
    assert lexicon.settings["day"] == {"day", "jour", "tag"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_phrase_is_in_two_lists_of_a_category(path: Path) -> None:
    seen: dict[str, str] = {}
    for category, strength, text in lists_of(tomllib.loads(path.read_text(encoding="utf-8"))):
        if category not in ("class", "setting") and strength not in ("nested", "beside"):
            for key in keys_of(text):
                assert seen.setdefault(key, strength) == strength, key
