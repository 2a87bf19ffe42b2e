"""What is remembered of identifiers, compared with what is said of all of them anew."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import tokens
from dashboard.formats import sortable
from dashboard.known_tokens import Known, KnownTokens, Order
from dashboard.tokens import Seen
from tracker.disclosure import Manner, Party
from tracker.ledger.facts import facts_of
from tracker.ledger.moments import moment
from tracker.ledger.queries.identifiers import Identifier, Keeper, Token, identifier
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category
from tracker.traffic import Location

SCOPES = (
    EVERYTHING,
    Scope(since=moment(4)),
    Scope(until=moment(5)),
    Scope(party=Party.THIRD),
    Scope(category=Category.CLIENT_ID, manner=Manner.RELAYED),
    Scope(party=Party.UNKNOWN),
)
KEYS: dict[Order, tuple[Callable[[Seen], Any], bool]] = {
    Order.NAME: (lambda one: sortable(one.token.path), False),
    Order.LASTS: (tokens.days, True),
    Order.COMPANIES: (lambda one: (one.is_shared, len(one.keepers)), True),
    Order.FIRST: (lambda one: one.first, False),
    Order.LAST: (lambda one: one.last, True),
}
FACTS = [facts_of(manner, party, False) for manner in (Manner.RELAYED, Manner.AMBIENT) for party in Party]


@st.composite
def identifiers(draw: st.DrawFn) -> Identifier:
    """One of few identifiers, as a few companies have it."""
    slugs = draw(st.lists(st.sampled_from(["adpix", "metrica", "shop"]), min_size=1, max_size=3, unique=True))
    keepers = []
    for slug in slugs:
        first, longer = draw(st.integers(0, 5)), draw(st.integers(0, 5))
        firm = Firm(slug, slug.title(), "", slug, is_known=True)
        keepers.append(Keeper(firm, draw(st.sampled_from(FACTS)), first, first + longer))
    location = draw(st.sampled_from([Location.COOKIE, Location.QUERY]))
    reasoning = draw(st.sampled_from(["", "The cookie a holds a random value and lasts 3 days."]))
    token = Token(location, draw(st.sampled_from(["Éa", "b", "shopid"])), reasoning, "x.test")
    kind = draw(st.sampled_from([Category.CLIENT_ID, Category.DEVICE_ID]))
    ahead = sorted(keepers, key=lambda one: (one.first, one.firm.slug))
    return identifier(draw(st.integers(1, 6)), kind, tuple(ahead), token)


def told_anew(
    every: list[Identifier], scope: Scope, order: Order, text: str | None = None, company: str | None = None
) -> Known:
    """What there is to be said, by looking at all of them."""
    seen = [one for one in map(tokens.within(scope), every) if one]
    shared, cookies = sum(one.is_shared for one in seen), sum(one.is_cookie for one in seen)
    slugs = {one.datum: {keeper.firm.slug for keeper in one.keepers} for one in seen}
    words = {one.datum: [one.token.path, *(keeper.firm.name for keeper in one.keepers)] for one in seen}
    rows = [one for one in seen if company is None or company in slugs[one.datum]]
    rows = [one for one in rows if text is None or any(text.casefold() in each.casefold() for each in words[one.datum])]
    key, is_descending = KEYS[order]
    rows.sort(key=lambda one: (one.last, one.datum), reverse=True)
    rows.sort(key=key, reverse=is_descending)
    return Known(rows, len(seen), shared, cookies, len(set().union(*slugs.values())))


def by_datum(found: list[Identifier]) -> list[Identifier]:
    return list({one.datum: one for one in found}.values())


@given(st.lists(st.lists(identifiers(), max_size=6).map(by_datum), min_size=1, max_size=4), st.sampled_from(SCOPES))
def test_what_is_remembered_is_what_all_of_them_say(looks: list[list[Identifier]], scope: Scope) -> None:
    known = KnownTokens()
    for every in looks:
        for order in Order:
            assert known.within(every, scope, order) == told_anew(every, scope, order)
        for text, company in (("SHOP", None), (None, "shop"), ("b", "adpix"), ("nothing", None)):
            found = known.within(every, scope, Order.LAST, text, company)
            assert found == told_anew(every, scope, Order.LAST, text, company)


@given(st.lists(identifiers(), min_size=2, max_size=6).map(by_datum), identifiers())
def test_those_that_did_not_change_are_not_looked_at_again(before: list[Identifier], one: Identifier) -> None:
    known, after = KnownTokens(), by_datum([*before, one])
    kept = {each.datum: each for each in known.within(before, SCOPES[1]).rows}
    for each in known.within(after, SCOPES[1]).rows:
        assert each.datum == one.datum or each is kept[each.datum]


@pytest.mark.parametrize("asked", [[*SCOPES], [*SCOPES, SCOPES[0]]])
def test_few_scopes_are_remembered(asked: list[Scope]) -> None:
    firm = Firm("adpix", "AdPix", "", "adpix", is_known=True)
    token = Token(Location.COOKIE, "uid", "", "adpix.test")
    every = [identifier(1, Category.CLIENT_ID, (Keeper(firm, FACTS[0], 1, 9),), token)]
    known = KnownTokens()
    for scope in asked:
        assert known.within(every, scope) == told_anew(every, scope, Order.COMPANIES)
    assert len(known._parts) == 4
