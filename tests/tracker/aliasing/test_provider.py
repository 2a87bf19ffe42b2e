from tests.tracker.aliasing.test_book import Service
from tracker.aliasing import Provider, checked_address


def test_a_service_is_what_has_a_name_and_makes_addresses() -> None:
    provider: Provider = Service()
    assert provider.name == "Service"
    assert checked_address(provider.made("adpix", "for AdPix")) == "adpix.1@relay.example"
