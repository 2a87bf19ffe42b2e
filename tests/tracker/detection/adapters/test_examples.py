"""Every adapter that comes with the program says of its own examples exactly what they disclose."""

import pytest

from tests.builders.requests import a_request
from tracker.detection.adapters import findings_by_adapter
from tracker.detection.adapters.known import FOLDER, adapter, candidates, host_index
from tracker.detection.adapters.model import EVERYWHERE, Adapter, Example
from tracker.detection.adapters.reading import read
from tracker.detection.fields import fields_of
from tracker.disclosure import Method
from tracker.traffic import Request

ADAPTERS = [read(path) for path in sorted(FOLDER.glob("*.toml"))]
EXAMPLES = [
    pytest.param(known, example, id=f"{known.slug}-{number}")
    for known in ADAPTERS
    for number, example in enumerate(known.examples, 1)
]
by_slug = pytest.mark.parametrize("known", ADAPTERS, ids=lambda known: known.slug)


def sent(example: Example) -> Request:
    return a_request(example.url, method=example.method, headers=example.headers, body=example.body)


@pytest.mark.parametrize(("known", "example"), EXAMPLES)
def test_an_example_discloses_what_it_lists_and_nothing_else(known: Adapter, example: Example) -> None:
    request = sent(example)
    told = {
        (finding.evidence.location, finding.evidence.path, finding.category)
        for finding in findings_by_adapter(request, fields_of(request))
    }
    assert told == {(item.location, item.path, item.category) for item in example.discloses}


@pytest.mark.parametrize(("known", "example"), EXAMPLES)
def test_an_example_is_found_by_its_host(known: Adapter, example: Example) -> None:
    request = sent(example)
    assert known.slug in candidates(request.host, request.target)
    assert known.accepts(request)


@pytest.mark.parametrize(("known", "example"), EXAMPLES)
def test_a_finding_tells_its_evidence_without_the_value(known: Adapter, example: Example) -> None:
    request = sent(example)
    for finding in findings_by_adapter(request, fields_of(request)):
        assert finding.evidence.method is Method.ADAPTER
        assert finding.evidence.reasoning.endswith(".")
        assert len(finding.value) < 4 or finding.value not in finding.evidence.reasoning


@by_slug
def test_the_quick_look_at_a_file_sees_all_hosts(known: Adapter) -> None:
    for endpoint in known.endpoints:
        for host in endpoint.hosts:
            assert known.slug in host_index().hosts[host]
            if host == EVERYWHERE:
                folder = endpoint.path if endpoint.path != "/" else "/folder"
                assert known.slug in candidates("any.test", f"{folder}{endpoint.ends}?a=1")
            else:
                assert known.slug in candidates(host.lstrip("."), "/")


@by_slug
def test_examples_are_about_made_up_people(known: Adapter) -> None:
    for example in known.examples:
        assert "@" not in example.url.replace("%40", "@").replace("@mail.test", "")
        assert "@" not in (example.body or "").replace("@mail.test", "")


@by_slug
def test_an_adapter_is_read_once(known: Adapter) -> None:
    assert adapter(known.slug) is adapter(known.slug)


def test_there_are_adapters() -> None:
    assert len(ADAPTERS) >= 12
