import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.topics import address_topics, addresses


@pytest.mark.parametrize(
    ("url", "topics"),
    [
        ("https://www.news.test/2026/living-with-multiple-sclerosis.html", ["multiple sclerosis"]),
        ("https://www.news.test/sante/cancer/symptomes", ["cancer"]),
        ("https://search.test/?q=type+2%20diabetes&hl=en", ["type 2 diabetes"]),
        ("https://shop.test/c/sex_toys?page=2", ["sex toy"]),
        ("//forum.test/d%C3%A9pression-nerveuse", ["d\u00e9pression nerveuse"]),
        ("https://www.news.test/asthma", ["asthma"]),
        ("https://search.test?query=Asthma", ["asthma"]),
    ],
)
def test_words_of_path_and_search_are_read(url: str, topics: list[str]) -> None:
    assert [verdict.value for verdict in address_topics(url)] == topics


@pytest.mark.parametrize(
    "url",
    [
        "https://asthma.test/",
        "https://user:asthma@shop.test/",
        "https://shop.test/?utm_campaign=asthma",
        "https://shop.test/#asthma",
        "https://shop.test/mass/effect",
        "https://shop.test/breast/cancer",
        "https://shop.test/church/street",
        "https://shop.test/women/red-shoes-p1234567.html?q=boots",
        "https://shop.test/hiv7f3a9c2e1d0b/view",
        "asthma",
        "/asthma",
        "mailto:asthma@shop.test",
        "http://[::1",
        "",
    ],
)
def test_hosts_marks_of_campaigns_and_random_ids_say_nothing(url: str) -> None:
    assert address_topics(url) == ()


def test_the_definition_holds() -> None:
    assert doctest.testmod(addresses).failed == 0


@given(st.text())
def test_no_address_raises(text: str) -> None:
    assert len(address_topics("https://shop.test/" + text)) <= 4
    assert len(address_topics(text)) <= 4
