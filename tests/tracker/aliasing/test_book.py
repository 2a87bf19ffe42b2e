import pytest

from tracker.aliasing import with_alias, without_alias
from tracker.control import WATCHING, Control
from tracker.errors import ConfigurationError


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
