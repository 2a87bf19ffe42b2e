from datetime import timedelta

import pytest

from tests.builders.records import NOON
from tests.builders.reports import HOSTILE, MADE, a_material, told
from tests.builders.rows import a_row
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.scope import Scope
from tracker.reporting.asked import Asked
from tracker.reporting.chapters import front
from tracker.taxonomy import Category

LATER = NOON + timedelta(days=2)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(), "all that was recorded until this report was made"),
        (Scope(since=NOON), "from 2026-03-02 12:00:00 UTC until this report was made"),
        (Scope(since=NOON, until=MADE + timedelta(days=9)), "from 2026-03-02 12:00:00 UTC until this report was made"),
        (Scope(until=LATER), "before 2026-03-04 12:00:00 UTC"),
        (Scope(NOON, LATER), "from 2026-03-02 12:00:00 UTC to before 2026-03-04 12:00:00 UTC"),
        (Scope(category=Category.HEALTH), "kind of data: Health"),
        (Scope(party=Party.THIRD), "recipients: third party"),
        (Scope(manner=Manner.PREMATURE), "how it left: premature"),
    ],
)
def test_what_was_asked_for_is_told(scope: Scope, words: str) -> None:
    assert words in told(front.blocks(a_material(asked=Asked(MADE, scope=scope))))


def test_who_made_it_when_and_from_what_is_told() -> None:
    material = a_material([a_row(count=3), a_row()])
    words = told(front.blocks(material))
    for part in (
        "Tracker 0.1.0",
        "2026-03-21 09:00:00 UTC",
        "2 rows of the record, which stand for 4 disclosures",
        material.count.digest or "",
        "All companies in the record",
        "Every value is masked",
    ):
        assert part in words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Nothing was recorded in this part."),
        ([a_row()], "traffic, of 2 March 2026"),
        ([a_row(), a_row(time=LATER, last=LATER)], "traffic, from 2 March 2026 to 4 March 2026"),
    ],
)
def test_the_subtitle_tells_the_time_that_is_in_it(rows: list[object], words: str) -> None:
    assert words in front.subtitle(a_material(rows))  # type: ignore[arg-type]


def test_a_company_that_got_nothing_is_named_by_its_slug() -> None:
    assert front.title(a_material([], "adpix")) == "Personal data sent to adpix"


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_title_is_long_or_turned(number: int) -> None:
    title = front.title(a_material([], HOSTILE[number]))
    assert len(title) < 130
    assert "\u202e" not in title
