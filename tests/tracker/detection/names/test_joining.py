import pytest

from tracker.detection.names.joining import Vocabulary, parted

VOCABULARY = Vocabulary(["email", "login", "user", "name", "username", "phone", "password", "text", "ext", "zip"])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("email", ("email",)),
        ("loginemail", ("login", "email")),
        ("loginusername", ("login", "username")),
        ("textname", ("text", "name")),
        ("zzpassword", ("zz", "password")),
        ("zzemail", ("zz", "email")),
        ("passwordless", ("passwordless",)),
        ("abc", ("abc",)),
        ("a" * 60, ("a" * 60,)),
        ("xphone", ("x", "phone")),
        ("sphone", ("phone",)),
        ("bzip", ("zip",)),
        ("gzip", ("gzip",)),
        ("znames", ("znames",)),
        ("qwertz", ("qwertz",)),
    ],
)
def test_joined_words_are_parted_only_where_it_is_safe(word: str, parts: tuple[str, ...]) -> None:
    assert parted(word, VOCABULARY) == parts


def test_only_words_of_one_language_are_joined() -> None:
    vocabulary = Vocabulary(["mail"])
    vocabulary.add(["kunden", "adresse"], 1)
    vocabulary.add(["sposoby"], 2)
    assert parted("kundenadresse", vocabulary) == ("kunden", "adresse")
    assert parted("kundenmail", vocabulary) == ("kunden", "mail")
    assert parted("kundensposob", vocabulary) == ("kundensposob",)
    assert parted("sposobymail", vocabulary) == ("sposoby", "mail")


def test_a_word_of_two_languages_joins_either() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(["adresse", "kunden"], 1)
    vocabulary.add(["adresse", "votre"], 2)
    assert parted("votreadresse", vocabulary) == ("votre", "adresse")
    assert parted("kundenadresse", vocabulary) == ("kunden", "adresse")


def test_an_empty_vocabulary_parts_nothing() -> None:
    assert parted("loginemail", Vocabulary()) == ("loginemail",)
