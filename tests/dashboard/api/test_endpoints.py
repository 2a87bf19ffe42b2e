"""What a resource says of itself."""

from dashboard.api.endpoints import Endpoint
from dashboard.api.resources import ENDPOINTS, log


def test_an_endpoint_tells_its_type_and_words_from_its_function() -> None:
    endpoint = Endpoint("/log", log.log, log.ASKED)
    assert (endpoint.name, endpoint.shape) == ("log", log.Log)
    assert endpoint.text.startswith("the disclosures that are asked for")


def test_each_has_words_and_a_name_of_its_own() -> None:
    assert len({one.name for one in ENDPOINTS}) == len(ENDPOINTS)
    assert all(one.text for one in ENDPOINTS)
