"""What can be done, in words."""

import pytest

from tracker.attention import Action, Item, Kind, Named, Step, told

ADPIX = Named("adpix", "Adpix")


@pytest.mark.parametrize(
    ("kind", "step", "expected"),
    [
        (
            Kind.DECLARED,
            Step(Action.LOOK, ADPIX, 1, "tracker vendor adpix"),
            "Look at the proof, down to the field: tracker vendor adpix.",
        ),
        (
            Kind.UNSEEN,
            Step(Action.LOOK),
            "Look at the blind spots: which hosts, and why.",
        ),
        (
            Kind.DECLARED,
            Step(Action.WRITE, ADPIX, address="privacy@adpix.test"),
            "Ask Adpix what it has of you, or to delete it: privacy@adpix.test.",
        ),
        (
            Kind.SECRET,
            Step(Action.CHANGE_PASSWORD),
            "Unless you meant it: change the password or code, and have the card replaced.",
        ),
        (
            Kind.SAME_PASSWORD,
            Step(Action.CHANGE_PASSWORD, command="tracker passwords"),
            "Change it at the site, to one of its own; tracker passwords tells which.",
        ),
    ],
)
def test_a_step_is_a_sentence(kind: Kind, step: Step, expected: str) -> None:
    assert told(Item(kind, 1.0, 1), step) == expected


@pytest.mark.parametrize("action", Action)
def test_every_action_has_a_sentence_that_holds_no_gap(action: Action) -> None:
    text = told(Item(Kind.RISKY, 1.0, 1), Step(action, ADPIX, 1, "tracker x", "https://adpix.test/"))
    assert text.endswith(".")
    assert "%(" not in text
