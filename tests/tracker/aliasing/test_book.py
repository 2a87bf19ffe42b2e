import pytest

from tracker.aliasing import with_alias, with_alias_by, without_alias
from tracker.control import WATCHING, Control
from tracker.errors import ConfigurationError


class Service:
    name = "Service"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def made(self, brand: str, note: str) -> str:
        self.asked.append((brand, note))
        return f"{brand}.{len(self.asked)}@relay.example"


def known(control: Control) -> dict[str, str]:
    return dict(control.aliasing.known)


def test_an_alias_is_known_and_replaced_and_forgotten() -> None:
    control = with_alias(with_alias(WATCHING, "adpix", "a@relay.example"), "zeta", "z@relay.example")
    assert known(control) == {"adpix": "a@relay.example", "zeta": "z@relay.example"}
    assert known(with_alias(control, "adpix", "b@relay.example"))["adpix"] == "b@relay.example"
    assert known(without_alias(control, "adpix")) == {"zeta": "z@relay.example"}


def test_two_companies_do_not_get_the_same_alias() -> None:
    control = with_alias(WATCHING, "adpix", "a@relay.example")
    with pytest.raises(ConfigurationError, match="adpix has that alias already"):
        with_alias(control, "zeta", "A@relay.example")


def test_what_is_no_address_or_not_known_is_said() -> None:
    with pytest.raises(ConfigurationError, match="no e-mail address"):
        with_alias(WATCHING, "adpix", "a")
    with pytest.raises(ConfigurationError, match="no alias is known for adpix"):
        without_alias(WATCHING, "adpix")


def test_a_service_is_asked_once_for_each_company() -> None:
    service = Service()
    control = with_alias_by(service, WATCHING, "adpix")
    assert with_alias_by(service, control, "adpix") == control
    assert known(control) == {"adpix": "adpix.1@relay.example"}
    assert service.asked == [("adpix", "Tracker: adpix")]


def test_what_a_service_makes_must_be_an_address() -> None:
    class Broken(Service):
        def made(self, brand: str, note: str) -> str:
            return "<html>"

    with pytest.raises(ConfigurationError, match="no e-mail address"):
        with_alias_by(Broken(), WATCHING, "adpix")
