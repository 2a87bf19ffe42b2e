"""Whether a number is right by its own rules: the modules of python-stdnum, asked safely.

Source: https://arthurdejong.org/python-stdnum/ (LGPL-2.1+), whose documentation links each definition. Some of its
modules raise for numbers that they should refuse (a district unknown to their table): such a number is wrong.

>>> passes("iban", "FR1420041010050500013M02606"), passes("nl.bsn", "111222333"), passes("nl.bsn", "111222334")
(True, True, False)
"""

import importlib
from collections.abc import Callable
from functools import cache


def passes(module: str, number: str) -> bool:
    """Return whether `stdnum.<module>` takes the number. Never raises for any text."""
    try:
        return bool(_validity(module)(number))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False


@cache
def _validity(module: str) -> Callable[[str], bool]:
    check: Callable[[str], bool] = importlib.import_module(f"stdnum.{module}").is_valid
    return check
