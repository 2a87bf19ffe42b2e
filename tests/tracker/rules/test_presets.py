import pytest

from tests.tracker.rules.test_rule import FACTS
from tracker.disclosure import Manner, Party
from tracker.rules import Action, Facts, decide, presets
from tracker.taxonomy import Category

IDENTIFIER = FACTS._replace(category=Category.CLIENT_ID, manner=Manner.AMBIENT)
EARLY = FACTS._replace(manner=Manner.PREMATURE)


@pytest.mark.parametrize(
    ("slug", "facts", "action"),
    [
        ("watch-only", IDENTIFIER, None),
        ("no-identifiers", IDENTIFIER, Action.STRIP),
        ("no-identifiers", IDENTIFIER._replace(party=Party.FIRST), None),
        ("no-identifiers", FACTS, None),
        ("no-contact-data", FACTS, Action.MASK),
        ("no-contact-data", FACTS._replace(party=Party.FIRST), None),
        ("nothing-before-submit", EARLY, Action.STRIP),
        ("nothing-before-submit", EARLY._replace(party=Party.FIRST), Action.STRIP),
        ("nothing-before-submit", FACTS, None),
    ],
)
def test_a_preset_does_what_it_is_called(slug: str, facts: Facts, action: Action | None) -> None:
    decision = decide(facts, presets()[slug].rules)
    assert (decision and decision.action) == action


def test_watching_is_the_default() -> None:
    assert next(iter(presets())) == "watch-only"


def test_every_preset_is_told_in_plain_words_and_its_rules_are_numbered() -> None:
    for slug, preset in presets().items():
        assert preset.name
        assert preset.text.endswith(".")
        assert [rule.id for rule in preset.rules] == [f"{slug}-{number + 1}" for number in range(len(preset.rules))]
