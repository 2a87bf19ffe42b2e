from tests.builders.reports import a_material, told
from tracker.reporting.chapters import checking


def test_the_command_and_the_sum_that_it_gives_are_told() -> None:
    material = a_material(vendor="adpix")
    words = told(checking.blocks(material)).split("\n")
    assert material.asked.command in words
    assert material.sums.digest in words
    assert "sha256sum rows.jsonl" in words
    assert any("The sum is another one where rows were erased" in one for one in words)
