import pytest

from tracker.detection.indicators.wording import reasoning
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("category", "words", "steps", "sentence"),
    [
        (Category.EMAIL_ADDRESS, "", (), "This is your e-mail address."),
        (
            Category.EMAIL_ADDRESS,
            "in lower case",
            ("sha256",),
            "This is the SHA-256 of your e-mail address in lower case.",
        ),
        (Category.TEXT, "", ("base64", "md5"), "This is the Base64 form of the MD5 of your text."),
        (
            Category.PHONE_NUMBER,
            "",
            ("sha256", "base64"),
            "This is the SHA-256 of the Base64 form of your phone number.",
        ),
    ],
)
def test_the_sentence_tells_the_steps_in_their_order(
    category: Category, words: str, steps: tuple[str, ...], sentence: str
) -> None:
    assert reasoning(category, words, steps) == sentence


def test_the_sentence_says_where_a_value_was_learnt() -> None:
    said = reasoning(Category.EMAIL_ADDRESS, "", ("md5",), "shop.test")
    assert said == "This is the MD5 of your e-mail address, learnt from a form on shop.test."
