from pathlib import Path

import pytest

from tests.builders.records import a_record, a_user_agent
from tests.builders.studies import a_bundle, document
from tests.builders.written import written
from tracker.exporters.studies.package import PROFILE, TYPES, name_of
from tracker.ledger.opening import Ledger
from tracker.study_tables import TABLES


@pytest.mark.parametrize(
    ("study", "name"),
    [("Cookies 2026", "cookies-2026"), ("a/b..c", "a-b..c"), ("***", "study"), ("..", "study"), ("x_y", "x_y")],
)
def test_a_study_s_name_is_made_fit_for_files(study: str, name: str) -> None:
    assert name_of(study) == name


def test_every_table_is_described(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, a_record(), a_record(a_user_agent()))
    package = document(a_bundle(ledger, tmp_path / "b.zip"), "datapackage.json")
    assert package["$schema"] == PROFILE
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in TABLES]
    for table, resource in zip(TABLES, package["resources"], strict=True):
        assert [field["name"] for field in resource["schema"]["fields"]] == list(table.names)
        assert resource["schema"]["primaryKey"] == list(table.key)
        assert resource["hash"].startswith("sha256:")
        assert resource["tracker:parquet"]["path"] == f"data/{table.name}.parquet"


def test_every_kind_of_ours_that_a_table_uses_has_a_type() -> None:
    assert {column.kind for table in TABLES for column in table.columns} <= set(TYPES)
