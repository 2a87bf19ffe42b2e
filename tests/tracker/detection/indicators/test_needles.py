import hashlib
import zlib
from collections.abc import Iterator

import pytest

from tracker.detection.indicators.needles import Clue, Needle, needles
from tracker.detection.indicators.pattern import Pattern
from tracker.detection.indicators.spelling import Strength
from tracker.profile import Profile, Value
from tracker.taxonomy import Category


def of(*values: tuple[Category, str]) -> Iterator[Needle]:
    return needles(Profile(tuple(Value(*value) for value in values), "FR"))


def test_first_and_last_name_make_a_full_name() -> None:
    found = {needle.data for needle in of((Category.FIRST_NAME, "Ana"), (Category.LAST_NAME, "Petit"))}
    assert {b"ana petit", b"petit, ana", b"anapetit"} <= found


@pytest.mark.parametrize(
    "values",
    [
        [(Category.FIRST_NAME, "Ana")],
        [(Category.FIRST_NAME, "Ana"), (Category.LAST_NAME, "Petit"), (Category.FULL_NAME, "Ana Lucia Petit")],
    ],
)
def test_a_full_name_is_made_only_where_it_can_be(values: list[tuple[Category, str]]) -> None:
    assert b"ana petit" not in {needle.data for needle in of(*values)}


def test_the_name_between_is_a_part_of_the_full_name() -> None:
    names = (Category.FIRST_NAME, "Ana"), (Category.MIDDLE_NAME, "Lucia"), (Category.LAST_NAME, "Petit")
    assert {b"ana petit", b"ana lucia petit"} <= {needle.data for needle in of(*names)}


def hashed(text: str) -> bytes:
    return hashlib.sha256(text.encode()).hexdigest().encode()


@pytest.mark.parametrize(
    ("values", "is_split"),
    [
        ([(Category.FULL_NAME, "Ana Petit")], True),
        ([(Category.FULL_NAME, "Ana Lucia Petit")], False),
        ([(Category.FULL_NAME, "Ana Petit"), (Category.FIRST_NAME, "Ana-Lucia")], False),
        ([(Category.EMAIL_ADDRESS, "marie@mail.test")], False),
    ],
)
def test_the_words_of_a_full_name_are_looked_for_under_hashes(
    values: list[tuple[Category, str]], *, is_split: bool
) -> None:
    found = {needle.data: needle.clue.value.category for needle in of(*values)}
    assert (found.get(hashed("ana")), found.get(hashed("petit"))) == (
        (Category.FIRST_NAME, Category.LAST_NAME) if is_split else (None, None)
    )
    assert b"\nana\n" not in found


def test_a_short_hash_is_looked_for_as_a_whole_value_only() -> None:
    number = f"{zlib.crc32(b'marie@mail.test'):08x}"
    [needle] = [one for one in of((Category.EMAIL_ADDRESS, "marie@mail.test")) if number.encode() in one.data]
    assert (needle.data, needle.clue.strength) == (f"\n{number}\n".encode(), Strength.NAMED)


def test_too_long_a_text_is_not_hashed_slowly() -> None:
    found = {needle.clue.encoding for needle in of((Category.TEXT, "a word " * 200))}
    assert ("sha256",) in found
    assert ("md2",) not in found


def test_rare_dresses_are_for_the_most_usual_spellings() -> None:
    found = [needle.clue for needle in of((Category.EMAIL_ADDRESS, "Ma.Rie+x@gmail.com"))]
    words = {clue.words for clue in found if clue.encoding == ("base85",)}
    assert 0 < len(words) < len({clue.words for clue in found if clue.encoding == ("base64",)})


def test_a_common_word_is_looked_for_as_a_whole_value_only() -> None:
    texts = [needle for needle in of((Category.LAST_NAME, "Petit")) if not needle.clue.is_digest]
    assert {needle.data for needle in texts} == {b"\npetit\n"}
    assert {needle.clue.strength for needle in texts} == {Strength.WHOLE}


def test_too_short_a_value_is_looked_for_under_hashes_only() -> None:
    assert all(needle.clue.is_digest for needle in of((Category.COUNTRY, "FR")))


def test_secrets_are_looked_for_in_few_dresses() -> None:
    found = {needle.clue.encoding for needle in of((Category.PASSWORD, "Tr0ub4dor&3")) if not needle.clue.is_digest}
    assert found == {(), ("urlencode",), ("urlencode", "urlencode"), ("base64",)}


def test_slow_hashes_and_stacks_are_for_telling_values_only() -> None:
    mail = {needle.clue.encoding for needle in of((Category.EMAIL_ADDRESS, "marie@mail.test"))}
    city = {needle.clue.encoding for needle in of((Category.CITY, "Bergerac"))}
    assert {("md2",), ("murmur3",), ("sha256", "md5")} <= mail
    assert ("sha256",) in city
    assert not {("md2",), ("murmur3",), ("sha256", "md5")} & city


def test_a_clue_does_not_show_the_value() -> None:
    clue = Clue(Value(Category.TEXT, "marie"), "", ("hex",), Strength.TOKEN, is_digest=False)
    assert repr(clue) == "Clue(text, ('hex',))"
    assert repr(Needle(b"secret", Pattern(b"secret", ()), clue)) == "Needle(Clue(text, ('hex',)))"
