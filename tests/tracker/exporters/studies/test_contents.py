from datetime import timedelta

from sqlalchemy.orm import Session

from tests.builders.catalogues import a_catalogue
from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.studies import a_study
from tests.builders.written import written
from tracker.aliases import Aliases
from tracker.disclosure import BlindSpot
from tracker.exporters.studies.contents import Contents
from tracker.exporters.studies.reduction import Hosts, Reduction, Resolution
from tracker.ledger import models as m
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.companies import companies
from tracker.ledger.queries.study import Asked

HOUR = timedelta(hours=1)


def contents_of(session: Session, hosts: Hosts = Hosts.WORDS, **asked: object) -> Contents:
    return Contents(session, Asked(**asked), a_study(), Reduction(Resolution.HOUR, hosts))  # type: ignore[arg-type]


def test_tables_tell_only_of_what_is_in_the_part(ledger: Ledger) -> None:
    written(ledger, a_record(), a_record(host="px.adpix.test", source="a.har"), a_record(host="x.metrica.test"))
    with ledger.reading() as session:
        contents = contents_of(session, vendor="adpix")
        assert len(list(contents.requests())) == len(list(contents.disclosures())) == 1
        assert contents.hosts() == [("px.adpix.test", "adpix.test", "adpix", (), None)]
        assert contents.vendors(companies(session)) == [("adpix", "AdPix", "nordgroup", "advertising", "SE")]
        assert len(contents.captures()) == 1
        assert contents.tally == {"imported": 1, "disclosures": 1}


def test_where_names_lead_is_told_with_the_time_cut(ledger: Ledger) -> None:
    written(ledger, a_record(host="metrics.shop.example"))
    with ledger.session() as session:
        note_aliases(session, [Aliases("metrics.shop.example", NOON + HOUR / 2, ("eu.adpix.test",))], a_catalogue())
    with ledger.reading() as session:
        contents = contents_of(session)
        list(contents.requests())
        assert contents.hosts() == [("metrics.shop.example", "shop.example", "adpix", ("eu.adpix.test",), NOON)]


def test_captures_are_told_with_labels_and_without_names(ledger: Ledger) -> None:
    written(ledger, a_record(source="marie/a.har"), a_record(source="b.har"))
    with ledger.session() as session:
        for source, labels in (("marie/a.har", '{"country":"fr","run":"3"}'), ("silent.har", "{}")):
            session.add(m.Capture(source=source, digest="d" * 64, labels=labels, entries=7, imported=NOON))
    with ledger.reading() as session:
        contents = contents_of(session)
        list(contents.requests())
        captures, told = contents.captures(), contents.labels()
    assert sorted(row[1:] for row in captures if row[1] is not None) == [(7, NOON), (7, NOON)]
    assert [row[1:] for row in captures if row[1] is None] == [(None, None)]
    assert [row[1:] for row in told] == [("country", "fr"), ("run", "3")]
    assert told[0][0] in {row[0] for row in captures}
    assert "marie" not in repr(captures)


def test_blind_spots_of_hosts_that_have_one_name_are_one_sum(ledger: Ledger) -> None:
    for number, host in enumerate(("a.adpix.test", "b.adpix.test")):
        spot = BlindSpot("pinned", 10)
        written(ledger, a_record(host=host, blind_spots=(spot,), disclosures=(), time=NOON + number * HOUR))
    with ledger.reading() as session:
        contents = contents_of(session, Hosts.DOMAIN)
        assert contents.blind_spots() == [("adpix.test", "pinned", NOON, NOON + HOUR, 2, 20)]
        assert (contents.reasons, contents.tally["unread bytes"]) == ({"pinned": 2}, 20)
        assert len(contents_of(session).blind_spots()) == 2


def test_repeats_keep_their_count_and_times_are_cut(ledger: Ledger) -> None:
    agents = [a_record(a_user_agent(), time=NOON + minutes * timedelta(minutes=7)) for minutes in range(5)]
    written(ledger, *agents, a_record(a_disclosure(), time=NOON + HOUR), collapse=True)
    with ledger.reading() as session:
        rows = list(contents_of(session).disclosures())
    assert [row[0] for row in rows] == [1, 2]
    assert [(row[2], row[3], row[4]) for row in rows] == [(NOON, NOON, 5), (NOON + HOUR, NOON + HOUR, 1)]
