"""An alias is made once for a company, at the person's word, and is known from then on."""

import pytest

from tests.builders.services import KEY, Told, a_service
from tracker.aliasing.making import choose_service, make_alias
from tracker.control import Aliasing, AliasService, change, load
from tracker.errors import ConfigurationError, TrackerError
from tracker.keys import Keys
from tracker.settings import Settings

MADE = Told(201, {"email": "word.x1@slmail.test"})


def test_an_alias_is_made_once_and_known_from_then_on(settings: Settings, keys: Keys) -> None:
    with a_service(MADE) as (base, asked):
        choose_service(settings, keys, AliasService("simplelogin", KEY, base))
        assert make_alias(settings, keys, "shop.test", "www.shop.test") == "word.x1@slmail.test"
        assert make_alias(settings, keys, "shop.test") == "word.x1@slmail.test"
    assert len(asked) == 1
    assert load(settings, keys).aliasing.known == (("shop.test", "word.x1@slmail.test"),)


def test_the_key_lies_sealed_and_is_forgotten_with_the_service(settings: Settings, keys: Keys) -> None:
    choose_service(settings, keys, AliasService("relay", KEY))
    assert load(settings, keys).aliasing.service.key == KEY
    assert KEY.encode() not in settings.control_file.read_bytes()
    assert KEY not in repr(load(settings, keys))
    choose_service(settings, keys, AliasService())
    assert load(settings, keys).aliasing == Aliasing()


def test_without_a_service_nobody_is_asked(settings: Settings, keys: Keys) -> None:
    with pytest.raises(ConfigurationError, match="no service makes aliases"):
        make_alias(settings, keys, "shop.test")


def test_what_a_service_makes_must_be_an_address(settings: Settings, keys: Keys) -> None:
    with a_service(Told(201, {"email": "a b@c"})) as (base, _):
        choose_service(settings, keys, AliasService("simplelogin", KEY, base))
        with pytest.raises(ConfigurationError, match="no e-mail address"):
            make_alias(settings, keys, "shop.test")
    assert load(settings, keys).aliasing.known == ()


def test_an_alias_that_cannot_be_kept_is_told(settings: Settings, keys: Keys) -> None:
    known = (("other.test", "word.x1@slmail.test"),)
    with a_service(MADE) as (base, _):
        service = AliasService("simplelogin", KEY, base)
        change(settings, keys, lambda now: now._replace(aliasing=Aliasing(known=known, service=service)))
        with pytest.raises(TrackerError, match=r"SimpleLogin made word\.x1@slmail\.test, which could not be kept"):
            make_alias(settings, keys, "shop.test")
