"""The person's own word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.errors import ConfigurationError
from tracker.upstream import corrections
from tracker.upstream.corrections import Correction
from tracker.vendors import shipped

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_correction_is_kept_until_it_is_taken_back(tmp_path: Path) -> None:
    made = corrections.add(tmp_path / "catalogue", "PX.AdPix.test.", "AdPix Média", NOW)
    assert made == Correction("px.adpix.test", "adpix-media", "AdPix Média", "2026-01-02T03:04:05Z")
    corrections.add(tmp_path / "catalogue", "a.test", "Other", NOW)
    assert [known.domain for known in corrections.listed(tmp_path / "catalogue")] == ["a.test", "px.adpix.test"]
    assert corrections.remove(tmp_path / "catalogue", "px.adpix.TEST")
    assert not corrections.remove(tmp_path / "catalogue", "px.adpix.test")
    assert [known.domain for known in corrections.listed(tmp_path / "catalogue")] == ["a.test"]


def test_the_last_word_on_a_domain_counts(tmp_path: Path) -> None:
    corrections.add(tmp_path, "adpix.test", "One")
    corrections.add(tmp_path, "adpix.test", "Two")
    assert [known.name for known in corrections.listed(tmp_path)] == ["Two"]


@pytest.mark.parametrize("said", ["facebook", "Facebook"])
def test_a_company_of_the_catalogue_is_taken_by_slug_or_name(tmp_path: Path, said: str) -> None:
    known = shipped().vendor("facebook")
    assert known is not None
    assert corrections.add(tmp_path, "adpix.test", said)[1:3] == (known.slug, known.name)


@pytest.mark.parametrize(
    "domain", ["com", "co.uk", "github.io", "192.0.2.1", "localhost", "", "two words", "../x.test"]
)
def test_what_many_share_is_nobody_s(tmp_path: Path, domain: str) -> None:
    with pytest.raises(ConfigurationError, match="no domain that can belong to one company"):
        corrections.add(tmp_path, domain, "AdPix")


@pytest.mark.parametrize("vendor", ["", "\x00", "---"])
def test_a_company_needs_a_name(tmp_path: Path, vendor: str) -> None:
    with pytest.raises(ConfigurationError, match="no name of a company"):
        corrections.add(tmp_path, "adpix.test", vendor)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"corrections": [{}]}', b'{"corrections": 3}', b"\xff"])
def test_a_broken_file_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / corrections.FILE).write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"corrections\.json.*mend or remove it"):
        corrections.add(tmp_path, "adpix.test", "AdPix")
    assert (tmp_path / corrections.FILE).read_bytes() == content
