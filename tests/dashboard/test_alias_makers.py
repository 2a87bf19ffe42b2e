from pathlib import Path

import pytest
from flask import Flask

from dashboard.alias_makers import Maker, Own, maker_of, makers, masked, own_alias
from tests.builders.dashboards import KEYS
from tests.builders.guards import a_rule
from tracker.control import Aliasing, AliasService, change
from tracker.rules import Action, Rule
from tracker.settings import Settings

RELAY = AliasService("relay", "made-up-key")
KNOWN = (("criteo", "shop.x1@alias.test"),)


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (AliasService(), None),
        (AliasService("gone", "key"), None),
        (RELAY, Maker("Firefox Relay", "", "")),
        (AliasService("addy", "key", "https://a.test", "b.test"), Maker("addy.io", "https://a.test", "b.test")),
    ],
    ids=range(4),
)
def test_the_service_is_named_without_its_key(service: AliasService, expected: Maker | None) -> None:
    assert maker_of(Aliasing(service=service)) == expected


def test_what_there_is_may_be_chosen() -> None:
    assert dict(makers()) == {"simplelogin": "SimpleLogin", "relay": "Firefox Relay", "addy": "addy.io"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [("marie+criteo@mail.test", "m•••+criteo@mail.test"), ("x.y@mail.test", "x•••@mail.test"), ("", "")],
)
def test_an_address_is_masked(address: str, expected: str) -> None:
    assert masked(address) == expected


@pytest.mark.parametrize(
    ("aliasing", "rules", "slug", "expected"),
    [
        (Aliasing("marie@mail.test"), (), "criteo", None),
        (Aliasing(known=KNOWN), (), "unmet.test", None),
        (Aliasing(known=KNOWN), (), "criteo", ("s•••@alias.test", "", True)),
        (Aliasing(service=RELAY), (), "criteo", ("", "Firefox Relay", True)),
        (Aliasing(service=RELAY), (), "unmet.test", ("", "Firefox Relay", True)),
        (Aliasing(known=KNOWN, service=RELAY), (), "criteo", ("s•••@alias.test", "", True)),
        (Aliasing(service=RELAY), (a_rule(Action.ALIAS),), "criteo", ("", "Firefox Relay", False)),
        (Aliasing(service=RELAY), (a_rule(Action.ALIAS, is_on=False),), "criteo", ("", "Firefox Relay", True)),
        (Aliasing(service=RELAY), (), "no company at all", None),
    ],
    ids=range(9),
)
def test_what_address_a_company_has_is_told(
    app: Flask,
    tmp_path: Path,
    aliasing: Aliasing,
    rules: tuple[Rule, ...],
    slug: str,
    expected: tuple[str, str, bool] | None,
) -> None:
    change(Settings(tmp_path, key_store="file"), KEYS, lambda now: now._replace(aliasing=aliasing, rules=rules))
    with app.test_request_context():
        found = own_alias(slug)
    assert (found and (found.preview, found.maker, bool(found.trial))) == expected
    assert found is None or isinstance(found, Own)
