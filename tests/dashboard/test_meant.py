"""A rule as a form has it, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from dashboard.meant import fields_of, given_again, rule_meant
from tracker.disclosure import Manner, Party
from tracker.errors import ConfigurationError
from tracker.rules import Action, Otherwise, Rule
from tracker.taxonomy import Category
from tracker.trades import TRADES

RULES = st.builds(
    Rule,
    id=st.just(""),
    action=st.sampled_from(Action),
    vendors=st.frozensets(st.sampled_from(["criteo", "unmet.example", "other.test"])),
    kinds=st.frozensets(st.sampled_from(sorted(TRADES)), max_size=3),
    sites=st.frozensets(st.sampled_from(["shop.example", "news.test"])),
    party=st.none() | st.sampled_from(Party),
    categories=st.frozensets(st.sampled_from(Category), max_size=4),
    manner=st.none() | st.sampled_from(Manner),
    otherwise=st.sampled_from(Otherwise),
    is_on=st.just(True),
    name=st.sampled_from(["", "My own"]),
    preset=st.just(""),
)


@given(RULES)
def test_a_rule_is_read_again_as_it_was_written(rule: Rule) -> None:
    assert rule_meant(MultiDict(list(fields_of(rule)))) == rule


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ([("action", "block")], Rule("", Action.BLOCK)),
        (
            [("action", "strip"), ("company", " unmet.example,\nother.test "), ("site", "https://shop.example/a?b")],
            Rule(
                "",
                Action.STRIP,
                vendors=frozenset({"unmet.example", "other.test"}),
                sites=frozenset({"shop.example"}),
            ),
        ),
        ([("action", "warn"), ("company", ""), ("whom", ""), ("way", " ")], Rule("", Action.WARN)),
        (
            [("action", "warn"), ("company", "Google Analytics, CRITEO other.test"), ("company", "unmet.example")],
            Rule("", Action.WARN, vendors=frozenset({"google-analytics", "criteo", "other.test", "unmet.example"})),
        ),
    ],
    ids=range(4),
)
def test_what_a_person_writes_is_understood(sent: list[tuple[str, str]], expected: Rule) -> None:
    assert rule_meant(MultiDict(sent)) == expected


@pytest.mark.parametrize(
    "sent",
    [
        [],
        [("action", "destroy")],
        [("action", "strip"), ("company", "nobody at all")],
        [("action", "strip"), ("site", "?")],
        [("action", "strip"), ("data", "shoe_size")],
        [("action", "strip"), ("whom", "fourth")],
        [("action", "strip"), ("way", "slowly")],
        [("action", "strip"), ("otherwise", "pray")],
        [("action", "strip"), ("trade", "alchemy")],
        [("action", "strip"), ("name", "x" * 300)],
        [("action", "strip"), ("name", "a\nb")],
    ],
    ids=range(11),
)
def test_what_makes_no_sense_is_refused_in_words(sent: list[tuple[str, str]]) -> None:
    with pytest.raises(ConfigurationError, match=r"\w"):
        rule_meant(MultiDict(sent))


def test_what_was_given_is_given_again_without_what_is_no_field() -> None:
    sent = [("action", "x"), ("data", "a"), ("data", "b"), ("name", ""), ("csrf_token", "t"), ("company", "c" * 5000)]
    assert given_again(MultiDict(sent)) == [("action", "x"), ("company", "c" * 2000), ("data", "a"), ("data", "b")]
