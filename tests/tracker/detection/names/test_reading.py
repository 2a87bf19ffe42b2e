import pytest

from tracker.detection.names.lexicon import builtin
from tracker.detection.names.reading import read_label, read_name
from tracker.detection.names.segmentation import words_of


def confidence(name: str) -> float:
    reading = read_name(words_of(name), builtin())
    assert reading
    return reading.confidence


def test_what_is_unknown_lowers_the_confidence() -> None:
    assert confidence("email") > confidence("zorp_email") > confidence("email_zorp")


def test_a_things_place_is_less_sure_than_a_persons() -> None:
    assert confidence("customer_city") > confidence("store_city")


def test_a_label_with_more_known_words_is_surer() -> None:
    clear = read_label(words_of("your email"), builtin())
    odd = read_label(words_of("zorp glimp email"), builtin())
    assert clear
    assert odd
    assert clear.confidence > odd.confidence


@pytest.mark.parametrize("name", ["device_model_list_name", "product_language_preferred_language"])
def test_the_device_of_a_thing_is_nobodys(name: str) -> None:
    assert read_name(words_of(name), builtin()) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("zorp_country_code", True),
        ("zorp_address", True),
        ("product_address_zorp", False),
        ("sent_zorp_address", False),
        ("zorp_tel", False),
        ("zorp_name", False),
        ("product_zorp_address", False),
    ],
)
def test_a_long_vague_word_after_a_strange_one_is_a_guess(name: str, expected: bool) -> None:
    reading = read_name(words_of(name), builtin())
    assert (reading is not None) is expected
    assert reading is None or reading.confidence < 0.5


@pytest.mark.parametrize(
    ("name", "category"),
    [("zip_state", "region"), ("city_zip", "postal_code"), ("zip_address", "postal_code"), ("zip_zorp", "postal_code")],
)
def test_of_the_parts_of_an_address_the_last_is_meant(name: str, category: str) -> None:
    reading = read_name(words_of(name), builtin())
    assert reading
    assert reading.category.value == category
