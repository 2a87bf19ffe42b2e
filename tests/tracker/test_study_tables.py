from tracker.dictionary import MEANINGS
from tracker.study_tables import DATA, DISCLOSURES, TABLES, place_of


def test_every_column_says_what_it_means() -> None:
    assert all(column.text for table in TABLES for column in table.columns)
    assert all(table.text for table in TABLES)


def test_names_of_tables_and_columns_are_told_apart() -> None:
    assert len({table.name for table in TABLES}) == len(TABLES)
    assert all(len(set(table.names)) == len(table.names) for table in TABLES)


def test_keys_are_columns_and_lead_to_keys() -> None:
    keys = {table.name: table.key for table in TABLES}
    assert all(set(table.key) <= set(table.names) for table in TABLES)
    assert all(keys[column.of] == (column.name,) for table in TABLES for column in table.columns if column.of)


def test_what_the_ledger_masks_is_in_no_table() -> None:
    names = {column.name for table in DATA for column in table.columns}
    assert not names & {"preview", "source", "uid", "digest"}
    assert "preview" in MEANINGS


def test_a_table_lies_in_two_files() -> None:
    assert [place_of(DISCLOSURES, form) for form in ("csv", "parquet")] == [
        "data/disclosures.csv",
        "data/disclosures.parquet",
    ]
