"""Open Cookie Database."""

from pathlib import Path

import pytest

from tests.builders.upstream import COOKIE_COLUMNS, cookies
from tracker.upstream.source import Converted, UpstreamError
from tracker.upstream.sources.open_cookie_database import COLUMNS, SOURCE


def read(folder: Path, content: bytes) -> Converted:
    path = folder / "open-cookie-database.csv"
    path.write_bytes(content)
    return SOURCE.read({path.name: path})


def test_a_wildcard_makes_the_name_a_beginning(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        cookies(
            '1,AdPix,Marketing,_px,adpix.test (3rd party),"Counts, and follows",2 years,AdPix AB,https://adpix.test/p,0',
            "2,AdPix,Marketing,_px_,,,session,AdPix AB,javascript:alert(1),1",
            "3,AdPix,Marketing,,,,,,,0",
            "4,AdPix,Marketing,_other,,,,,,maybe",
            "5,short",
        ),
    )
    assert found.body == {
        "columns": COLUMNS,
        "cookies": [
            [
                "_px",
                False,
                "AdPix",
                "Marketing",
                "adpix.test",
                "AdPix AB",
                "2 years",
                "https://adpix.test/p",
                "Counts, and follows",
            ],
            ["_px_", True, "AdPix", "Marketing", None, "AdPix AB", "session", None, None],
        ],
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no column"),
        (COOKIE_COLUMNS.replace("Wildcard match", "Wildcards").encode(), "no column 'Wildcard match'"),
        (cookies("1,AdPix,Marketing,_px,," + "x" * 200_000 + ",,,,0"), "no whole CSV"),
        (b"\xff\xfe" + COOKIE_COLUMNS.encode("utf-16-le"), "not UTF-8"),
    ],
    ids=["empty", "another column", "a huge field", "another encoding"],
)
def test_another_format_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(UpstreamError, match=says):
        read(tmp_path, content)
