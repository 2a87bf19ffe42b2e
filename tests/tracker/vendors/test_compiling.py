"""The script that compiles the built-in catalogue."""

import json
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import UnreadableInputError
from tracker.vendors import compiling
from tracker.vendors.compiling import compiled, main, owners_of, slug_of, vendors_of

ENTITIES: list[dict[str, Any]] = [
    {"name": "AdPix Labs", "company": "AdPix", "category": "ad", "domains": ["*.labs.test", "One.shared.test"]},
    {"name": "AdPix CDN", "company": "AdPix", "category": "cdn", "domains": ["two.shared.test"]},
    {"name": "Métrica", "company": "Métrica", "category": "analytics", "domains": ["*.metrica.test", "x.mixed.test"]},
    {
        "name": "Other",
        "category": "new-word",
        "domains": ["y.mixed.test", "192.0.2.1", "*.co.uk", "whole.metrica.test"],
    },
]


def a_package(folder: Path, entities: Any = None) -> Path:
    package = folder / "package"
    (package / "dist").mkdir(parents=True)
    (package / "package.json").write_text('{"version": "9.9.9"}')
    (package / "dist" / "entities-nostats.json").write_text(json.dumps(ENTITIES if entities is None else entities))
    return package


def test_the_same_package_gives_the_same_bytes_whatever_its_order(tmp_path: Path) -> None:
    first = compiled(a_package(tmp_path / "a"))
    assert compiled(a_package(tmp_path / "b", ENTITIES[::-1])) == first
    document = json.loads(first)
    assert document["source"] == "third-party-web 9.9.9"
    assert [row[0] for row in document["vendors"]] == ["adpix", "adpix-cdn", "adpix-labs", "metrica", "other"]


def test_companies_become_parents_and_parents_become_vendors() -> None:
    rows = {row[0]: row for row in vendors_of(ENTITIES)}
    assert rows["adpix-labs"] == (
        "adpix-labs",
        "AdPix Labs",
        "adpix",
        "advertising",
        ["*.labs.test", "one.shared.test"],
    )
    assert rows["adpix"] == ("adpix", "AdPix", None, None, [])
    assert rows["metrica"][2] is None


def test_categories_are_said_in_our_words() -> None:
    rows = {row[0]: row[3] for row in vendors_of(ENTITIES)}
    assert rows == {
        "adpix-labs": "advertising",
        "adpix-cdn": "cdn",
        "metrica": "analytics",
        "other": "other",
        "adpix": None,
    }


def test_bare_addresses_and_public_suffixes_are_nobody_s() -> None:
    rows = {row[0]: row[4] for row in vendors_of(ENTITIES)}
    assert rows["other"] == ["whole.metrica.test", "y.mixed.test"]


def test_a_registrable_domain_belongs_to_the_one_company_known_under_it() -> None:
    assert owners_of(vendors_of(ENTITIES)) == {"shared.test": "adpix"}


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Google/Doubleclick Ads", "google-doubleclick-ads"), ("[24]7", "24-7"), ("Société Générale", "societe-generale")],
)
def test_slugs_are_plain(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_folder_that_is_no_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"package\.json"):
        compiled(tmp_path)


@pytest.mark.parametrize("entities", [[{"name": "x"}], [7], {"a": 1}])
def test_a_package_of_another_shape_is_refused(tmp_path: Path, entities: Any) -> None:
    with pytest.raises(UnreadableInputError, match="not third-party-web as we know it"):
        compiled(a_package(tmp_path, entities))


def test_the_script_writes_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiling, "OUTPUT", tmp_path / "out.json")
    main([str(a_package(tmp_path))])
    assert json.loads((tmp_path / "out.json").read_bytes())["source"] == "third-party-web 9.9.9"
    assert "out.json" in capsys.readouterr().out


def test_without_a_folder_the_package_is_fetched_with_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pack(command: list[str], *, cwd: Path, **_: Any) -> None:
        assert command[:2] == ["npm", "pack"]
        with tarfile.open(cwd / "third-party-web-9.9.9.tgz", "w:gz") as archive:
            archive.add(a_package(tmp_path / "made"), "package")

    monkeypatch.setattr(subprocess, "run", pack)
    monkeypatch.setattr(compiling, "OUTPUT", tmp_path / "out.json")
    main([])
    assert (tmp_path / "out.json").exists()
