from pathlib import Path
from typing import Any

import pytest

from dashboard import tokens
from dashboard.lifetimes import days_of
from dashboard.tokens import Lasting, Purpose, Seen, lasting, purpose_of, within
from tracker.disclosure import Manner, Party
from tracker.ledger.facts import facts_of
from tracker.ledger.moments import moment
from tracker.ledger.queries.identifiers import Identifier, Keeper, Token, identifier
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category
from tracker.traffic import Location
from tracker.upstream.facts import Fact

THIRD = facts_of(Manner.AMBIENT, Party.THIRD, False)
OWN = facts_of(Manner.SUBMITTED, Party.FIRST, False)
UNKNOWN = facts_of(Manner.AMBIENT, Party.UNKNOWN, False)


def a_keeper(slug: str = "adpix", facts: int = THIRD, first: int = 10, last: int = 20, **changes: Any) -> Keeper:
    given: dict[str, Any] = {"root": slug, "is_known": True} | changes
    return Keeper(Firm(slug, slug.title(), "", **given), facts, first, last)


def a_token(
    path: str = "uid", location: Location = Location.COOKIE, reasoning: str = "", recipient: str = "adpix.test"
) -> Token:
    return Token(location, path, reasoning, recipient)


def an_identifier(*keepers: Keeper, token: Token | None = None) -> Identifier:
    return identifier(1, Category.CLIENT_ID, keepers or (a_keeper(),), token or a_token())


def one_seen(*keepers: Keeper, token: Token | None = None) -> Seen:
    one = within(EVERYTHING)(an_identifier(*keepers, token=token))
    assert one
    return one


@pytest.mark.parametrize(
    ("scope", "slugs"),
    [
        (EVERYTHING, ["adpix", "shop", "nobody"]),
        (Scope(since=moment(21)), ["shop", "nobody"]),
        (Scope(until=moment(10)), ["shop", "nobody"]),
        (Scope(since=moment(8), until=moment(9)), ["shop", "nobody"]),
        (Scope(party=Party.THIRD), ["adpix"]),
        (Scope(party=Party.FIRST), ["shop"]),
        (Scope(party=Party.UNKNOWN), ["nobody"]),
        (Scope(manner=Manner.SUBMITTED), ["shop"]),
        (Scope(manner=Manner.SUBMITTED, party=Party.THIRD), []),
        (Scope(manner=Manner.AMBIENT, party=Party.THIRD), ["adpix"]),
        (Scope(category=Category.CLIENT_ID), ["adpix", "shop", "nobody"]),
        (Scope(category=Category.DEVICE_ID), []),
    ],
)
def test_only_those_who_had_it_within_a_scope_are_told(scope: Scope, slugs: list[str]) -> None:
    keepers = (a_keeper(), a_keeper("shop", OWN, 1, 90), a_keeper("nobody", UNKNOWN, 1, 90))
    found = within(scope)(an_identifier(*keepers))
    assert [keeper.firm.slug for keeper in (found.keepers if found else ())] == slugs
    assert found is None or found.keepers


def test_the_first_and_last_times_are_those_of_all() -> None:
    one = one_seen(a_keeper(first=10, last=20), a_keeper("shop", OWN, 15, 90))
    assert (one.first, one.last) == (10, 90)
    assert one.parties() == (Party.FIRST, Party.THIRD)
    assert one.parties({"shop"}) == (Party.THIRD,)
    assert one_seen(a_keeper(facts=UNKNOWN)).parties() == (Party.UNKNOWN,)


@pytest.mark.parametrize(
    ("other", "is_shared"),
    [
        (a_keeper("metrica"), True),
        (a_keeper("metrica", is_known=False), False),
        (a_keeper("metrica", root="adpix"), False),
        (a_keeper("adpix"), False),
    ],
)
def test_an_identifier_is_shared_by_known_companies_of_different_groups(other: Keeper, is_shared: bool) -> None:
    assert one_seen(a_keeper(), other).is_shared is is_shared
    assert not one_seen().is_shared


@pytest.mark.parametrize(
    ("reasoning", "days", "words"),
    [
        ("The cookie uid holds a random value and lasts 1 day.", 1, "1 day"),
        ("The cookie uid holds a random value and lasts 30 days.", 30, "30 days"),
        ("The cookie uid holds a random value and lasts 390 days.", 390, "about 13 months"),
        ("The cookie uid holds a random value and lasts 800 days.", 800, "about 2 years"),
        ("It holds a random value for a session, and goes to another party.", 0, "until you close the browser"),
        ("It holds a random value for less than a day, and goes to another.", 0.5, "less than a day"),
        ("The cookie uid holds a random value; how long it lasts was not seen.", -1, ""),
        ("The cookie _ga is known (Google): it recognises a browser.", -1, ""),
        ("The cookie IDE is known (Google): it shows. It was set for 390 days.", 390, "about 13 months"),
        ("The cookie x is known (X): it shows. It was set for 1 day.", 1, "1 day"),
        ("The cookie x is known (X): it shows. It was set for less than a day.", 0.5, "less than a day"),
        ("The cookie x is known (X): it shows. It was set for a session.", 0, "until you close the browser"),
        ("The cookie x is known (X): it keeps a choice for a session.", -1, ""),
        ("The cookie x is known (X): it keeps what lasts 3 days.", -1, ""),
        ("The cookie x holds a random value and is named for a session.", -1, ""),
        ("", -1, ""),
        ("The cookie lasts 99999999999 days.", -1, ""),
    ],
)
def test_a_lifetime_is_what_was_seen_and_else_not_known(reasoning: str, days: float, words: str) -> None:
    assert days_of(reasoning) == days
    one = one_seen(token=a_token(reasoning=reasoning))
    assert lasting(one, None) == Lasting(words)


def test_a_lifetime_that_was_not_seen_is_told_with_who_says_so() -> None:
    purpose = Purpose("Counts", "Somebody", "A list (2026-01-01)", "2 years")
    assert lasting(one_seen(), purpose) == Lasting("2 years", "A list (2026-01-01)", is_quoted=True)


@pytest.mark.parametrize(
    ("token", "days", "words"),
    [
        (a_token("_ga", recipient="shop.example"), 730, "about 2 years, as documented"),
        (a_token("_fbp", recipient="shop.example"), 90, "about 3 months, as documented"),
        (a_token("YSC", recipient="youtube.com"), 0, "until you close the browser, as documented"),
        (a_token("_fbp", reasoning="It was. It was set for 7 days.", recipient="shop.example"), 7, "7 days"),
        (a_token("query._ga", Location.QUERY, recipient="shop.example"), -1, ""),
        (a_token("fr", recipient="shop.example"), -1, ""),
    ],
)
def test_a_known_cookie_that_a_script_sets_lasts_as_its_owner_documents(token: Token, days: float, words: str) -> None:
    one = one_seen(token=token)
    told = lasting(one, purpose_of(one, None))
    assert told.words == words
    assert told.source.startswith("https://") is words.endswith("documented")
    assert tokens.days(one) == days


@pytest.mark.parametrize(
    ("token", "owner"),
    [
        (a_token("_ga_ABC", recipient="shop.example"), "Google"),
        (a_token("gclid", Location.QUERY), "Google"),
        (a_token("event.gclid", Location.JSON), "Google"),
        (a_token("uid"), None),
        (a_token("IDE", Location.QUERY), None),
        (a_token("<script>", Location.JSON), None),
    ],
)
def test_a_purpose_is_known_by_the_name(token: Token, owner: str | None) -> None:
    found = purpose_of(one_seen(token=token), None)
    assert (found and found.owner) == owner
    assert not found or found.source.startswith("https://")


def test_a_list_that_was_fetched_is_asked_for_the_rest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = dict.fromkeys(("description", "controller", "platform", "retention"))
    monkeypatch.setattr(
        "tracker.upstream.facts.cookie", lambda _, name: Fact(said | {"category": name}, "A list (2026)")
    )
    assert purpose_of(one_seen(), tmp_path) == ("uid", "", "A list (2026)", "")
    assert purpose_of(one_seen(token=a_token(location=Location.JSON)), tmp_path) is None
