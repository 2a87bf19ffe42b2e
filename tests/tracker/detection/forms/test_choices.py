import pytest

from tracker.detection.forms.choices import choices_verdict, date_part

MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "Nov", "Dez"]


@pytest.mark.parametrize(
    ("choices", "category"),
    [
        (["Choose", "Afghanistan", "Albania", "Algeria"], "country"),
        (["Deutschland", "Österreich", "Schweiz"], "country"),
        (["Select", "Alabama", "Alaska"], "region"),
        (["Männlich", "Weiblich", "Divers"], "gender"),
        (["Afghanistan (+93)", "Albania (+355)", "Algeria (+213)"], "phone_number"),
        (["+1", "+7", "+20"], "phone_number"),
    ],
)
def test_choices_tell_what_is_asked_for(choices: list[str], category: str) -> None:
    verdict = choices_verdict(choices)
    assert verdict
    assert verdict.category == category


@pytest.mark.parametrize("choices", [[], ["Red", "Green"], ["Yes", "No"], ["France"], ["Male"], ["a+1b", "1+1"]])
def test_other_choices_tell_nothing(choices: list[str]) -> None:
    assert choices_verdict(choices) is None


@pytest.mark.parametrize(
    ("choices", "part"),
    [
        (["Month", *MONTHS], "month"),
        ([f"{n:02}" for n in range(1, 13)], "month"),
        ([str(n) for n in range(1, 15)], "day"),
        (["Year", "2030", "2029", "2028"], "year"),
        (["1", "2", "3"], None),
        (["Januar"], None),
        (["2030", "x"], None),
        ([], None),
    ],
)
def test_choices_tell_the_part_of_a_date(choices: list[str], part: str | None) -> None:
    assert date_part(choices) == part
