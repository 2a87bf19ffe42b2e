"""AdGuard's list of names behind which others stand."""

from pathlib import Path

from tracker.upstream.source import Converted
from tracker.upstream.sources.cname_originals import SOURCE

LIST = """! Title: AdGuard CNAME list
! TimeUpdated: 2026-01-02T03:04:05+00:00
||nobody.test^
!
! Company: AdPix (formerly Pix)
||adpix.test^
||a.cloud.test^
||co.uk^
||adpix.test/path^
||other.test^$third-party
! Company: Métrica
||metrica.test^
! Company: AdPix (formerly Pix)
||late.test^
"""


def read(folder: Path, content: str) -> Converted:
    path = folder / "combined_original_trackers.txt"
    path.write_text(content)
    return SOURCE.read({path.name: path})


def test_comments_say_whose_the_domains_below_are(tmp_path: Path) -> None:
    assert read(tmp_path, LIST) == Converted(
        4,
        "2026-01-02T03:04:05+00:00",
        {
            "vendors": [
                ["adpix-formerly-pix", "AdPix (formerly Pix)", None, None, None, None],
                ["metrica", "Métrica", None, None, None, None],
            ],
            "domains": {"a.cloud.test": 0, "adpix.test": 0, "late.test": 0, "metrica.test": 1},
            "hosts": {},
        },
    )


def test_a_list_without_its_comments_gives_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "<html>\n||a.test^\n").rows == 0
