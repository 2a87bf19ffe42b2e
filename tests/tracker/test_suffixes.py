"""The fetched Public Suffix List."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tldextract import TLDExtract

from tests.builders.upstream import suffixes as a_list
from tracker import domains, suffixes
from tracker.domains import registrable_domain
from tracker.suffixes import Suffixes, bundled, bundled_version, fetched
from tracker.upstream.sources.public_suffixes import read

NEWER = "2099-01-02_03-04-05_UTC"
RULES = ["com", "co.uk", "uk", "*.ck", "!www.ck", "公司.cn", "cn", "github.io", "io", "*.nested.host.test"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation whose lists nobody has looked at yet."""
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    (tmp_path / "catalogue").mkdir()
    for cached in (fetched, registrable_domain):
        cached.cache_clear()
    yield tmp_path
    for cached in (fetched, registrable_domain):
        cached.cache_clear()


def put(home: Path, version: object = NEWER, icann: object = ("com", "shop.test"), **head: object) -> None:
    body = orjson.dumps({"icann": icann, "private": ["pages.example"]})
    (home / "catalogue" / "public-suffixes.json").write_bytes(orjson.dumps({"version": version, **head}) + b"\n" + body)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("www.shop.co.uk", "co.uk"),
        ("shop.uk", "uk"),
        ("co.uk", "co.uk"),
        ("a.b.ck", "b.ck"),
        ("b.ck", "b.ck"),
        ("ck", ""),
        ("www.ck", "ck"),
        ("a.www.ck", "ck"),
        ("x.公司.cn", "公司.cn"),
        ("x.xn--55qx5d.cn", "xn--55qx5d.cn"),
        ("ada.github.io", "github.io"),
        ("a.b.nested.host.test", "b.nested.host.test"),
        ("nested.host.test", ""),
        ("shop.example", ""),
        ("", ""),
        (".".join(["a"] * 500), ""),
    ],
    ids=lambda text: text[:30] or "nothing",
)
def test_the_longest_rule_holds_but_for_exceptions(name: str, suffix: str) -> None:
    assert Suffixes.of(NEWER, RULES).suffix(name) == suffix


def _bundled() -> Suffixes:
    found = bundled()
    assert found
    return found


BUNDLED = _bundled()
OTHER = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
LABELS = st.from_regex(r"[a-z0-9]{1,5}", fullmatch=True)
ENDS = st.sampled_from(sorted(BUNDLED.plain | BUNDLED.wild | BUNDLED.exceptions))


def test_the_bundled_rules_are_those_that_a_fetched_list_would_have() -> None:
    body = read({"public_suffix_list.dat": suffixes._snapshot()}).body
    assert Suffixes.of(bundled_version(), body["icann"] + body["private"]) == BUNDLED


@given(st.lists(LABELS, max_size=4), ENDS)
def test_with_the_bundled_rules_it_says_what_the_library_says(labels: list[str], end: str) -> None:
    name = ".".join([*labels, end])
    found = OTHER.extract_str(name)
    expected = found.top_domain_under_public_suffix or name if found.suffix else ".".join(name.split(".")[-2:])
    assert domains._below(name, BUNDLED.suffix(name)) == expected


@pytest.mark.parametrize("host", ["a.b.shop.co.uk", "ada.github.io", "co.uk", "x.ck", "a.www.ck", "made-up.test", ""])
def test_the_library_itself_says_the_same_where_its_list_lies_elsewhere(
    home: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = registrable_domain(host)
    registrable_domain.cache_clear()
    monkeypatch.setattr(suffixes, "_SNAPSHOT", "nowhere")
    bundled.cache_clear()
    try:
        assert bundled() is None
        assert registrable_domain(host) == expected
    finally:
        bundled.cache_clear()


def test_a_newer_list_names_domains(home: Path) -> None:
    assert registrable_domain("a.b.shop.test") == "shop.test"
    put(home)
    assert registrable_domain("a.b.shop.test") == "shop.test"  # read once in a process
    fetched.cache_clear()
    registrable_domain.cache_clear()
    assert registrable_domain("a.b.shop.test") == "b.shop.test"
    assert registrable_domain("x.ada.pages.example") == "ada.pages.example"
    assert registrable_domain("pages.example") == "pages.example"
    assert registrable_domain("www.made-up.example") == "made-up.example"
    assert registrable_domain("192.0.2.1") == "192.0.2.1"


def test_the_version_is_that_of_the_list_that_counts(home: Path) -> None:
    assert suffixes.version() == bundled_version()
    put(home)
    fetched.cache_clear()
    assert suffixes.version() == NEWER


@pytest.mark.parametrize(
    "version", [None, 7, "", "sha256 0123456789ab", "2001-01-01_00-00-00_UTC", "9", bundled_version()], ids=repr
)
def test_a_list_that_is_no_newer_than_the_bundled_one_is_left_alone(home: Path, version: object) -> None:
    put(home, version)
    assert fetched() is None
    assert registrable_domain("a.b.shop.test") == "shop.test"


@pytest.mark.parametrize("icann", [None, 7, {"com": 1}], ids=repr)
def test_what_is_no_list_of_rules_never_raises(home: Path, icann: object) -> None:
    put(home, icann=icann)
    assert registrable_domain("www.shop.example") == "shop.example"


@pytest.mark.parametrize("data", [b"", b"\n", b"{}\n{}\n", b"[]\n[]", b"\xff\n\xff"], ids=repr)
def test_a_broken_file_is_as_if_it_were_not_there(home: Path, data: bytes) -> None:
    (home / "catalogue" / "public-suffixes.json").write_bytes(data)
    assert fetched() is None


def test_broken_settings_are_no_matter_of_domains(home: Path) -> None:
    (home / "settings.toml").write_text("=")
    assert fetched() is None


def test_the_bundled_list_says_of_when_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert bundled_version() > "2024"
    bundled_version.cache_clear()
    monkeypatch.setattr(suffixes, "_SNAPSHOT", "none")
    assert bundled_version() == ""
    bundled_version.cache_clear()
    monkeypatch.setattr(suffixes, "_SNAPSHOT", "__init__.py")
    assert bundled_version() == ""
    bundled_version.cache_clear()


def test_a_rule_that_cannot_travel_stays_as_it_is() -> None:
    label = "é" * 70
    assert Suffixes.of(NEWER, [f"{label}.test"]).plain == {f"{label}.test"}


def test_what_was_converted_is_what_is_read(home: Path, tmp_path: Path) -> None:
    """The whole way: the publisher's file, converted and written, in a process that starts anew."""
    code = """
import sys
from dataclasses import replace
from pathlib import Path
from tracker.upstream import tables, updating
from tracker.upstream.sources.public_suffixes import SOURCE

files = {"public_suffix_list.dat": Path(sys.argv[1])}
result = SOURCE.read(files)
header = updating._header(SOURCE, result, None, __import__("datetime").datetime.now().astimezone())
tables.write(Path(sys.argv[2]), tables.Table(header, result.body))
from tracker.domains import registrable_domain
print(registrable_domain("a.b.private.example"), registrable_domain("a.b.other.example"))
"""
    source = tmp_path / "list.dat"
    source.write_bytes(a_list("private.example").replace(b"2026-01-02", b"2099-01-02"))
    arguments = [sys.executable, "-c", code, str(source), str(home / "catalogue")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, env=dict(os.environ))
    assert done.stdout.split() == ["b.private.example", "other.example"]
