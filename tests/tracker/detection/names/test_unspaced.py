import pytest

from tracker.detection.names.lexicon import Lexicon
from tracker.detection.names.unspaced import MAX_UNSPACED, is_unspaced, parted_unspaced


def a_lexicon() -> Lexicon:
    lexicon = Lexicon()
    phrases = "phone_number: 手机号, 手机\nfull_name: 이름\nclass neutral: 请输入, 您的, 을"
    lexicon.add({"about": {"code": "zh"}, "knowledge": {"phrases": phrases}})
    return lexicon


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("请输入您的手机号", ("请输入", "您的", "手机号")),
        ("手机", ("手机",)),
        ("主要手机号", ("主要", "手机号")),
        ("手机甲乙", ("手机", "甲乙")),
        ("이름을", ("이름", "을")),
        ("甲乙", ("甲乙",)),
    ],
)
def test_the_longest_known_word_is_cut_off_from_the_left(word: str, parts: tuple[str, ...]) -> None:
    assert parted_unspaced(word, a_lexicon()) == parts


def test_a_long_text_is_cut_short() -> None:
    assert parted_unspaced("甲" * 500, a_lexicon()) == ("甲" * MAX_UNSPACED,)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("姓名", True), ("メール", True), ("이름", True), ("อีเมล", True), ("имя", False), ("email", False), ("שם", False)],
)
def test_scripts_without_spaces_are_known(word: str, expected: bool) -> None:
    assert is_unspaced(word) is expected
