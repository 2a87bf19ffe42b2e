import pytest

from tracker import errors


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.ConfigurationError, ValueError),
        (errors.UnreadableInputError, ValueError),
        (errors.LedgerError, OSError),
    ],
)
def test_errors_are_children_of_built_ins_too(error: type[Exception], builtin: type[Exception]) -> None:
    assert issubclass(error, builtin)
    assert issubclass(error, errors.TrackerError)
