"""Cookies that were judged before: what is remembered of them says the same as their memory."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.requests import TIME, a_request
from tracker.detection import Knowledge, detect, knowledge_of
from tracker.disclosure import Finding
from tracker.profile import EMPTY
from tracker.traffic import Cookie

HOSTS = st.sampled_from(["shop.test", "cdn.shop.test", "ads.test"])
VALUES = st.sampled_from(["7f3c9a1e5b2d4f608c7e1a93", "GA1.1.1731400123.1731400000", "on", "c2a9e6d1f04b8735aa19"])
NAMES = st.sampled_from(["uid", "_ga", "c1"])
PAGES = st.sampled_from(["https://shop.test/", "https://news.test/", None])


class Sent(NamedTuple):
    """A request with a cookie, so many times."""

    host: str
    name: str
    value: str
    page: str | None
    times: int


class Given(NamedTuple):
    """An answer that sets a cookie for so many days, None for a session."""

    host: str
    name: str
    value: str
    days: int | None


STEPS = st.builds(Sent, HOSTS, NAMES, VALUES, PAGES, st.integers(1, 20)) | st.builds(
    Given, HOSTS, NAMES, VALUES, st.sampled_from([None, 0, 1, 365])
)


def told(steps: list[Sent | Given], knowledge: Knowledge, *, is_remembering: bool) -> list[tuple[Finding, ...]]:
    """What is found in each request of the steps."""
    findings = []
    for step in steps:
        if isinstance(step, Given):
            lifetime = None if step.days is None else step.days * 86_400.0
            knowledge.cookies.learn(step.host, [Cookie(step.name, step.value, lifetime=lifetime)], TIME)
            continue
        request = a_request(f"https://{step.host}/", headers={"Cookie": f"{step.name}={step.value}"}, page=step.page)
        for _ in range(step.times):
            if not is_remembering:
                knowledge.judgements.clear()
                knowledge.judgements._old.clear()
            findings.append(detect(request, knowledge).findings)
    return findings


@given(st.lists(STEPS, max_size=12))
def test_remembering_changes_nothing(steps: list[Sent | Given]) -> None:
    quick = told(steps, knowledge_of(EMPTY), is_remembering=True)
    assert quick == told(steps, knowledge_of(EMPTY), is_remembering=False)
