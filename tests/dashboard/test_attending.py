"""Items as cards: each step by a click, where there is a page for it."""

import pytest
from flask import Flask

from dashboard.attending import but_passwords, cards
from dashboard.narrowing import read
from tests.builders.ledgers import LAST
from tracker.attention import Action, Item, Kind, Named, Step
from tracker.taxonomy import Category

ADPIX = Named("adpix", "Adpix")


def an_item(*steps: Step, kind: Kind = Kind.SPECIAL, **given: object) -> Item:
    made = Item(kind, 1.0, 3, LAST, LAST, Category.HEALTH, (ADPIX,), 1, ("a.example",), 1, (4,), 1, steps=steps)
    return made._replace(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("step", "kind", "address"),
    [
        (Step(Action.LOOK, ADPIX, 4), Kind.SPECIAL, "/log?vendor=adpix&datum=4"),
        (Step(Action.LOOK, ADPIX, 4), Kind.RISKY, "/vendors/adpix"),
        (Step(Action.LOOK, ADPIX), Kind.DISGUISED, "/log?host=t.a.example"),
        (Step(Action.LOOK), Kind.UNSEEN, "/blind-spots"),
        (Step(Action.TRAIL, datum=4), Kind.SPECIAL, "/data/4"),
        (Step(Action.WRITE, ADPIX, address="privacy@adpix.test"), Kind.SPECIAL, "mailto:privacy@adpix.test"),
        (Step(Action.WRITE, ADPIX, address="https://adpix.test/p"), Kind.SPECIAL, "https://adpix.test/p"),
        (Step(Action.WRITE, ADPIX, address="javascript:alert(1)"), Kind.SPECIAL, None),
        (Step(Action.WRITE, ADPIX, address="a@b.test?bcc=c@d.test"), Kind.SPECIAL, "mailto:a@b.test%3Fbcc%3Dc@d.test"),
        (Step(Action.DELETE_ACCOUNT, ADPIX, address="https://adpix.test/x"), Kind.RISKY, "https://adpix.test/x"),
        (Step(Action.CHANGE_PASSWORD), Kind.SAME_PASSWORD, "/passwords"),
        (Step(Action.CHANGE_PASSWORD), Kind.SECRET, None),
        (Step(Action.RATE, Named("a/b", "A")), Kind.RISKY, "/vendors/a%2Fb#opinion-title"),
        (Step(Action.FORGET, ADPIX), Kind.SECRET, "/forget/adpix"),
        (Step(Action.BLOCK), Kind.SPECIAL, None),
        (Step(Action.ENCRYPT), Kind.UNENCRYPTED, None),
        (Step(Action.MEND, command="tracker doctor"), Kind.UNSEEN, None),
    ],
)
def test_a_step_is_a_link_where_there_is_a_page_for_it_and_a_sentence_elsewhere(
    step: Step, kind: Kind, address: str | None, app: Flask
) -> None:
    item = an_item(step, kind=kind, details=("t.a.example", "x.test"), before=1)
    with app.test_request_context("/?period=7&party=first"):
        read()
        (card,) = cards([item])
    assert [link.address for link in card.links] == ([] if address is None else [address])
    assert len(card.advice) == (address is None)


def test_a_rule_is_a_click_away_and_what_the_browser_can_do_is_said_besides(app: Flask) -> None:
    with app.test_request_context("/"):
        (card,) = cards([an_item(Step(Action.BLOCK, ADPIX))])
    assert [link.address for link in card.links] == ["/vendors/adpix#here-title"]
    assert "block third parties" in card.advice[0]


def test_only_what_is_fresh_is_marked(app: Flask) -> None:
    with app.test_request_context("/"):
        old, fresh = an_item(last=LAST.replace(year=2025)), an_item()
        assert [card.is_fresh for card in cards([old, fresh], LAST)] == [False, True]
        assert [card.is_fresh for card in cards([fresh, an_item(last=None)])] == [False, False]


def test_what_is_wrong_with_passwords_can_be_left_out() -> None:
    items = [an_item(kind=kind) for kind in (Kind.SECRET, Kind.SAME_PASSWORD, Kind.WEAK_PASSWORD)]
    assert [item.kind for item in but_passwords(items)] == [Kind.SECRET]
