from datetime import UTC, datetime

import pytest

from dashboard.lines import Lines, family, grouped, name_of, sites_of, whole
from tracker.disclosure import Party
from tracker.ledger.moments import micros
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.hearings import Heard
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated, rated
from tracker.taxonomy import Category

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
UNKNOWN = 9


@pytest.fixture(scope="module")
def rows(world: Ledger) -> dict[str, Rated]:
    with world.reading() as session:
        return {row.slug: row for row in rated(holders(session), {})}


def a_hearing(vendor: int = 1, site: int = 1, party: Party = Party.THIRD, *kinds: Category) -> Heard:
    return Heard(site, vendor, kinds or (Category.LANGUAGE,), 3, party, micros(NOON), 1.0)


def test_what_was_heard_is_laid_to_the_companies(rows: dict[str, Rated]) -> None:
    told = {"adpix": (a_hearing(), a_hearing(1, 2, Party.FIRST, Category.HEALTH), a_hearing(1, UNKNOWN)), "b.test": ()}
    (line,) = Lines(None).within(rows.values(), told, UNKNOWN)
    assert (line.row.slug, line.data, line.times, line.sites, line.last) == ("adpix", None, 9, 2, NOON)
    assert line.categories == (Category.HEALTH, Category.LANGUAGE)


@pytest.mark.parametrize(("party", "times"), [(Party.THIRD, 3), (Party.FIRST, 3), (Party.UNKNOWN, 0), (None, 6)])
def test_a_party_is_asked_of_each_site(party: Party | None, times: int, rows: dict[str, Rated]) -> None:
    told = {"adpix": (a_hearing(), a_hearing(1, 2, Party.FIRST))}
    assert sum(line.times for line in Lines(party).within(rows.values(), told, None)) == times


def test_who_hides_behind_a_sites_name_is_a_third_party(rows: dict[str, Rated]) -> None:
    hidden = rows["adpix"]._replace(is_disguised=True)
    told = {"adpix": (a_hearing(1, 1, Party.FIRST),)}
    assert Lines(Party.THIRD).within([hidden], told, None)
    assert not Lines(Party.FIRST).within([hidden], told, None)


def test_a_line_is_made_anew_where_something_else_was_heard_or_the_risk_is_another(rows: dict[str, Rated]) -> None:
    lines, more = Lines(None), {"replay": (a_hearing(2),), "adpix": (a_hearing(), a_hearing(1, 2))}
    before = lines.within(rows.values(), {"adpix": (a_hearing(),), "replay": (a_hearing(2),)}, None)
    after = lines.within(rows.values(), more, None)
    assert [one.times for one in before] == [3, 3]
    assert [one.times for one in after] == [6, 3]
    assert after[1] is before[1]
    others = rows | {"replay": rows["replay"]._replace(interest=5)}
    (_, replay) = lines.within(others.values(), more, None)
    assert replay.row.interest == 5
    assert not lines.within(rows.values(), {}, None)


def test_a_group_has_the_greatest_of_its_companies(rows: dict[str, Rated]) -> None:
    dear = rows["tagdepot"]._replace(interest=4)
    lines = [whole(dear), whole(rows["metrica"])]
    made = family("northwind-data", lines)
    assert [line.row.slug for line in made.lines] == ["metrica", "tagdepot"]
    assert (made.riskiest.slug, made.dearest.slug, made.is_here, made.is_single) == (
        "metrica",
        "tagdepot",
        False,
        False,
    )
    assert made.times == dear.times + rows["metrica"].times
    assert made.sites == rows["metrica"].group_sites
    assert Category.HEALTH in made.categories


def test_in_a_part_of_the_record_sites_are_counted_once(rows: dict[str, Rated]) -> None:
    told = {"metrica": (a_hearing(),), "tagdepot": (a_hearing(2), a_hearing(2, 2))}
    lines = Lines(None).within(rows.values(), told, None)
    assert sites_of(lines) == 2
    assert sites_of(lines[:1]) == 1


def test_companies_are_grouped_by_the_one_on_top(rows: dict[str, Rated]) -> None:
    lines = [whole(rows["metrica"]), whole(rows["replay"])]
    found = grouped(lines, {"metrica": "northwind-data", "replay": "replay"})
    assert list(found) == ["northwind-data", "replay"]
    assert name_of("replay", found["replay"]) == "Replay Sessions"
    assert name_of("northwind-data", found["northwind-data"]) == "northwind-data"
