"""v2fly's domain lists."""

from pathlib import Path

import pytest

from tests.builders.upstream import domain_lists
from tracker.upstream.source import UpstreamError
from tracker.upstream.sources.v2fly import SOURCE


def read(folder: Path, content: bytes) -> dict[str, object]:
    path = folder / "dlc.dat_plain.yml"
    path.write_bytes(content)
    return SOURCE.read({path.name: path}).body


def test_the_smallest_list_has_a_domain(tmp_path: Path) -> None:
    content = domain_lists(
        nordgroup=["domain:nord.test", "domain:adpix.test:@ads", "full:one.shared.test:@cn,@ads", "domain:com"],
        adpix=["domain:adpix.test", r"regexp:^px\\d+\\.adpix\\.test$", "keyword:adpix"],
    )
    assert read(tmp_path, content) == {
        "vendors": [["adpix", "adpix", None, None, None, None], ["nordgroup", "nordgroup", None, None, None, None]],
        "domains": {"adpix.test": 0, "nord.test": 1},
        "hosts": {"one.shared.test": 1},
    }


@pytest.mark.parametrize(
    "name", ["category_ads", "category_ads_all", "geolocation_!cn", "cn", "tld_cn", "private", "google_registry_tld"]
)
def test_a_list_of_another_kind_is_no_brand(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, domain_lists(**{name: ["domain:adpix.test"]}))["vendors"] == []


@pytest.mark.parametrize("name", ["cnn", "privateshop", "tldraw"])
def test_a_brand_may_begin_like_another_kind(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, domain_lists(**{name: ["domain:adpix.test"]}))["domains"] == {"adpix.test": 0}


def test_a_brand_that_we_know_is_called_as_we_call_it(tmp_path: Path) -> None:
    vendors = read(tmp_path, domain_lists(facebook=["domain:facebook.com"]))["vendors"]
    assert vendors == [["facebook", "Facebook", None, None, None, None]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "does not begin"),
        (b"<html>", "does not begin"),
        (domain_lists(adpix=["domain:a.test", "domain:b.test"])[:-23], "says 2 rules and has 1"),
        (
            b'lists:\n  - name: a\n    length: 0\n    rules:\n      - "domain:a.test"\n  - name: b\n',
            "says 0 rules and has 1",
        ),
    ],
    ids=["empty", "a web page", "cut off", "too long"],
)
def test_what_is_not_whole_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(UpstreamError, match=says):
        read(tmp_path, content)


def test_its_checksum_is_published() -> None:
    assert [part.checksum for part in SOURCE.parts] == [f"{part.url}.sha256sum" for part in SOURCE.parts]


def test_a_pattern_counts_and_is_no_domain(tmp_path: Path) -> None:
    content = domain_lists(adpix=["domain:adpix.test", r"regexp:\\d+\\.adpix\\.test"])
    assert read(tmp_path, content)["domains"] == {"adpix.test": 0}
