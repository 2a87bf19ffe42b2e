"""The Public Suffix List."""

from pathlib import Path

import pytest

from tests.builders.upstream import suffixes
from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources.public_suffixes import SOURCE


def read(folder: Path, content: bytes) -> Converted:
    path = folder / "public_suffix_list.dat"
    path.write_bytes(content)
    return SOURCE.read({path.name: path})


def test_both_sections_are_kept_apart(tmp_path: Path) -> None:
    assert read(tmp_path, suffixes("Pages.test")) == Converted(
        9,
        "2026-01-02_03-04-05_UTC",
        {
            "icann": ["com", "net", "org", "co.uk", "*.ck", "!www.ck", "公司.cn"],
            "private": ["github.io", "pages.test"],
        },
    )


@pytest.mark.parametrize("rule", ["বাংলা", "ಭಾರತ", "இலங்கை", "*.a-b.test", "!x.y.test", "xn--55qx5d.test", "1.test"])
def test_rules_of_all_scripts_are_read(tmp_path: Path, rule: str) -> None:
    assert rule in read(tmp_path, suffixes(rule)).body["private"]


@pytest.mark.parametrize(
    "rule", ["a..test", ".test", "a_b.test", "*.*.test", "!", "a\u202eb.test", "x" * 64, "a." * 9 + "a"]
)
def test_what_can_be_no_rule_is_refused(tmp_path: Path, rule: str) -> None:
    with pytest.raises(UpstreamError, match="where none can be"):
        read(tmp_path, suffixes(rule))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cut off"),
        (suffixes()[:-20], "cut off"),
        (suffixes().replace(b"com\n", b"", 1), "does not know"),
        (suffixes("a b.test", "-x.test"), "where none can be"),
        (suffixes("<script>"), "where none can be"),
        (suffixes() + b"\nlate.test", "where none can be"),
        (suffixes() + b"\xff", "not UTF-8"),
    ],
    ids=["empty", "cut off", "without .com", "a strange rule", "a web page", "after the end", "another encoding"],
)
def test_what_is_not_the_whole_list_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(UpstreamError, match=says):
        read(tmp_path, content)
