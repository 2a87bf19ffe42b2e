import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.navigations import (
    AMBIGUOUS,
    EMBEDDED,
    MOST_PLACES,
    MOST_SITES,
    OPENED,
    RECENT,
    UNSEEN,
    Navigations,
    Places,
)

FRAME, OWN, SHOP, NEWS = "px.ads.test", "ads.test", "shop.test", "news.test"


@pytest.mark.parametrize(
    ("opened", "now", "site", "confidence"),
    [
        ([(SHOP, 0)], 1, SHOP, 0.7),
        ([(SHOP, 0)], RECENT + 1, SHOP, 0.5),
        ([(SHOP, 10)], 0, SHOP, 0.7),
        ([(SHOP, 0), (NEWS, RECENT + 5)], RECENT + 6, NEWS, 0.7),
        ([(OWN, 0)], 1, OWN, 0.9),
        ([(OWN, 0)], OPENED - 1, OWN, 0.9),
        ([(OWN, 0), (SHOP, 0)], EMBEDDED + 1, OWN, 0.9),
    ],
    ids=["now", "earlier", "clocks differ", "the newer", "a page", "a page left open", "a page, a frame long ago"],
)
def test_what_is_on_one_page_is_found_there(
    opened: list[tuple[str, float]], now: float, site: str, confidence: float
) -> None:
    places: Places[str] = Places()
    for on, time in opened:
        places.add(FRAME, on, time)
    found = places.find(FRAME, OWN, now)
    assert (found.site, found.confidence, found.is_own) == (site, confidence, site == OWN)


@pytest.mark.parametrize(
    "opened",
    [[(SHOP, 0), (NEWS, 5)], [(SHOP, 0), (OWN, 5)], [(None, 0)], [(None, 0), (SHOP, 5)]],
    ids=["two pages", "a page of its own as well", "an unknown page", "perhaps an unknown page"],
)
def test_what_may_be_on_several_pages_is_not_guessed(opened: list[tuple[str | None, float]]) -> None:
    places: Places[str] = Places()
    for on, time in opened:
        places.add(FRAME, on, time)
    assert places.find(FRAME, OWN, 6) is AMBIGUOUS


@pytest.mark.parametrize(("site", "now"), [(SHOP, EMBEDDED + 1), (OWN, OPENED + 1)])
def test_what_was_long_ago_is_forgotten(site: str, now: float) -> None:
    places: Places[str] = Places()
    places.add(FRAME, site, 0)
    assert places.find(FRAME, OWN, now) is UNSEEN
    assert places.find("else.test", OWN, 0) is UNSEEN


def test_hosts_documents_and_style_sheets_are_remembered_apart() -> None:
    memory = Navigations()
    memory.opened(FRAME, f"https://{FRAME}/a", SHOP, 0)
    memory.styled("cdn.test", SHOP, 0)
    assert memory.of_host(FRAME, OWN, 1).site == SHOP
    assert memory.of_document(f"https://{FRAME}/a", OWN, 1).site == SHOP
    assert memory.of_document(f"https://{FRAME}/b", OWN, 1) is UNSEEN
    assert memory.of_host("cdn.test", "cdn.test", 1) is UNSEEN
    assert memory.of_sheet("cdn.test", "cdn.test", 1).site == SHOP


def test_endless_pages_and_frames_take_no_endless_memory() -> None:
    places: Places[int] = Places()
    for number in range(MOST_PLACES + 50):
        places.add(number, SHOP, number)
    for number in range(100):
        places.add(1 << 40, f"{number}.test", number)
    assert len(places) == MOST_PLACES
    assert places.find(0, OWN, 1) is UNSEEN
    assert len(places._sites[1 << 40]) == MOST_SITES


@given(st.lists(st.tuples(st.sampled_from([SHOP, NEWS, OWN, None]), st.floats(0, 2 * OPENED)), max_size=12))
def test_only_a_site_that_was_told_is_ever_found(opened: list[tuple[str | None, float]]) -> None:
    places: Places[str] = Places()
    for on, time in opened:
        places.add(FRAME, on, time)
    found = places.find(FRAME, OWN, OPENED)
    assert found.site is None or found.site in {on for on, _ in opened}
    assert (found.confidence > 0) == (found.site is not None)
