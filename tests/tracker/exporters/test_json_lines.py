import json

from tests.builders.rows import a_row
from tracker.exporters.json_lines import encoded
from tracker.rows import Row


def test_each_row_is_one_object_with_all_its_keys_in_order() -> None:
    lines = b"".join(encoded([a_row(), a_row(vendor=None, path="a\nb", site=None)])).decode().splitlines()
    first, second = (json.loads(line) for line in lines)
    assert list(first) == list(Row._fields)
    assert (first["encoding"], first["last"]) == (["urlencode", "sha256"], "2026-03-02T12:00:00.000Z")
    assert (second["vendor"], second["path"], second["site"]) == (None, "a\nb", None)


def test_nothing_is_nothing() -> None:
    assert list(encoded([])) == []
