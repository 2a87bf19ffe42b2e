"""The form by which a rule is made."""

import pytest
from werkzeug.datastructures import MultiDict

from dashboard.choices import Option
from dashboard.rule_form import Choice, RuleForm, form
from tracker.rules import Action
from tracker.taxonomy import Category
from tracker.trades import TRADES


def chosen(found: RuleForm) -> dict[str, list[str]]:
    """What is chosen, by field."""
    data = tuple(option for group in found.data for option in group.options)
    fields: dict[str, tuple[Choice | Option, ...]] = {
        "action": found.actions,
        "trade": found.trades,
        "whom": found.parties,
        "data": data,
        "way": found.manners,
        "otherwise": found.otherwise,
    }
    return {name: [one.value for one in some if one.is_chosen] for name, some in fields.items()}


def test_an_empty_form_takes_something_out_of_what_goes_to_anybody() -> None:
    found = form(MultiDict())
    assert chosen(found) == {
        "action": ["strip"],
        "trade": [],
        "whom": [],
        "data": [],
        "way": [],
        "otherwise": ["strip"],
    }
    assert (found.company, found.site, found.name, found.data_chosen, found.has_more) == ("", "", "", 0, False)


def test_all_that_there_is_can_be_chosen() -> None:
    found = form(MultiDict())
    assert {one.value for one in found.actions} == set(Action)
    assert {one.value for one in found.trades} == set(TRADES)
    assert {option.value for group in found.data for option in group.options} == set(Category)


def test_what_was_chosen_is_chosen_again() -> None:
    given = [
        ("action", "mask"),
        ("company", "a.test"),
        ("company", "b.test"),
        ("site", "shop.example"),
        ("way", "relayed"),
    ]
    more = [("data", "city"), ("data", "income"), ("whom", "third"), ("trade", "media"), ("otherwise", "block")]
    found = form(MultiDict([*given, *more, ("name", "Mine")]))
    assert chosen(found) == {
        "action": ["mask"],
        "trade": ["media"],
        "whom": ["third"],
        "data": ["city", "income"],
        "way": ["relayed"],
        "otherwise": ["block"],
    }
    assert (found.company, found.site, found.name) == ("a.test, b.test", "shop.example", "Mine")
    assert (found.data_chosen, found.has_more) == (2, True)


@pytest.mark.parametrize("name", ["action", "data", "whom", "trade", "way"])
def test_what_there_is_not_is_passed_over(name: str) -> None:
    assert chosen(form(MultiDict([(name, "<b>")])))[name] == (["strip"] if name == "action" else [])
