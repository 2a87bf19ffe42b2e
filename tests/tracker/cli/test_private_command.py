import pytest

from tests.tracker.cli.conftest import Run
from tracker.cli.deciding import decided


def test_sites_are_not_recorded_and_recorded_again(run: Run) -> None:
    assert run() == "Everything is recorded; on no site it is not.\n"
    assert run("https://www.shop.test/a") == "What leaves from shop.test is not recorded from now on.\n"
    run("bank.test")
    assert run() == "bank.test\nshop.test\n"
    assert run("shop.test", "--remove") == "What leaves from shop.test is recorded again.\n"
    run("http://nas/")
    assert run("nas", "--remove") == "What leaves from nas is recorded again.\n"
    assert decided().private_sites == {"bank.test"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["shop"], "'shop' is no site or host"),
        (["--remove"], "say which site"),
        (["shop.test", "--remove"], "shop.test is recorded already"),
        (["a.test", "b.test"], "unexpected extra argument"),
    ],
    ids=["no site", "none", "not private", "two"],
)
def test_what_cannot_be_is_one_line(run: Run, given: list[str], words: str) -> None:
    said = run(*given, status=2)
    assert words in said
    assert said.count("\n") == 1
