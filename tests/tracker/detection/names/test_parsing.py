from tracker.detection.names.lexicon import Kind, Lexicon
from tracker.detection.names.parsing import parts_of

PHRASES = """
email_address: email, email address
postal_address alone: address
class neutral: txt
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
