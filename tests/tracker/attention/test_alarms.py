"""What is told at once, and how it is said."""

from tests.builders.passages import a_passage
from tracker.attention import Kind, Named, Whose
from tracker.attention.alarms import Alarm, alarms, title, told
from tracker.disclosure import Manner
from tracker.taxonomy import Category


def nobody(_vendor: str, _site: str) -> bool:
    return False


def an_alarm(name: str = "Adpix", category: Category = Category.HEALTH) -> Alarm:
    return Alarm(Kind.SPECIAL, Named(name.lower(), name), category)


def test_only_what_is_grave_is_an_alarm_and_each_once() -> None:
    passages = [
        a_passage(category=Category.HEALTH),
        a_passage(category=Category.HEALTH, site="other.example"),
        a_passage(),
        a_passage(whose=Whose.LEARNT),
        a_passage(whose=Whose.FOUND, manner=Manner.PREMATURE),
        a_passage(whose=Whose.FOUND, is_plain=True),
        a_passage(category=Category.PASSWORD),
    ]
    assert [alarm.kind for alarm in alarms(passages, nobody)] == [Kind.SPECIAL, Kind.DECLARED, Kind.SECRET]


def test_it_is_said_by_the_gravest_category_and_the_companies() -> None:
    assert told([an_alarm()]) == "Data about your health went to Adpix."
    assert told([an_alarm(), an_alarm("Metrica")]) == "Data about your health went to Adpix and 1 other company."
    mixed = [an_alarm(category=Category.FIRST_NAME), an_alarm("B", Category.EMAIL_ADDRESS), an_alarm("C")]
    assert told(mixed) == "Data about your health went to Adpix and 2 other companies."
    assert told([an_alarm(), an_alarm()]) == "Data about your health went to Adpix."


def test_alarms_are_headed_by_their_kind_or_by_the_rule_that_warns() -> None:
    assert title(Kind.SPECIAL) == "Specially protected data went to another company"
    assert title(None) == "A rule of yours warns you"
