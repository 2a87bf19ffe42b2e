import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.user_agent import verdicts


@pytest.mark.parametrize(
    "value",
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Dalvik/2.1.0 (Linux; U; Android 11; Pixel 5)",
        "Shop/12 CFNetwork/1410.0.3 Darwin/22.6.0",
        "okhttp/4.9.1",
    ],
)
def test_what_browsers_and_apps_say_of_themselves_is_found(value: str) -> None:
    assert verdicts(a_field(value), None, None)


@pytest.mark.parametrize("value", ["Mozilla", "Mozilla/", "firefox/128", "text/html", "hello"])
def test_other_values_are_left_alone(value: str) -> None:
    assert not verdicts(a_field(value), None, None)
