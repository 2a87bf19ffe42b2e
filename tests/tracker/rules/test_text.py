import pytest

from tracker.disclosure import Manner, Party
from tracker.phrasing import Voice, speaking
from tracker.rules import Action, Otherwise, Rule, presets
from tracker.rules.text import ACTIONS, otherwise_text, preset_name, preset_text, rule_text, spared_text
from tracker.rules.untouched import exemptions
from tracker.taxonomy import Category

EMAIL = frozenset({Category.EMAIL_ADDRESS})
MANY = frozenset({"a.test", "b.test", "c.test", "d.test", "e.test"})
NAMES = {"adpix": "AdPix", "zeta": "Zeta"}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            Rule("1", Action.STRIP, sites=frozenset({"shop.test"}), party=Party.THIRD, categories=EMAIL),
            "Take your e-mail address out of what goes to third parties while you are on shop.test.",
        ),
        (Rule("1", Action.ALLOW), "Leave any personal data in what goes to anybody."),
        (
            Rule("1", Action.WARN, party=Party.FIRST, categories=EMAIL | {Category.PAGE_VISITED}),
            "Warn you when what goes to the site that you are on holds your e-mail address or the pages you visit.",
        ),
        (
            Rule("1", Action.MASK, vendors=frozenset({"zeta", "adpix"}), categories=EMAIL),
            "Replace your e-mail address by something made up in what goes to AdPix or Zeta.",
        ),
        (
            Rule("1", Action.ALIAS, vendors=frozenset({"adpix"}), party=Party.THIRD, categories=EMAIL),
            "Replace your e-mail address by an alias in what goes to AdPix as third parties.",
        ),
        (
            Rule("1", Action.ALIAS, kinds=frozenset({"tag-manager"})),
            (
                "Replace any personal data by something made up, an e-mail address by an alias, in what goes to "
                "companies listed under tag manager."
            ),
        ),
        (
            Rule("1", Action.STRIP, vendors=frozenset({"zeta"}), kinds=frozenset({"social"}), categories=EMAIL),
            "Take your e-mail address out of what goes to Zeta, where listed under social networks.",
        ),
        (
            Rule("1", Action.BLOCK, kinds=frozenset({"advertising", "analytics"}), party=Party.THIRD, sites=MANY),
            (
                "Stop requests to third parties listed under advertising or analytics that hold any personal data "
                "while you are on a.test, b.test, c.test or 2 more."
            ),
        ),
        (
            Rule("1", Action.STRIP, manner=Manner.PREMATURE, is_on=False),
            "Take any personal data out of what goes to anybody before you send the form.",
        ),
        (
            Rule("1", Action.STRIP, manner=Manner.AMBIENT, party=Party.UNKNOWN),
            (
                "Take any personal data out of what goes to companies on pages that are not known when the browser "
                "sends it by itself."
            ),
        ),
    ],
)
def test_a_rule_is_one_plain_sentence(rule: Rule, text: str) -> None:
    assert rule_text(rule, lambda slug: NAMES[slug]) == text


@pytest.mark.parametrize(
    ("action", "otherwise", "text"),
    [
        (Action.MASK, Otherwise.STRIP, "Where that cannot be replaced, it is taken out."),
        (Action.ALIAS, Otherwise.BLOCK, "Where that cannot be replaced, the request is stopped."),
        (Action.STRIP, Otherwise.BLOCK, "Where that cannot be taken out, the request is stopped."),
        (Action.STRIP, Otherwise.STRIP, ""),
        (Action.BLOCK, Otherwise.BLOCK, ""),
        (Action.ALLOW, Otherwise.STRIP, ""),
    ],
)
def test_what_is_done_where_it_cannot_be_is_told(action: Action, otherwise: Otherwise, text: str) -> None:
    assert otherwise_text(Rule("1", action, otherwise=otherwise)) == text


def test_names_of_strangers_are_no_parameters() -> None:
    assert "100%s.test" in rule_text(Rule("1", Action.WARN, vendors=frozenset({"a"}), sites=frozenset({"100%s.test"})))
    assert "%(what)s" in rule_text(Rule("1", Action.STRIP, vendors=frozenset({"%(what)s"}), manner=Manner.RELAYED))


def test_every_action_has_a_word() -> None:
    assert set(ACTIONS) == set(Action)


class Loud(Voice):
    def message(self, text: str) -> str:
        return text.upper() if "%" not in text else text


def test_presets_and_reasons_are_said_in_the_language_of_the_moment() -> None:
    preset = presets()["watch-only"]
    with speaking(Loud()):
        assert preset_name(preset) == "WATCH ONLY"
        assert preset_text(preset).startswith("NOTHING IS CHANGED")
        assert spared_text(exemptions()[0].reason).startswith("WITHOUT IT")
        assert spared_text("") == ""
