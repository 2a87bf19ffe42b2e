import hashlib

import pytest

from tests.builders.requests import a_request
from tracker.detection.indicators.places import place_fields

DIGEST = hashlib.sha256(b"marie@mail.test").hexdigest()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ads.test/a/b?c=d", [("[0]", "a"), ("[1]", "b")]),
        ("https://mariedupont.ads.test/", [("host", "mariedupont")]),
        ("https://a.b.sync.test/", [("host", "a.b")]),
        ("https://10.0.0.1/", []),
        (
            f"https://{DIGEST[:32]}.{DIGEST[32:]}.sync.test/",
            [("host", DIGEST), ("host", f"{DIGEST[:32]}.{DIGEST[32:]}")],
        ),
    ],
)
def test_segments_and_labels_are_places(url: str, expected: list[tuple[str, str]]) -> None:
    assert [(field.path, field.value) for field in place_fields(a_request(url))] == expected


def test_a_message_has_no_address_of_its_own() -> None:
    assert not list(place_fields(a_request("https://mariedupont.ads.test/a", is_websocket=True)))
