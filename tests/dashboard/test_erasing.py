from dashboard import erasing
from tracker.ledger.assessing import assessed
from tracker.ledger.opening import Ledger
from tracker.upstream.dossier import Contact, Deletion
from tracker.vendors import Facts


def test_what_would_be_erased_is_told_and_nothing_is(world: Ledger) -> None:
    with world.reading() as session:
        found = assessed(session, "adpix")
        assert found
        told = erasing.page(session, found)
    assert (told.slug, told.name, told.doomed.disclosures, told.doomed.hosts) == ("adpix", "Adpix", 707, 2)
    assert told.ways == ()


def test_ways_to_ask_a_company_leave_out_what_is_none(world: Ledger) -> None:
    with world.reading() as session:
        found = assessed(session, "adpix")
        assert found
    known = found.told._replace(
        facts=Facts(legal_name="Adpix Inc.", website="https://adpix.test/", privacy_page="https://adpix.test/p"),
        contact=Contact("dpo@adpix.test", None, None, asks_for_id=True, is_verified=True, source="a list"),
        deletion=Deletion("hard", "https://adpix.test/bye", None, "Write twice.", "a list"),
        breaches=(),
        country="US",
    )
    ways = erasing.ways_to_ask(found._replace(told=known))
    assert [way.heading for way in ways] == ["Privacy page", "Privacy contact", "Deleting an account"]
