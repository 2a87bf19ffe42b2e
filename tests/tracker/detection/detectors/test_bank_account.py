import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.bank_account import verdicts
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("value", "account"),
    [
        ("FR1420041010050500013M02606", "FR1420041010050500013M02606"),
        ("fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606"),
        ("DE89.3704.0044.0532.0130.00", "DE89370400440532013000"),
        ("IBAN: GB29 NWBK 6016 1331 9268 19 (main)", "GB29NWBK60161331926819"),
        ("GB29NWBK60161331926819 please", "GB29NWBK60161331926819"),
        ("iban=NO9386011117947", "NO9386011117947"),
    ],
)
def test_ibans_are_found_alone_and_in_texts(value: str, account: str) -> None:
    assert [verdict.value for verdict in verdicts(a_field(value), None, None)] == [account]


@pytest.mark.parametrize(
    "value",
    [
        "FR1420041010050500013M02607",
        "FR14 2004",
        "XX1420041010050500013M02606",
        "FR1420041010050500013M02606X",
        "GB29NWBK601613319268",
        "b4462c5f10a9a549bd088824611214fd",
        "DE89370400440532013000123",
    ],
)
def test_other_texts_are_no_ibans(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


def iban(country: str, rest: str) -> str:
    digits = "".join(str(int(letter, 36)) for letter in f"{rest}{country}00")
    return f"{country}{98 - int(digits) % 97:02d}{rest}"


def test_an_iban_of_a_wrong_structure_is_none_though_its_check_digits_are_right() -> None:
    assert not verdicts(a_field(iban("DE", "A" * 18)), None, None)
    assert verdicts(a_field(iban("DE", "370400440532013000")), None, None)


def test_national_accounts_need_a_telling_name() -> None:
    assert verdicts(a_field("8601 11 17947"), Category.BANK_ACCOUNT, None)
    assert not verdicts(a_field("8601 11 17947"), None, None)
    assert not verdicts(a_field("none"), Category.BANK_ACCOUNT, None)


def test_no_more_than_four_accounts_are_told() -> None:
    accounts = [iban("DE", f"37040044{number:010d}") for number in range(9)]
    assert len(verdicts(a_field(" ".join(accounts)), None, None)) == 4


@pytest.mark.parametrize(
    "value",
    ["2100-0418-41-7150954259", "9828.63.62206", "01-1109-0374529-00", "19-5452874000/0100", "46608439-73044305275284"],
)
def test_groupings_that_only_accounts_have_count_anywhere(value: str) -> None:
    assert [verdict.confidence for verdict in verdicts(a_field(value), None, None)] == [0.75]
    assert not verdicts(a_field(value), Category.USERNAME, None)


@pytest.mark.parametrize(
    "value", ["2100-0418-42-7150954259", "9828.63.62207", "01-1109-0374528-00", "19-5452874001/0100", "12-12-2026/2000"]
)
def test_groupings_with_wrong_digits_are_no_accounts(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    "value", ["781293547089636275", "HDFC0A1B2C3", "062-000 12345678", "20-00-00 55779911", "0123456789", "011000015"]
)
def test_forms_and_weak_digits_count_under_a_telling_name(value: str) -> None:
    assert verdicts(a_field(value), Category.BANK_ACCOUNT, None)
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize("value", ["781293547089636276", "savings", "12", "2026-01-01"])
def test_a_telling_name_does_not_make_any_value_an_account(value: str) -> None:
    assert not verdicts(a_field(value), Category.BANK_ACCOUNT, None)
