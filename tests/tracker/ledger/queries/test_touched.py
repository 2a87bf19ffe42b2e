"""In how many requests rules would have touched something."""

from datetime import timedelta

import pytest

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import CATALOGUE, written
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.leavings import ELSEWHERE, Ground, Way
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.touched import Places, Requests, touched_requests
from tracker.rules import Action, Rule
from tracker.taxonomy import Category

NEWS = frozenset({"news.example"})
RULES = [Rule("r", Action.STRIP, kinds=frozenset({"advertising"}), sites=NEWS)]
WAY = Way(Category.EMAIL_ADDRESS, Party.THIRD, Manner.RELAYED)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    """Two requests to AdPix on each of two sites, and one to Metrica."""
    found = a_disclosure(manner=Manner.RELAYED)
    for site in ("shop.example", "news.example"):
        for host in ("px.adpix.test", "cdn.adpix.test"):
            written(any_ledger, a_record(found, found, host=host, site=site))
    written(any_ledger, a_record(found, host="c.metrica.test", time=NOON + timedelta(days=2)))
    return any_ledger


@pytest.mark.parametrize(
    ("kinds", "is_news", "scope", "expected"),
    [
        (["advertising", "analytics"], None, EVERYTHING, 5),
        (["advertising"], None, EVERYTHING, 4),
        (["advertising"], True, EVERYTHING, 2),
        (["advertising"], False, EVERYTHING, 2),
        (["analytics"], False, EVERYTHING, 1),
        (["advertising", "analytics"], False, EVERYTHING, 3),
        (["advertising", "analytics"], None, Scope(since=NOON + timedelta(days=1)), 1),
        ([], None, EVERYTHING, 0),
    ],
    ids=range(8),
)
def test_requests_are_those_of_the_places(
    filled: Ledger, kinds: list[str], is_news: bool | None, scope: Scope, expected: int
) -> None:
    with filled.reading() as session:
        ground = Ground(session, RULES, CATALOGUE)
        (news,) = ground.sites
        met: Places = frozenset((sort, site) for sort in ground.hosts for site in (news, ELSEWHERE))
        places = {(s, site) for s, site in met if s.kind in kinds and is_news in (None, site == news)}
        touched = {WAY: frozenset(places)} if places else {}
        assert touched_requests(session, ground, scope, touched, {WAY: met}) == Requests(expected, is_least=False)


def test_of_repeats_the_least_number_is_told(any_ledger: Ledger) -> None:
    cookie, agent = (a_disclosure(kind, "x", Manner.AMBIENT) for kind in (Category.CLIENT_ID, Category.USER_AGENT))
    for minutes in range(4):
        found = (cookie, agent) if minutes else (cookie,)
        record = a_record(*found, host="px.adpix.test", time=NOON + timedelta(minutes=minutes))
        written(any_ledger, record, collapse=True)
    ways = [Way(kind, Party.THIRD, Manner.AMBIENT) for kind in (Category.CLIENT_ID, Category.USER_AGENT)]
    with any_ledger.reading() as session:
        ground = Ground(session, RULES, CATALOGUE)
        places = dict.fromkeys(ways, frozenset((sort, ELSEWHERE) for sort in ground.hosts))
        assert touched_requests(session, ground, EVERYTHING, places, places) == Requests(4, is_least=True)
