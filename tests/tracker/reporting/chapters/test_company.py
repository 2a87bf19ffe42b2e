import pytest

from tests.builders.ledgers import a_world, fill
from tests.builders.reports import HOSTILE, MADE, a_material, tables, told
from tests.builders.rows import a_row
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.sharers import Sharer
from tracker.reporting.asked import Asked
from tracker.reporting.chapters import company
from tracker.reporting.document import Block, Heading
from tracker.reporting.exhibits import Exhibits
from tracker.reporting.gathering import Material, gathered
from tracker.vendors import Facts


def blocks(material: Material, place: int = 0) -> list[Block]:
    return list(company.blocks(material.details[place], Exhibits(material)))


@pytest.fixture
def adpix(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    known = Facts(
        legal_name="Adpix Inc.", website="https://adpix.test/", privacy_page="javascript:alert(1)",
        privacy_contact="privacy@adpix.test", verified_on="2026-01-02", source="https://s.test/",
    )  # fmt: skip
    monkeypatch.setattr("tracker.upstream.dossier.builtin_facts", lambda: {"adpix": known})
    fill(ledger, a_world(days=10))
    with ledger.reading() as session:
        return blocks(gathered(session, Asked(MADE, "adpix")))


def test_who_it_is_is_told_with_sources(adpix: list[Block]) -> None:
    words = told(adpix)
    for part in ("Adpix Inc.", "privacy@adpix.test", "Tracker's own list, read on 2 January 2026", "Advertising"):
        assert part in words


def test_its_risk_is_told_with_reasons_and_what_the_number_means(adpix: list[Block]) -> None:
    words = told(adpix)
    assert "The reasons, the weightiest first:" in words
    assert "It hears from" in words
    assert "not that harm was done" in words


def test_what_was_sent_to_it_is_told_down_to_the_datum(adpix: list[Block]) -> None:
    found = tables(adpix)
    assert "E-mail address" in told([found["By kind"]])
    one_by_one = told([found["One by one"]])
    for part in ("m•••@m•••", "hashed: urlencode → sha256", "boutique.example", "E1"):
        assert part in one_by_one
    assert "px.adpix.test" in told([found["Hosts"]])
    assert "nouvelles.example" in told([found["Sites"]])


def test_identifiers_that_others_got_are_told_carefully(adpix: list[Block]) -> None:
    assert "Exchange Nord" in told([tables(adpix)["Identifiers in several hands"]])
    assert "Whether they do so, traffic does not show." in told(adpix)


def test_who_is_not_known_and_not_judged_is_said_to_be() -> None:
    words = told(blocks(a_material([a_row(vendor=None)])))
    assert "Which company stands behind it is not known." in words
    assert "Its risk was not judged." in words
    assert "Identifiers" not in words


def test_a_company_of_which_nothing_else_is_known_has_its_name() -> None:
    assert "The adpix" in told(blocks(a_material())).split("\n")


def test_an_identifier_that_nobody_else_got_is_not_told_as_shared() -> None:
    material = a_material([a_row(category="client_id")])
    detail = material.details[0]._replace(sharers={"0f" * 16: [Sharer("adpix", "Adpix")]})
    assert "Identifiers in several hands" not in tables(company.blocks(detail, Exhibits(material)))


def test_a_page_that_is_not_known_is_said_to_be() -> None:
    assert "page not known" in told([tables(blocks(a_material([a_row(site=None)])))["Sites"]])


def test_much_is_cut_and_counted() -> None:
    rows = [
        a_row(fingerprint=f"{number:032x}", host=f"h{number}.test", site=f"s{number}.example") for number in range(60)
    ]
    found = tables(blocks(a_material(rows, "adpix")))
    assert found["One by one"].rest == "25 of 60 are listed; the others are in the export."
    assert found["Sites"].rest == "30 of 60 are listed; the others are in the export."
    assert found["Hosts"].rest == "30 of 60 are listed; the others are in the export."


def test_headings_of_a_brief_part_are_of_a_lower_level() -> None:
    material = a_material()
    made = company.blocks(material.details[0], Exhibits(material), is_brief=True)
    assert {one.level for one in made if isinstance(one, Heading)} == {3}


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_company_steers_nothing(number: int) -> None:
    word = HOSTILE[number]
    row = a_row(vendor=word, site=word, host=word, path=word, preview=word, encoding=(word,))
    words = told(blocks(a_material([row])))
    assert not set(words) & {"\u202e", "\ud800", "\u200b"}
    assert max(map(len, words.split("\n"))) < 700
