import pytest

from tests.builders.requests import a_request
from tracker.detection import detect, knowledge_of
from tracker.detection.special import with_topics
from tracker.disclosure import Evidence, Finding, Method
from tracker.profile import EMPTY
from tracker.taxonomy import Category
from tracker.traffic import Location

SEARCH = Evidence(Location.QUERY, "q", Method.NAME, 0.75, "Its name says so.")


def searched(text: str, path: str = "q", confidence: float = 0.75) -> Finding:
    return Finding(Category.SEARCH_QUERY, text, SEARCH._replace(path=path, confidence=confidence))


def topics(findings: tuple[Finding, ...]) -> list[tuple[Category, str, str]]:
    told = (Category.SEARCH_QUERY, Category.PAGE_VISITED)
    return [(item.category, item.value, item.evidence.path) for item in findings if item.category not in told]


def test_the_words_of_a_search_tell_of_the_searcher() -> None:
    assert topics(with_topics((searched("symptoms of diabetes"),))) == [(Category.HEALTH, "diabetes", "q")]


def test_a_topic_is_told_once_and_no_more_surely_than_the_search() -> None:
    found = with_topics((searched("diabetes", confidence=0.52), searched("diabetes diet", "term")))
    assert topics(found) == [(Category.HEALTH, "diabetes", "q")]
    assert found[-1].evidence.confidence == 0.52


@pytest.mark.parametrize("findings", [(), (searched("red shoes"),), (searched("")._replace(category=Category.CITY),)])
def test_what_tells_nothing_stays_as_it_is(findings: tuple[Finding, ...]) -> None:
    assert with_topics(findings) is findings


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("https://news.test/living-with-hiv", [(Category.HEALTH, "hiv", "dl")]),
        ("Living with HIV", [(Category.HEALTH, "hiv", "dl")]),
        ("https://hiv.test/", []),
        ("https://shop.test/mass-effect", []),
    ],
)
def test_the_words_of_a_page_tell_but_not_whose_page_it_is(page: str, found: list[tuple[Category, str, str]]) -> None:
    told = Finding(Category.PAGE_VISITED, page, SEARCH._replace(path="dl"))
    assert topics(with_topics((told,))) == found


@pytest.mark.parametrize(
    ("host", "found"), [("ads.test", {Category.HEALTH}), ("www.forum.test", set()), ("forum.test", set())]
)
def test_only_others_are_told_of_a_page(host: str, found: set[Category]) -> None:
    page = "https://forum.test/living-with-hiv"
    request = a_request(f"https://{host}/p", headers=(("Referer", page),), page=page)
    categories = {finding.category for finding in detect(request, knowledge_of(EMPTY)).findings}
    assert categories & {Category.HEALTH} == found
