"""What filters offer."""

from dashboard import wording
from dashboard.choices import categories, options
from tracker.disclosure import Party
from tracker.taxonomy import Category


def test_a_vocabulary_is_offered_whole_with_what_is_chosen() -> None:
    offered = options(Party, wording.PARTIES, Party.THIRD)
    assert [option.value for option in offered] == list(Party)
    assert [option.value for option in offered if option.is_chosen] == [Party.THIRD]
    assert all(option.words[0].isupper() for option in offered)


def test_all_categories_are_offered_once() -> None:
    groups = categories(Category.CITY)
    offered = [option for group in groups for option in group.options]
    assert sorted(option.value for option in offered) == sorted(Category)
    assert [option.value for option in offered if option.is_chosen] == [Category.CITY]
    assert len({group.words for group in groups}) == len(groups)
