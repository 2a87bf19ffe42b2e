from tracker.aliasing import checked_address
from tracker.aliasing.provider import Provider


class Service:
    name = "Service"

    def made(self, note: str, site: str) -> str:
        return f"{site}.1@relay.example"


def test_a_service_is_what_has_a_name_and_makes_addresses() -> None:
    provider: Provider = Service()
    assert provider.name == "Service"
    assert checked_address(provider.made("for AdPix", "adpix")) == "adpix.1@relay.example"
