"""Each item is said in sentences that a person can check, whatever it is."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.builders.passages import a_passage
from tests.builders.records import NOON
from tracker.attention import Item, Kind, Named, Seen, Whose, about, items, reason, steps_of, sureness
from tracker.disclosure import Manner, Party
from tracker.phrasing import Voice, speaking
from tracker.taxonomy import Category


def of(*changes: dict[str, Any]) -> Item:
    return items(Seen([a_passage(**one) for one in changes]))[0]


def companies(count: int) -> list[dict[str, Any]]:
    return [{"vendor": f"v{number}", "name": f"Company {number}", "times": 1} for number in range(count)]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            of({}),
            (
                "Your e-mail address went to Adpix while you were on shop.example. The page passed it on; "
                "what for cannot "
                "be seen from here. That was seen 2 times, on 2 March 2026."
            ),
        ),
        (
            of({"site": None, "times": 1}),
            (
                "Your e-mail address went to Adpix. The page passed it on; what for cannot be seen from here. "
                "That was seen 1 time, on 2 March 2026."
            ),
        ),
        (
            of({}, {"site": "b.example", "manner": Manner.PREMATURE, "first": NOON - timedelta(days=1)}),
            (
                "Your e-mail address went to Adpix while you were on 2 sites. Some of it left before you "
                "submitted it. The "
                "page passed it on; what for cannot be seen from here. That was seen 4 times, from 1 March 2026 to "
                "2 March 2026."
            ),
        ),
        (
            of({"category": Category.HEALTH, "manner": Manner.SUBMITTED, "times": 1}),
            (
                "Data about your health went to Adpix while you were on shop.example. You sent it there "
                "yourself, so that "
                "may be as you meant it. That was seen 1 time, on 2 March 2026."
            ),
        ),
        (
            of({"category": Category.CARD_NUMBER, "times": 1}),
            (
                "Your card number went to Adpix while you were on shop.example. The page passed it on: a service that "
                "takes your payment may need it, nobody else does. That was seen 1 time, on 2 March 2026."
            ),
        ),
        (
            of({"category": Category.PASSWORD, "is_plain": True, "times": 1}),
            (
                "Your password went to Adpix while you were on shop.example. The page passed it on: a "
                "service that signs "
                "you in may need it, nobody else does. Some of it travelled over plain HTTP, open to "
                "everybody on the way. "
                "That was seen 1 time, on 2 March 2026."
            ),
        ),
        (
            of({"whose": Whose.FOUND, "manner": Manner.PREMATURE}, {"whose": Whose.FOUND, "manner": Manner.PREMATURE}),
            (
                "Your e-mail address left for Adpix from a form on shop.example before you submitted it. "
                "That was seen 4 times, on 2 March 2026."
            ),
        ),
        (
            of(
                {"whose": Whose.FOUND, "manner": Manner.PREMATURE},
                {"whose": Whose.FOUND, "manner": Manner.PREMATURE, "site": "b.example", "datum": 2},
            ),
            (
                "Your e-mail address and 1 other piece of data left for Adpix from forms before you "
                "submitted them. "
                "That was seen 4 times, on 2 March 2026."
            ),
        ),
        (
            of({"party": Party.FIRST, "is_plain": True, "name": "shop.example"}),
            (
                "Your e-mail address travelled over plain HTTP to shop.example, open to everybody on the way. "
                "That was seen 2 times, on 2 March 2026."
            ),
        ),
    ],
)
def test_the_reason_says_what_went_where_and_how(item: Item, expected: str) -> None:
    assert reason(item) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, "Company 0 and Company 1"),
        (3, "Company 0, Company 1 and Company 2"),
        (4, "Company 0, Company 1 and 2 other companies"),
        (60, "Company 0, Company 1 and 58 other companies"),
    ],
)
def test_of_many_companies_some_are_named(count: int, expected: str) -> None:
    assert f"went to {expected} while" in reason(of(*companies(count)))


def test_what_is_only_a_part_is_said_to_be_at_least_so_much() -> None:
    (item,) = items(Seen([a_passage()], is_partial=True))
    assert "That was seen at least 2 times, last on 2 March 2026." in reason(item)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_title_a_reason_a_sureness_and_something_to_do(kind: Kind) -> None:
    item = items(
        Seen(
            others=[
                Item(
                    kind,
                    kind.weight,
                    3,
                    NOON,
                    NOON,
                    Category.CLIENT_ID,
                    (Named("adpix", "Adpix"),),
                    1,
                    ("shop.example",),
                    1,
                    (1,),
                    1,
                    details=("m.shop.example", "a.adpix.test"),
                    before=1,
                )
            ]
        )
    )[0]
    said = (about(item), reason(item), sureness(item), *steps_of(item))
    assert all(said)
    assert not any("%(" in text or "  " in text for text in said)


def test_how_sure_is_said_where_it_is_known() -> None:
    assert sureness(of({"confidence": 0.725})) == "Each hit counted here is sure to 72 in 100 at least."
    assert sureness(Item(Kind.DECLARED, 0, 1)) == "How sure that is is not known."


@dataclass
class Marked(Voice):
    """Marks what goes through the catalogue."""

    def message(self, text: str) -> str:
        return f"«{text}»"

    def counted_message(self, one: str, many: str, count: int) -> str:
        return f"«{many}»"


def test_every_sentence_goes_through_the_catalogue() -> None:
    item = of({}, {"site": "b.example"})
    with speaking(Marked()):
        for text in (about(item), reason(item), sureness(item), *steps_of(item)):
            assert text.startswith("«")
            assert text.endswith("»")
