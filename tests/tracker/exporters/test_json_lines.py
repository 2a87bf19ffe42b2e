import json

from tests.builders.told import a_told
from tracker.exporters import FORMATS
from tracker.exporters.rows import ExportRow, export_row


def test_each_row_is_one_object_with_all_its_keys_in_order() -> None:
    rows = [export_row(a_told()), export_row(a_told(vendor=None, path="a\nb", site=None))]
    lines = b"".join(FORMATS["jsonl"](rows)).decode().splitlines()
    first, second = (json.loads(line) for line in lines)
    assert list(first) == list(ExportRow._fields)
    assert first["encoding"] == ["urlencode", "sha256"]
    assert (second["vendor"], second["path"], second["site"]) == (None, "a\nb", None)


def test_nothing_is_nothing() -> None:
    assert list(FORMATS["jsonl"]([])) == []
