"""Who a vendor is, in words."""

import pytest

from tracker.upstream.dossier import Breach, Contact, Deletion, Dossier
from tracker.upstream.portrait import Said, facts_of, linkable
from tracker.vendors import Facts

EMPTY = Dossier()
NOT_KNOWN = (Said("not known"),)


def said(told: Dossier, *known: str | None) -> dict[str, tuple[Said, ...]]:
    parent, trade, country = known or (None, None, None)
    return {fact.heading: fact.said for fact in facts_of(parent, trade, country, told)}


def test_what_nobody_knows_is_said_to_be_not_known() -> None:
    facts = list(facts_of(None, None, None, EMPTY))
    assert {fact.said for fact in facts} == {NOT_KNOWN}
    assert not any(fact.is_known or fact.source for fact in facts)


def test_our_own_facts_come_with_their_source_and_day() -> None:
    told = EMPTY._replace(facts=Facts(source="https://s.test/"), country="SE")
    for country, source in (("SE", Said("Tracker's own list", "https://s.test/")), ("NO", None)):
        assert [fact.source for fact in facts_of(None, None, country, told) if fact.heading == "Country"] == [source]
    own = Facts(legal_name="Adpix AB", privacy_page="https://p.test/", source="https://source.test/")
    read = own._replace(privacy_source="https://read.test/", verified_on="2026-01-02")
    facts = {fact.heading: fact for fact in facts_of(None, None, None, EMPTY._replace(facts=read))}
    assert facts["Legal name"].source == Said("Tracker's own list", "https://source.test/")
    assert facts["Privacy page"].source == Said("Tracker's own list, read on 2 January 2026", "https://read.test/")
    assert facts["Legal name"].is_known
    facts = {fact.heading: fact for fact in facts_of(None, None, None, EMPTY._replace(facts=own))}
    assert facts["Privacy page"].source == Said("Tracker's own list", "https://source.test/")


@pytest.mark.parametrize(
    ("address", "is_linked"),
    [
        ("https://adpix.test/privacy", True),
        ("http://adpix.test", True),
        ("mailto:privacy@adpix.test", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//adpix.test", False),
        ("https:adpix", False),
        ("http://[", False),
        ("Storgatan 1, Stockholm", False),
    ],
)
def test_links_lead_to_the_web_or_to_an_e_mail_alone(address: str, is_linked: bool) -> None:
    assert linkable(address) == (address if is_linked else None)
    assert said(EMPTY._replace(facts=Facts(website=address)))["Website"] == (
        Said(address, address if is_linked else None),
    )


def test_parent_trade_and_country_are_told_in_words() -> None:
    found = said(EMPTY, "Google", "Tag manager", "CH")
    assert found["Part of"] == (Said("Google"),)
    assert found["What it does"] == (Said("Tag manager"),)
    assert found["Country"] == (Said("CH: the EU has found its law adequate (decision 2000/518/EC)"),)
    assert said(EMPTY, None, None, "<i>")["Country"] == (Said("<i>"),)


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("privacy@adpix.test", "mailto:privacy@adpix.test"),
        ("https://adpix.test/form", "https://adpix.test/form"),
        ("Storgatan 1, 111 22 Stockholm", None),
    ],
)
def test_our_own_contact_goes_before_a_fetched_one(contact: str, link: str | None) -> None:
    fetched = Contact("other@adpix.test", None, None, False, True, "list")
    assert said(EMPTY._replace(facts=Facts(privacy_contact=contact), contact=fetched))["Privacy contact"] == (
        Said(contact, link),
    )


def test_a_fetched_contact_has_all_its_ways_and_warnings() -> None:
    told = EMPTY._replace(contact=Contact("a@adpix.test", "https://adpix.test/f", "Storgatan 1", True, False, "list"))
    (fact,) = [fact for fact in facts_of(None, None, None, told) if fact.heading == "Privacy contact"]
    assert [one.text for one in fact.said] == [
        "a@adpix.test",
        "https://adpix.test/f",
        "Storgatan 1",
        "It is known to ask for an identity document.",
        "Nobody has verified this contact.",
    ]
    assert fact.source == Said("list")


def test_what_only_the_parent_has_is_said_to_be_the_parents() -> None:
    parent = Facts(privacy_page="https://north.test/privacy", privacy_contact="dpo@north.test")
    found = said(EMPTY._replace(parent_name="North", parent_facts=parent))
    assert found["Privacy page"] == found["Privacy contact"] == NOT_KNOWN
    assert found["Privacy page of North"] == (Said("https://north.test/privacy", "https://north.test/privacy"),)
    assert found["Privacy contact of North"] == (Said("dpo@north.test", "mailto:dpo@north.test"),)
    own = EMPTY._replace(
        parent_name="North", parent_facts=parent, facts=Facts(privacy_page="https://p.test", privacy_contact="a@b.c")
    )
    assert "Privacy page of North" not in said(own)
    assert "Privacy contact of North" not in said(own)


def test_breaches_are_told_with_day_number_and_kinds() -> None:
    breach = Breach("Adpix", "2024-05-06", 1234, ("Email addresses", "Passwords"), True)
    rumour = Breach("Rumour", "2020-01-01", None, (), False)
    found = said(EMPTY._replace(breaches=(breach, rumour)))["Known breaches"]
    assert [one.text for one in found] == [
        "Adpix, 6 May 2024; 1,234 accounts: email addresses, passwords",
        "Rumour, 1 January 2020 (not verified)",
    ]
    assert said(EMPTY._replace(breaches=(breach,) * 12))["Known breaches"][-1] == Said("2 more")
    assert said(EMPTY._replace(breaches=()))["Known breaches"][0].text.startswith("The list of breaches has none")


def test_deleting_is_told_with_where_to_begin() -> None:
    told = EMPTY._replace(
        deletion=Deletion("impossible", "https://adpix.test/bye", "x@adpix.test", "Call them.", "jdm")
    )
    found = said(told)["Deleting an account"]
    assert found[0].text == "Impossible, as far as is known"
    assert [one.link for one in found[1:]] == ["https://adpix.test/bye", "mailto:x@adpix.test", None]


def test_a_day_that_is_none_is_shown_as_it_came() -> None:
    told = EMPTY._replace(facts=Facts(privacy_page="https://a.test", verified_on="lately", source="https://s.test/"))
    assert "read on lately" in str(
        next(f for f in facts_of(None, None, None, told) if f.heading == "Privacy page").source
    )
