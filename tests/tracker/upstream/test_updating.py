"""One source at a time: fetched, verified, converted, swapped in; or what was there stays."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders.upstream import Answer, checksum, domain_lists, entities, serving
from tracker.upstream import tables
from tracker.upstream.source import Converted, Source, UpstreamError
from tracker.upstream.sources import SOURCES, third_party_web, v2fly
from tracker.upstream.updating import Outcome, address_of, update

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SMALL = replace(third_party_web.SOURCE, minimum=2)
LISTS = replace(v2fly.SOURCE, minimum=1)
PATH = "/third-party-web/entities-nostats.json"
V2FLY = "/v2fly/dlc.dat_plain.yml"


def updated(folder: Path, answers: Mapping[str, Answer | bytes], source: Source = SMALL) -> Outcome:
    with serving(answers) as (base, _):
        return update(source, folder, base, NOW)


def kept(folder: Path, source: Source = SMALL) -> bytes:
    return tables.path_of(folder, source.name).read_bytes()


def test_the_newest_data_is_put_in_place_with_source_licence_and_day(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    assert updated(folder, {PATH: entities()}) == Outcome(SMALL, 2, None)
    table = tables.read(tables.path_of(folder, SMALL.name))
    assert table is not None
    assert table.body["domains"] == {"adpix.test": 0}
    header = table.header
    assert (header.licence, header.retrieved, header.rows) == ("MIT", "2026-01-02T03:04:05Z", 2)
    assert [path.name for path in folder.iterdir()] == ["third-party-web.json"]
    assert updated(folder, {PATH: entities()}) == Outcome(SMALL, 2, 2)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, "answers 404"),
        ({PATH: b""}, "no whole JSON"),
        ({PATH: entities()[:-20]}, "no whole JSON"),
        ({PATH: Answer(entities()[:-20], headers={"Content-Length": str(len(entities()))})}, "was cut off"),
        ({PATH: b"<html>Sign in"}, "no whole JSON"),
        ({PATH: b"[" * 1_000_000}, "no whole JSON"),
        ({PATH: b"[]"}, "it has 0 rows; at least 2 were expected"),
        ({PATH: b"{}"}, "format has changed"),
        ({PATH: Answer(status=301, headers={"Location": "file:///etc/passwd"})}, "third-party-web"),
    ],
    ids=[
        "gone",
        "empty",
        "cut off",
        "cut off on the way",
        "a web page",
        "deep",
        "without rows",
        "another format",
        "led away",
    ],
)
def test_what_is_broken_leaves_what_was_there(tmp_path: Path, answers: dict[str, Answer | bytes], says: str) -> None:
    assert updated(tmp_path, {PATH: entities()}).problem is None
    before = kept(tmp_path)
    outcome = updated(tmp_path, answers)
    assert outcome.rows is None
    assert outcome.before == 2
    assert says in (outcome.problem or "")
    assert kept(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["third-party-web.json"]


def test_data_that_shrank_by_more_than_half_is_not_believed(tmp_path: Path) -> None:
    many = {"name": "Many", "domains": [f"*.a{number}.test" for number in range(5)]}
    assert updated(tmp_path, {PATH: entities(many)}).rows == 7
    before = kept(tmp_path)
    outcome = updated(tmp_path, {PATH: entities()})
    assert "shrank from 7 rows to 2" in (outcome.problem or "")
    assert kept(tmp_path) == before
    tables.path_of(tmp_path, SMALL.name).unlink()
    assert updated(tmp_path, {PATH: entities()}).rows == 2


def test_a_broken_file_of_ours_is_replaced(tmp_path: Path) -> None:
    tables.path_of(tmp_path, SMALL.name).write_bytes(b"{")
    assert updated(tmp_path, {PATH: entities()}) == Outcome(SMALL, 2, None)


LIST = domain_lists(adpix=["domain:adpix.test"])


@pytest.mark.parametrize(
    ("published", "says"),
    [
        (checksum(LIST, "dlc.dat_plain.yml"), None),
        (checksum(LIST, "dlc.dat_plain.yml").upper(), None),
        (checksum(b"other", "dlc.dat_plain.yml"), "has not the checksum"),
        (b"<html>", "is none"),
        (b"0" * 63, "is none"),
        (b"\xff" * 64, "is none"),
        (b"0" * 5000, "at most 4,096"),
    ],
    ids=["right", "in capitals", "of another file", "a web page", "too short", "no text", "too long"],
)
def test_a_published_checksum_must_fit(tmp_path: Path, published: bytes, says: str | None) -> None:
    outcome = updated(tmp_path, {V2FLY: LIST, f"{V2FLY}.sha256sum": published}, LISTS)
    assert (outcome.problem is None) if says is None else (says in (outcome.problem or ""))
    assert tables.path_of(tmp_path, "v2fly").exists() == (says is None)


def test_a_checksum_that_vanished_is_no_checksum(tmp_path: Path) -> None:
    assert "answers 404" in (updated(tmp_path, {V2FLY: LIST}, LISTS).problem or "")


def raising(error: Exception) -> Callable[[object], Converted]:
    def read(_: object) -> Converted:
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (KeyError("x"), "format has changed"),
        (RecursionError(), "format has changed"),
        (MemoryError(), "format has changed"),
        (OSError(28, "No space left"), "No space left"),
        (UpstreamError("odd"), "odd"),
    ],
    ids=["a missing key", "too deep", "too large", "a full disk", "as a reader says"],
)
def test_nothing_that_a_reader_meets_ends_the_update(tmp_path: Path, error: Exception, says: str) -> None:
    outcome = updated(tmp_path, {PATH: entities()}, replace(SMALL, read=raising(error)))
    assert says in (outcome.problem or "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_each_source_names_its_licence_and_lies_behind_https(source: Source) -> None:
    for part in source.parts:
        assert address_of(source, part, None).startswith("https://")
        assert address_of(source, part, "http://127.0.0.1:1/") == f"http://127.0.0.1:1/{source.name}/{part.name}"
        assert "/" not in part.name
    assert source.licence
    assert source.licence_url.startswith("https://")
    assert source.is_noncommercial == ("NC" in source.licence)
    assert source.attribution
    assert source.minimum > 0


def test_no_two_sources_have_one_name() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert "corrections" not in {source.name for source in SOURCES}
