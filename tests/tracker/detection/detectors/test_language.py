import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.language import verdicts
from tracker.taxonomy import Category


@pytest.mark.parametrize("value", ["fr", "fr-FR", "zh_Hant_TW", "es-419", "fr-FR,en-US", "fr-FR, fr, en"])
def test_languages_are_found_under_a_telling_name(value: str) -> None:
    assert verdicts(a_field(value), Category.LANGUAGE, None)
    assert not verdicts(a_field(value), None, None)


def test_a_weighted_list_needs_no_name() -> None:
    assert verdicts(a_field("fr-FR,fr;q=0.9,en;q=0.8,*;q=0.5"), None, None)


@pytest.mark.parametrize("value", ["french", "12", "", "a=1;q=2", "fr-FR" * 60])
def test_other_values_are_no_languages(value: str) -> None:
    assert not verdicts(a_field(value), Category.LANGUAGE, None)
