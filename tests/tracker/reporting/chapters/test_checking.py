from dataclasses import replace

from tests.builders.reports import a_material, told
from tracker.reporting.chapters import checking


def test_the_command_and_the_sum_that_it_gives_are_told() -> None:
    material = a_material(vendor="adpix")
    words = told(checking.blocks(material)).split("\n")
    assert material.asked.command in words
    assert material.count.digest
    assert material.count.digest in words
    assert "sha256sum rows.jsonl" in words
    assert any("The sum is another one where rows were erased" in one for one in words)


def test_of_many_rows_no_sum_is_told_but_how_a_proof_is_found() -> None:
    material = a_material()
    words = told(checking.blocks(replace(material, count=material.count._replace(digest=None))))
    assert "SHA-256 of them" in words
    assert "“entry”" in words
    assert "sha256sum" not in words
