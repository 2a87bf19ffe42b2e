from datetime import timedelta

import pytest

from tests.builders.records import NOON
from tests.builders.reports import a_material, hostile_rows, tables, told
from tests.builders.rows import a_row
from tracker.ledger.queries.captures import Imported
from tracker.reporting.chapters import evidence
from tracker.reporting.document import Block
from tracker.reporting.exhibits import Exhibits
from tracker.reporting.gathering import Material


def blocks(material: Material) -> list[Block]:
    return list(evidence.blocks(material, Exhibits(material)))


def test_a_proof_goes_down_to_the_request_and_the_field() -> None:
    last = NOON + timedelta(hours=2)
    row = a_row(source="/home/marie/captures/a.har", count=3, last=last, reasoning="it is yours")
    words = told(blocks(a_material([row]))).split("\n")
    for part in (
        "E1",
        "2026-03-02 12:00:00.000 UTC",
        "The adpix, third party",
        "GET https px.adpix.test",
        "on the site shop.example",
        "request 7",
        "capture a.har",
        "3 times until 2026-03-02 14:00",
        "E-mail address m•••@m•••",
        "web address, parameter",
        "em",
        "relayed, hashed: urlencode → sha256",
        "It is one of the person's own values.",
        "It is yours",
        "Certain, as far as a program can tell (100 of 100)",
    ):
        assert part in words, part


def test_no_folder_of_the_persons_is_told() -> None:
    assert "marie" not in told(blocks(a_material([a_row(source="/home/marie/a.har")])))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a.har", "a.har"),
        ("/home/marie/a.har", "a.har"),
        ("C:\\Users\\Marie\\a.har", "a.har"),
        ("dir/", "dir"),
        ("", ""),
    ],
)
def test_a_capture_is_told_without_its_folders(source: str, name: str) -> None:
    assert evidence.file_name(source) == name


def test_a_page_that_is_not_known_is_said_to_be() -> None:
    assert "page not known" in told(blocks(a_material([a_row(site=None)])))


def test_captures_are_told_with_their_digests() -> None:
    captures = (Imported("x/a.har", "ab" * 32, {}, 3, NOON), Imported("b.har", None, {}, None, NOON))
    found = tables(blocks(a_material(captures=captures)))["Capture files that rows were imported from"]
    words = told([found])
    assert "ab" * 32 in words
    assert "not read to its end" in words
    assert "x/" not in words


def test_how_many_are_left_out_is_said() -> None:
    words = told(blocks(a_material([a_row(), a_row(count=9)])))
    assert "The best 1 proof is listed, of 2 rows." in words


def test_nothing_needs_no_proof() -> None:
    assert told(blocks(a_material([]))) == "There is nothing to prove: nothing was found to have been sent."


def test_hostile_evidence_steers_nothing() -> None:
    words = told(blocks(a_material(hostile_rows())))
    assert not set(words) & {"\u202e", "\ud800", "\u200b"}
    assert max(map(len, words.split("\n"))) < 700
