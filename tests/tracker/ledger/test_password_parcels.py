"""What is told of passwords on its way: sealed, and nothing of another installation's or version's."""

from pathlib import Path

import orjson
import pytest

from tests.builders.passwords import a_use
from tracker.keys import Keys
from tracker.ledger import password_parcels as files
from tracker.sealing import seal
from tracker.settings import Settings

USES = (a_use(), a_use("shop-b.test", "3-2a", 3))


def test_they_come_back_as_they_were_written(settings: Settings, keys: Keys) -> None:
    assert files.read(settings, keys) == []
    files.write(settings, keys, USES)
    ((path, uses),) = files.read(settings, keys)
    assert uses == USES
    assert b"shop" not in path.read_bytes()
    assert files.parcels(settings).are_waiting()


@pytest.mark.parametrize("rows", [b"torn", [[1]], {"a": 1}, 7, [["shop.test", "1", 2]], [["shop.test", "1", 2, "x"]]])
def test_what_cannot_be_read_tells_nothing(settings: Settings, keys: Keys, rows: object) -> None:
    settings.password_uses_folder.mkdir(parents=True)
    data = rows if isinstance(rows, bytes) else seal(keys.profile, orjson.dumps(rows), b"password use 1")
    (settings.password_uses_folder / "1.use").write_bytes(data)
    assert [uses for _, uses in files.read(settings, keys)] == [()]


def test_another_installations_are_not_read(settings: Settings, keys: Keys) -> None:
    files.write(settings, keys, USES)
    assert [uses for _, uses in files.read(settings, Keys(bytes(32)))] == [()]


def test_one_that_somebody_else_has_taken_is_left_out(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write(settings, keys, USES)

    def gone(_: Path) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_bytes", gone)
    assert files.read(settings, keys) == []
