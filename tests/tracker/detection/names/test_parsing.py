from tracker.detection.names.lexicon import Kind, Lexicon
from tracker.detection.names.parsing import parts_of

PHRASES = """
email_address: email, email address
postal_address alone: address
class neutral: txt
password: password, logon
"""


def a_lexicon() -> Lexicon:
    lexicon = Lexicon()
    lexicon.add({"about": {"language": "English", "code": "en"}, "knowledge": {"phrases": PHRASES}})
    return lexicon


def test_the_longest_phrase_wins() -> None:
    keys = [part.key for part in parts_of(("txt", "email", "address"), a_lexicon())]
    assert keys == ["txt", "emailaddress"]


def test_what_nobody_knows_has_no_kind_and_a_number_is_neutral() -> None:
    unknown, number = parts_of(("foo", "7"), a_lexicon())
    assert (unknown.meaning, unknown.kind) == (None, None)
    assert number.kind is Kind.NEUTRAL


def test_a_joined_word_is_parted() -> None:
    assert [part.key for part in parts_of(("txtemail",), a_lexicon())] == ["txt", "email"]


def keys(*words: str, language: str | None = None) -> list[str]:
    return [part.key for part in parts_of(words, a_lexicon(), language)]


def test_a_plural_means_what_its_singular_means() -> None:
    meaning = parts_of(("passwords",), a_lexicon())[0].meaning
    assert meaning
    assert meaning.phrase == "password"
    assert parts_of(("class",), a_lexicon())[0].meaning is None


def test_a_digit_in_the_place_of_a_letter_is_read_as_the_letter() -> None:
    assert keys("log", "0", "n") == ["logon"]
    assert keys("txt", "passw", "0", "rd", "2") == ["txt", "password", "2"]
    assert keys("passw", "9", "rd") == ["passw", "9", "rd"]
    assert keys("foo", "0", "bar") == ["foo", "0", "bar"]


def test_the_pages_own_language_is_asked_first() -> None:
    lexicon = a_lexicon()
    lexicon.add({"about": {"code": "da"}, "knowledge": {"phrases": "city label: by\ncity: email"}})
    said = [part.meaning.category.value for part in parts_of(("by", "emails"), lexicon, "da") if part.meaning]
    assert said == ["city", "city"]
    assert parts_of(("by",), lexicon)[0].meaning is None
    assert parts_of(("email",), lexicon, "xx")[0].meaning


def test_words_too_long_for_any_phrase_are_not_joined() -> None:
    assert keys("a" * 30, "b" * 30, "email") == ["a" * 30, "b" * 30, "email"]


def test_a_neutral_word_is_no_part_of_a_phrase_that_another_goes_on_from() -> None:
    lexicon = Lexicon()
    phrases = "full_name: your name\nlast_name: name at birth\nclass neutral: your"
    lexicon.add({"about": {"language": "English", "code": "en"}, "knowledge": {"phrases": phrases}})
    assert [part.key for part in parts_of(("your", "name"), lexicon)] == ["yourname"]
    assert [part.key for part in parts_of(("your", "name", "at", "birth"), lexicon)] == ["nameatbirth"]
    assert [part.key for part in parts_of(("your", "name", "at"), lexicon)] == ["yourname", "at"]
