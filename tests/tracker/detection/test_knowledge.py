from tracker.detection.knowledge import knowledge_of
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category


def test_knowledge_begins_with_the_profile_and_nothing_learnt() -> None:
    profile = Profile((Value(Category.EMAIL_ADDRESS, "marie@mail.test"),), "FR")
    knowledge = knowledge_of(profile)
    assert knowledge.profile is profile
    assert knowledge.forms.verdict("shop.test", "email") is None
    assert knowledge.cookies.owner_of("0123456789abcdef") is None


def test_processes_do_not_share_what_they_learn() -> None:
    assert knowledge_of(EMPTY).judgements is not knowledge_of(EMPTY).judgements
