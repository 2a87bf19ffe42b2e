import pytest

from tracker.detection.names.segmentation import MAX_NAME, MAX_WORDS, levels_of, without_accents, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("txtEMail", ("txt", "e", "mail")),
        ("IPAddress", ("ip", "address")),
        ("address_line-1", ("address", "line", "1")),
        ("Straße", ("strasse",)),
        ("fødselsår", ("fodselsar",)),
        ("Doğum y\N{LATIN SMALL LETTER DOTLESS I}l\N{LATIN SMALL LETTER DOTLESS I}", ("dogum", "yili")),
        ("Œuvre", ("oeuvre",)),
        ("имя пользователя", ("имя", "пользователя")),
        ("login_bpC5XKv5z2", ("login",)),
        ("addressLine2", ("address", "line", "2")),
        ("이름", ("이름",)),
        ("がくせい", ("かくせい",)),
        ("ชื่อ", ("ชอ",)),
        ("नाम", ("नम",)),
        ("نام\N{ZERO WIDTH NON-JOINER}کاربری", ("نامکاربری",)),
        ("كود", ("کود",)),
        ("", ()),
    ],
)
def test_words_are_cut_where_a_reader_would(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_a_text_of_many_words_is_cut_short() -> None:
    assert len(words_of("a " * 500)) == MAX_WORDS


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("user[address_attributes][0][zip]", (("user",), ("address", "attributes"), ("zip",))),
        ("a.b:c$d/e", (("a",), ("b",), ("c",), ("d",), ("e",))),
        ("user%5Bname%5D", (("user",), ("name",))),
        ("[0][1]", ()),
        ("EMAIL", (("email",),)),
        ("field_MTJhYjM0X2ZpcnN0X25hbWU=", (("field", "12", "ab", "34", "first", "name"),)),
        ("data[MTJhYjM0X2VtYWls]", (("data",), ("12", "ab", "34", "email"))),
    ],
)
def test_levels_are_the_names_within_a_name(name: str, levels: tuple[tuple[str, ...], ...]) -> None:
    assert levels_of(name) == levels


def test_plain_text_stays_as_it_is() -> None:
    assert without_accents("plain") == "plain"


@pytest.mark.parametrize("name", ["Xu5x2uKAYXmU1mmMIzVn", "AAAAAAAAAA1aAAAA", "A1b2C3d4E5f6A"])
def test_what_is_no_name_in_base64_stays_as_it_is(name: str) -> None:
    assert "".join("".join(words) for words in levels_of(name)) in (name.lower(), "")


def test_a_long_name_is_cut() -> None:
    assert len(levels_of("a" * 5000)[0][0]) == MAX_NAME


def test_of_a_long_path_the_end_is_read() -> None:
    assert levels_of("a" * 190 + "[bcdefgh][email]")[-2:] == (("bcdefgh",), ("email",))
