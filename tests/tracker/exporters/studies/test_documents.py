from typing import Any

from tracker.exporters.studies.documents import citation, dictionary, meanings, readme
from tracker.study_tables import TABLES

STUDY = {
    "study": "Cookies",
    "study_id": "ab" * 8,
    "tool": "1.2",
    "catalogue": "made up",
    "public_suffix_list": "2026-02-01_03-04-05_UTC",
    "created": "2026-03-02T12:00:00.000Z",
    "reduced": {"times": "minute", "hosts": "words"},
}
ROWS = {table.name: number for number, table in enumerate(TABLES, 1000)}


def a_coverage(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "span": {"first": "2026-03-02T12:00:00.000Z", "last": "2026-03-03T12:00:00.000Z"},
        "selection": {"since": None, "until": None, "vendor": None, "labels": []},
        "requests": {"recorded": 1200, "live": 1000, "imported": 200},
        "not_read": {"times": 7, "times_per_recorded_request": 0.0058, "by_reason": {"pinned": 5, "binary": 2}},
        "not_counted": "what is not counted",
    }
    return given | changes


def test_the_readme_says_what_is_in_it_and_what_was_not_seen() -> None:
    text = readme(STUDY, ROWS, a_coverage())
    assert "# Study Cookies" in text
    assert "| `disclosures` | 1,000 |" in text
    assert "From 2026-03-02T12:00:00.000Z to 2026-03-03T12:00:00.000Z." in text
    assert "All that the ledger held." in text
    assert "Not read: 7 times (pinned 5, binary 2)." in text
    assert "That is 0.0058 times for each recorded request." in text
    assert "times (cut to the minute)" in text
    assert "No licence is given yet" in text
    assert "Public Suffix List; at the export, that of 2026-02-01_03-04-05_UTC counted" in text


def test_the_readme_of_a_part_and_of_nothing_say_so() -> None:
    nothing = a_coverage(
        span={"first": None, "last": None},
        selection={"since": None, "until": None, "vendor": "adpix", "labels": []},
        requests={"recorded": 0, "live": 0, "imported": 0},
        not_read={"times": 0, "by_reason": {}},
    )
    text = readme(STUDY | {"reduced": {"times": "full", "hosts": "full"}}, ROWS, nothing)
    assert 'Only this part of the ledger: {"vendor": "adpix"}.' in text
    assert "Not read: 0 times." in text
    assert "From " not in text
    assert "times (exact)" in text


def test_the_dictionary_has_every_column() -> None:
    text = dictionary()
    for table in TABLES:
        assert f"## {table.name}" in text
        assert all(f"| {column.name} |" in text for column in table.columns)
        assert [row[1] for row in meanings(table)] == list(table.names)


def test_the_citation_is_to_be_filled_in() -> None:
    text = citation(STUDY | {"study": 'a "b"'}, "1")
    assert 'title: "Study a \\"b\\": disclosures of personal data"' in text
    assert "date-released: 2026-03-02" in text
    assert "Name the authors here" in text
