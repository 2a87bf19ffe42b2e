"""What the person fetched and said, over the catalogue that comes with the program."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.upstream import corrections, tables
from tracker.upstream.sources import SOURCES
from tracker.vendors import Catalogue, Vendor, builtin, edition, shipped
from tracker.vendors.catalogue import Rule
from tracker.vendors.fetched import SOURCES as BELIEVED
from tracker.vendors.fetched import overlay_of, stamp

HEAD = b'{"format": 1, "title": "", "licence": "", "retrieved": ""}\n'
OURS = Vendor("adpix", "AdPix", "nordgroup", "advertising", "SE")
SHIPPED = Catalogue(
    "1",
    {"adpix": OURS, "oldpix": Vendor("oldpix", "OldPix")},
    {"compiled.shared.test": Rule("oldpix", "compiled", is_compiled=True), "ours.shared.test": Rule("adpix", "own")},
    {
        "adpix.test": Rule("adpix", "own"),
        "cloud.test": Rule(None, "hosted on Cloud"),
        "oldpix.test": Rule("oldpix", "compiled", is_compiled=True),
    },
    {"guess.test": Rule("oldpix", "all that is known")},
)


def put(folder: Path, source: str, domains: dict[str, int], hosts: dict[str, int] | None = None, **body: Any) -> None:
    header = tables.Header(
        source, source.title(), "vendors", "MIT", "https://mit.test", "", [], "2026-01-02T03:04:05Z", None, 1,
        is_noncommercial=False,
    )  # fmt: skip
    rows = [
        ["newpix", "NewPix", "newgroup", "analytics", "FR", "https://newpix.test"],
        ["newgroup", "Group", *[None] * 4],
    ]
    tables.write(folder, tables.Table(header, {"vendors": rows, "domains": domains, "hosts": hosts or {}} | body))


def via(folder: Path, host: str) -> tuple[str | None, str | None]:
    vendor, said = SHIPPED.under(overlay_of(folder)).attribute(host)
    return (vendor.slug if vendor else None), said


@pytest.mark.parametrize(
    ("host", "slug", "said"),
    [
        ("x.newpix.test", "newpix", "V2Fly (MIT, 2026-01-02): *.newpix.test"),
        ("one.shared.test", "newpix", "V2Fly (MIT, 2026-01-02): one.shared.test"),
        ("two.one.shared.test", None, None),
        ("x.oldpix.test", "newpix", "V2Fly (MIT, 2026-01-02): *.oldpix.test"),
        ("compiled.shared.test", "newpix", "V2Fly (MIT, 2026-01-02): compiled.shared.test"),
        ("x.guess.test", "newpix", "V2Fly (MIT, 2026-01-02): *.guess.test"),
        ("x.adpix.test", "adpix", "own"),
        ("x.deep.adpix.test", "newpix", "V2Fly (MIT, 2026-01-02): *.deep.adpix.test"),
        ("ours.shared.test", "adpix", "own"),
        ("tenant.cloud.test", None, "hosted on Cloud"),
        ("unknown.test", None, None),
        ("192.0.2.1", None, None),
    ],
)
def test_what_was_fetched_goes_before_the_compiled_and_after_ours(
    tmp_path: Path, host: str, slug: str | None, said: str | None
) -> None:
    names = ("newpix.test", "oldpix.test", "guess.test", "adpix.test", "deep.adpix.test", "cloud.test")
    exact = {"one.shared.test": 0, "compiled.shared.test": 0, "ours.shared.test": 0}
    put(tmp_path, "v2fly", dict.fromkeys(names, 0), exact)
    assert via(tmp_path, host) == (slug, said)


@pytest.mark.parametrize("host", ["adpix.test", "ours.shared.test", "tenant.cloud.test", "x.newpix.test"])
def test_the_person_s_own_word_wins_over_all(tmp_path: Path, host: str) -> None:
    put(tmp_path, "v2fly", {"newpix.test": 0, "x.newpix.test": 0})
    corrections.add(tmp_path, host.removeprefix("x."), "My Word")
    assert via(tmp_path, host) == ("my-word", f"your own correction: {host.removeprefix('x.')}")
    corrections.remove(tmp_path, host.removeprefix("x."))
    assert via(tmp_path, host)[0] != "my-word"


def test_the_most_believed_source_answers_first(tmp_path: Path) -> None:
    put(tmp_path, "disconnect", {"newpix.test": 1})
    assert via(tmp_path, "newpix.test")[0] == "newgroup"
    put(tmp_path, "third-party-web", {"newpix.test": 0})
    assert via(tmp_path, "newpix.test")[0] == "newpix"


def test_the_order_is_that_of_the_sources() -> None:
    assert [source.name for source in SOURCES if source.kind == "vendors"] == list(BELIEVED)


def test_vendors_of_ours_are_described_by_us_and_others_by_their_source(tmp_path: Path) -> None:
    rows = [["adpix", "ADPIX!", None, None, None, None], ["newpix", "NewPix", "adpix", "video", "FR", None]]
    put(tmp_path, "v2fly", {"a.test": 0, "b.test": 1}, vendors=rows)
    found = SHIPPED.under(overlay_of(tmp_path))
    assert found.attribute("a.test").vendor == OURS
    assert found.vendor("newpix") == Vendor("newpix", "NewPix", "adpix", "video", "FR")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]\n[]\n",
        b'{"format": 1}\n{"vendors": 3, "domains": {}, "hosts": {}}\n',
        HEAD + b'{"vendors": [], "domains": {"a.test": 7}, "hosts": {}}',
        HEAD + b'{"vendors": [], "domains": {"a.test": []}, "hosts": {}}',
        HEAD.replace(b"1", b"9") + b'{"vendors": [], "domains": {}, "hosts": {}}',
    ],
    ids=["empty", "no rows", "lists", "no vendors", "a place that is none", "a list for a place", "another format"],
)
def test_a_broken_file_is_as_if_it_were_not_there(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v2fly.json").write_bytes(content)
    (tmp_path / "corrections.json").write_bytes(content)
    put(tmp_path, "disconnect", {"newpix.test": 0})
    assert via(tmp_path, "newpix.test")[0] == "newpix"
    assert via(tmp_path, "a.test") == (None, None)


def test_its_version_says_when_to_ask_anew(tmp_path: Path) -> None:
    versions = [SHIPPED.under(overlay_of(tmp_path)).version]
    put(tmp_path, "v2fly", {"newpix.test": 0})
    versions.append(SHIPPED.under(overlay_of(tmp_path)).version)
    corrections.add(tmp_path, "a.test", "A", datetime(2026, 1, 2, tzinfo=UTC))
    versions.append(SHIPPED.under(overlay_of(tmp_path)).version)
    assert versions[0] == SHIPPED.version
    assert len(set(versions)) == 3
    assert SHIPPED.under(overlay_of(tmp_path)).version == versions[2]


def test_the_installation_s_word_is_heard_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    assert edition() == ()
    assert builtin() is shipped()
    corrections.add(tmp_path / "catalogue", "px.adpix.test", "My Word")
    assert builtin().attribute("a.px.adpix.test").vendor == Vendor("my-word", "My Word")
    assert builtin() is builtin()
    assert edition() == stamp(tmp_path / "catalogue") != ()
    assert len(builtin()) == len(shipped())


def test_settings_that_are_broken_are_another_s_to_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text("[")
    assert builtin() is shipped()
    assert edition() == ()


def test_a_correction_of_another_shape_is_none(tmp_path: Path) -> None:
    (tmp_path / "corrections.json").write_text(json.dumps({"corrections": [{"domain": "a.test"}]}))
    assert via(tmp_path, "a.test") == (None, None)


@pytest.mark.parametrize(
    ("source", "listeners"), [("cname-originals", {"newpix"}), ("v2fly", set())], ids=["the CNAME list", "another"]
)
def test_the_cname_list_alone_names_listeners(tmp_path: Path, source: str, listeners: set[str]) -> None:
    put(tmp_path, source, {"newpix.test": 0})
    assert overlay_of(tmp_path).listeners == listeners
