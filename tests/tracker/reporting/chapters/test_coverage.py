from tests.builders.records import NOON
from tests.builders.reports import HOSTILE, MADE, a_material, a_spot, tables, told
from tracker.ledger.queries.blind_spots import Unseen
from tracker.ledger.queries.scope import Scope
from tracker.reporting.asked import Asked
from tracker.reporting.chapters import coverage

SOME = Unseen(29, 2, 5000)


def test_what_was_seen_and_what_never_is_are_told() -> None:
    words = told(coverage.blocks(a_material()))
    assert "The whole record has 3 requests in which personal data was found, with 7 disclosures." in words
    assert "what companies tell each other from server to server" in words
    assert "No traffic is known that was forwarded but could not be read." in words
    assert not tables(coverage.blocks(a_material()))


def test_what_could_not_be_read_is_listed_the_most_frequent_alone() -> None:
    spots = tuple(a_spot(f"h{number}.example") for number in range(40))
    found = tables(coverage.blocks(a_material(spots=spots, unseen=SOME)))["What could not be read"]
    assert (len(found.rows), found.rest) == (25, "25 of 40 are listed.")
    assert told([found._replace(rows=found.rows[:1])]).split("\n")[6:-1] == [
        "h0.example", "The h0.example", "longer than what is inspected", "2", "2 MB",
    ]  # fmt: skip


def test_a_company_of_which_all_was_read_is_said_to_be() -> None:
    words = told(coverage.blocks(a_material(vendor="adpix", unseen=SOME)))
    assert "None of these requests went to the company" in words


def test_it_is_said_that_a_period_does_not_narrow_it() -> None:
    narrow = a_material(asked=Asked(MADE, scope=Scope(since=NOON)))
    words = "counted over the whole record, not over the part reported on"
    assert words in told(coverage.blocks(narrow))
    assert words not in told(coverage.blocks(a_material()))


def test_hostile_reasons_and_hosts_steer_nothing() -> None:
    spots = tuple(a_spot(word, word) for word in HOSTILE)
    words = told(coverage.blocks(a_material(spots=spots, unseen=SOME)))
    assert "\u202e" not in words
    assert max(map(len, words.split("\n"))) < 400
