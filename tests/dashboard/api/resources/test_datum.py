"""One datum and its trail."""

from dashboard.api.resources.data import Data
from dashboard.api.resources.datum import OneDatum
from tests.builders.readers import Reader
from tracker.disclosure import Manner


def test_it_is_found_by_number_and_by_fingerprint(reader: Reader) -> None:
    (mail, *_) = reader.shaped("/data?category=email_address", Data).items
    by_number = reader.shaped(mail.links["self"], OneDatum)
    assert by_number.datum == mail
    assert reader.shaped(f"/data/{mail.fingerprint}", OneDatum) == by_number


def test_the_trail_is_in_time_and_names_who_is_known_alone(reader: Reader) -> None:
    (mail, *_) = reader.shaped("/data?category=email_address", Data).items
    found = reader.shaped(mail.links["self"], OneDatum)
    assert not found.is_cut
    assert [one.step for one in found.trail] == list(range(1, len(found.trail) + 1))
    assert [one.first for one in found.trail] == sorted(one.first for one in found.trail)
    assert sum(one.times for one in found.trail) == mail.times
    given = [one for one in found.trail if one.is_first_submission]
    assert [one.manner for one in given] == [Manner.SUBMITTED]
    assert {one.vendor for one in found.trail if one.recipient == "adpix.test"} == {"adpix"}


def test_who_is_not_known_is_told_by_the_domain_alone(reader: Reader) -> None:
    trail = reader.shaped("/data/1", OneDatum).trail
    assert {one.vendor for one in trail if one.vendor_name == one.recipient} == {None}
    assert {one.vendor_name for one in trail if one.vendor is None} == {
        one.recipient for one in trail if one.vendor is None
    }


def test_who_has_it_is_told_third_parties_first(reader: Reader) -> None:
    (value, *_) = reader.read("/data?category=email_address")["items"]
    found = reader.shaped(value["links"]["self"], OneDatum)
    assert len(found.holders) == value["vendors"]
    third = [one.is_third_party for one in found.holders]
    assert third == sorted(third, reverse=True)
    assert {one.vendor for one in found.holders} >= {step.vendor for step in found.trail if step.vendor}
