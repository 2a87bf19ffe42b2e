import pytest

from tracker.detection.indicators.spelling import Spelling, Strength, strength
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("category", "text", "level"),
    [
        (Category.EMAIL_ADDRESS, "m@x.io", Strength.WHOLE),
        (Category.EMAIL_ADDRESS, "marie@mail.test", Strength.TOKEN),
        (Category.FIRST_NAME, "Al", Strength.NOTHING),
        (Category.FIRST_NAME, "Ada", Strength.WHOLE),
        (Category.LAST_NAME, "Petit", Strength.WHOLE),
        (Category.LAST_NAME, "Desrosiers", Strength.TOKEN),
        (Category.FULL_NAME, "Ana Petit", Strength.TOKEN),
        (Category.CITY, "Aix-en-Provence", Strength.WHOLE),
        (Category.COUNTRY, "FR", Strength.NOTHING),
        (Category.POSTAL_CODE, "75001", Strength.WHOLE),
        (Category.POSTAL_CODE, "7500", Strength.NOTHING),
        (Category.BIRTH_DATE, "1990-01-02", Strength.TOKEN),
        (Category.BIRTH_DATE, "19900102", Strength.WHOLE),
        (Category.PHONE_NUMBER, "0639981234", Strength.TOKEN),
        (Category.CARD_SECURITY_CODE, "123", Strength.NOTHING),
        (Category.TEXT, "!?", Strength.NOTHING),
    ],
)
def test_common_words_and_short_numbers_prove_little(category: Category, text: str, level: Strength) -> None:
    assert strength(category, text) is level


def test_a_spelling_does_not_show_its_text() -> None:
    assert "marie" not in repr(Spelling("marie", "in lower case"))
