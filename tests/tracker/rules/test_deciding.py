from tests.tracker.rules.test_rule import FACTS, RULE
from tracker.disclosure import Party
from tracker.rules import Action, Decision, decide
from tracker.taxonomy import Category


def test_the_first_rule_that_speaks_of_it_decides() -> None:
    allow = RULE._replace(id="2", action=Action.ALLOW, sites=frozenset({"shop.test"}))
    assert decide(FACTS, [allow, RULE]) == Decision(allow, Action.ALLOW)
    assert decide(FACTS._replace(site="other.test"), [allow, RULE]) == Decision(RULE, Action.STRIP)


def test_without_a_rule_nothing_is_decided() -> None:
    assert decide(FACTS, ()) is None
    assert decide(FACTS, (RULE._replace(is_on=False),)) is None


def test_credentials_to_the_site_are_spared_but_may_be_warned_of() -> None:
    login = FACTS._replace(category=Category.PASSWORD, party=Party.FIRST)
    spared = decide(login, (RULE,))
    assert spared
    assert spared.action is Action.ALLOW
    assert "log in" in spared.spared
    warn = RULE._replace(action=Action.WARN)
    assert decide(login, (warn,)) == Decision(warn, Action.WARN)
    assert decide(login._replace(party=Party.THIRD), (RULE,)) == Decision(RULE, Action.STRIP)


def test_only_an_address_has_an_alias() -> None:
    alias = RULE._replace(action=Action.ALIAS)
    assert decide(FACTS, (alias,)) == Decision(alias, Action.ALIAS)
    assert decide(FACTS._replace(category=Category.PHONE_NUMBER), (alias,)) == Decision(alias, Action.MASK)
