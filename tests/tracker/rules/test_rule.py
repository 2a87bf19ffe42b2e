import pytest

from tracker.disclosure import Manner, Party
from tracker.rules import Action, Facts, Rule
from tracker.taxonomy import Category

FACTS = Facts(
    Category.EMAIL_ADDRESS, Party.THIRD, Manner.RELAYED, "t.ads.test", "shop.test", ("ads", "holding"), "advertising"
)
RULE = Rule("1", Action.STRIP)


@pytest.mark.parametrize(
    ("rule", "speaks"),
    [
        (RULE, True),
        (RULE._replace(is_on=False), False),
        (RULE._replace(categories=frozenset({Category.EMAIL_ADDRESS})), True),
        (RULE._replace(categories=frozenset({Category.CITY})), False),
        (RULE._replace(party=Party.THIRD), True),
        (RULE._replace(party=Party.FIRST), False),
        (RULE._replace(manner=Manner.RELAYED), True),
        (RULE._replace(manner=Manner.PREMATURE), False),
        (RULE._replace(sites=frozenset({"shop.test", "other.test"})), True),
        (RULE._replace(sites=frozenset({"other.test"})), False),
        (RULE._replace(kinds=frozenset({"advertising"})), True),
        (RULE._replace(kinds=frozenset({"payment"})), False),
        (RULE._replace(vendors=frozenset({"holding"})), True),
        (RULE._replace(vendors=frozenset({"other"})), False),
    ],
)
def test_a_rule_speaks_of_what_all_of_it_allows(rule: Rule, speaks: bool) -> None:
    assert rule.speaks_of(FACTS) is speaks


def test_a_rule_is_told_by_its_fields_in_order() -> None:
    rule = RULE._replace(sites=frozenset({"b.test", "a.test"}), categories=frozenset({Category.CITY}))
    told = rule.told()
    assert list(told) == list(Rule._fields)
    assert (told["sites"], told["categories"], told["vendors"]) == (("a.test", "b.test"), (Category.CITY,), ())
    assert (told["id"], told["action"], told["party"]) == ("1", Action.STRIP, None)
