import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from rdflib import Graph

from tests.builders.dpv import PUBLISHED
from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.written import CATALOGUE, written
from tracker.aliases import Aliases
from tracker.disclosure import Manner
from tracker.exporters.json_ld import CONTEXT, PURPOSES, encoded
from tracker.exporters.json_ld_risk import LEVELS
from tracker.exporters.selection import Selection
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.taxonomy import TAXONOMY, Category

PREFIXES = """
PREFIX dpv: <https://w3id.org/dpv#> PREFIX pd: <https://w3id.org/dpv/pd#> PREFIX risk: <https://w3id.org/dpv/risk#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX tracker: <urn:x-tracker:>
"""


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """The address given to a shop, and passed on to an ad firm, which also knows the browser."""
    relayed = a_disclosure(manner=Manner.RELAYED)
    name = a_disclosure(Category.FIRST_NAME, "Marie", Manner.RELAYED)
    last = a_disclosure(Category.LAST_NAME, "Dupont", Manner.RELAYED)
    written(
        ledger,
        a_record(),
        a_record(relayed, name, last, a_user_agent(), host="px.adpix.test"),
        a_record(relayed, host="px.adpix.test", site=None, scheme="http"),
    )
    return ledger


def document(ledger: Ledger, **asked: Any) -> str:
    with ledger.reading() as session:
        return b"".join(encoded(Selection(session, **asked))).decode()


def graph(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, **asked: Any) -> Graph:
    """The document as an RDF library understands it, without a network."""
    text = document(ledger, **asked)
    with monkeypatch.context() as patched:
        patched.setattr(socket, "socket", None)
        patched.setattr(socket, "getaddrinfo", None)
        return Graph().parse(data=text, format="json-ld")


def answers(found: Graph, question: str) -> list[tuple[Any, ...]]:
    return sorted(tuple(term.toPython() for term in row) for row in found.query(PREFIXES + question))  # type: ignore[union-attr]


def test_who_got_an_address_from_which_site_can_be_asked(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    found = graph(filled, monkeypatch)
    question = """SELECT ?name ?site WHERE { ?p a dpv:Process ; dpv:hasRecipient ?r ; tracker:site ?site ;
        dpv:hasPersonalData pd:EmailAddress . ?r a dpv:Recipient ; dpv:hasName ?name }"""
    assert answers(found, question) == [("AdPix", "shop.example"), ("shop.example", "shop.example")]


def test_only_the_site_s_own_company_is_its_controller(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "SELECT ?id WHERE { ?p dpv:hasDataController ?r . ?r dcterms:identifier ?id }"
    assert answers(graph(filled, monkeypatch), question) == [("shop.example",)]


def test_who_hides_behind_a_host_of_the_site_is_not_called_its_controller(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(filled, a_record(host="metrics.shop.example"))
    with filled.session() as session:
        note_aliases(session, [Aliases("metrics.shop.example", NOON, ("shop.adpix.test",))], CATALOGUE)
    found = graph(filled, monkeypatch)
    parties = "SELECT ?p WHERE { ?x tracker:party ?p ; dpv:hasRecipient/dpv:hasName 'AdPix' ; tracker:site ?s }"
    question = "SELECT ?id WHERE { ?p dpv:hasDataController ?r . ?r dcterms:identifier ?id }"
    assert answers(found, parties) == [("first",), ("third",)]
    assert answers(found, question) == [("shop.example",)]


def test_a_purpose_is_given_of_known_third_parties_alone_and_with_its_basis(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = """SELECT ?id ?purpose ?site ?basis WHERE { ?p dpv:hasPurpose ?purpose ; tracker:purposeBasis ?basis ;
        dpv:hasRecipient/dcterms:identifier ?id OPTIONAL { ?p tracker:site ?site } }"""
    assert answers(graph(filled, monkeypatch), question) == [
        (
            "adpix",
            "https://w3id.org/dpv#Advertising",
            "shop.example",
            "the catalogue's category of the company (advertising); requests do not state their purpose",
        )
    ]


def test_no_purpose_is_made_of_a_business_that_does_many_things(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.exporters.json_ld.PURPOSES", {})
    written(ledger, a_record(host="px.adpix.test"), a_record(host="www.stranger.test"))
    assert answers(graph(ledger, monkeypatch), "SELECT ?x WHERE { ?p dpv:hasPurpose ?x }") == []


def test_every_term_is_one_that_the_vocabulary_has(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [a_disclosure(category, "value of it") for category in Category]
    written(ledger, a_record(*found), a_record(*found, host="px.adpix.test"))
    terms = {str(term) for triple in graph(ledger, monkeypatch) for term in triple}
    used = {term for term in terms if term.startswith("https://w3id.org/dpv")} - {"https://w3id.org/dpv"}
    assert len(used) > 50
    assert used <= PUBLISHED


def test_every_term_that_could_be_used_is_one_that_the_vocabulary_has() -> None:
    terms = {term.dpv for term in TAXONOMY.values()} | set(PURPOSES.values()) | set(LEVELS.values())
    assert {f"{CONTEXT[prefix]}{name}" for prefix, name in (term.split(":") for term in terms)} <= PUBLISHED


def test_each_category_in_each_manner_is_a_flow(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    question = """SELECT ?category ?manner ?times ?plain WHERE { ?p tracker:flow ?f ; dpv:hasRecipient ?r .
        ?r dcterms:identifier "adpix" . ?f tracker:category ?category ; tracker:manner ?manner ; tracker:times ?times ;
        tracker:unencrypted ?plain ; dpv:hasPersonalData ?term }"""
    assert answers(graph(filled, monkeypatch), question) == [
        ("email_address", "relayed", 1, False),
        ("email_address", "relayed", 1, True),
        ("first_name", "relayed", 1, False),
        ("last_name", "relayed", 1, False),
        ("user_agent", "ambient", 1, False),
    ]


def test_each_process_has_a_risk_with_a_level_and_reasons(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    found = graph(filled, monkeypatch)
    levels = answers(found, "SELECT DISTINCT ?level WHERE { ?p dpv:hasRisk ?r . ?r dpv:hasRiskLevel ?level }")
    terms = {term.replace("risk:", "https://w3id.org/dpv/risk#") for term in LEVELS.values()}
    assert levels
    assert {level for (level,) in levels} <= terms
    bare = "SELECT ?p WHERE { ?p a dpv:Process FILTER NOT EXISTS { ?p dpv:hasRisk/dcterms:description ?why } }"
    assert answers(found, bare) == []


def test_where_it_comes_from_and_when_it_was_is_said(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    made, since = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    found = graph(filled, monkeypatch, made=made, since=since, vendor="adpix")
    question = """SELECT ?made ?tool ?since ?vendor WHERE { ?e a prov:Entity ; dcterms:created ?made ;
        prov:wasAttributedTo/dcterms:title ?tool ; tracker:since ?since ; tracker:vendor ?vendor }"""
    assert answers(found, question) == [(made, "Tracker", since, "adpix")]
    spans = answers(found, "SELECT ?a ?b WHERE { ?p a dpv:Process ; prov:startedAtTime ?a ; prov:endedAtTime ?b }")
    assert spans == [(NOON, NOON)] * 2


def test_names_of_nodes_are_the_same_in_each_export(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "SELECT ?p ?r WHERE { ?p a dpv:Process ; dpv:hasRecipient ?r }"
    assert answers(graph(filled, monkeypatch), question) == answers(graph(filled, monkeypatch), question)


def test_nothing_is_a_document_with_its_provenance(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    found = graph(ledger, monkeypatch)
    assert answers(found, "SELECT ?p WHERE { ?p a dpv:Process }") == []
    assert len(answers(found, "SELECT ?e WHERE { ?e a prov:Entity }")) == 1


def test_hostile_names_stay_literals(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    site = '"} , <script>\x1b\x00> . <urn:a> <urn:b>'
    written(ledger, a_record(host="px.adpix.test", site=site))
    assert "<script>" not in document(ledger)
    found = graph(ledger, monkeypatch)
    assert answers(found, "SELECT ?s WHERE { ?p tracker:site ?s }") == [(site.replace("\x1b\0", "\ufffd\ufffd"),)]
    assert Graph().parse(data=found.serialize(format="xml"), format="xml").isomorphic(found)
