import pytest

from tracker.detection.names.joining import Vocabulary, parted

VOCABULARY = Vocabulary(["email", "login", "user", "name", "username", "phone", "password", "text", "ext"])


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
    ],
)
def test_joined_words_are_parted_only_where_it_is_safe(word: str, parts: tuple[str, ...]) -> None:
    assert parted(word, VOCABULARY) == parts
