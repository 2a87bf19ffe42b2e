"""Which states' numbers a field's name calls by their own names: `bsn`, `txtVat`, `billing[tfn]`.

The names are data, in `tracker/data/phrases/codes.toml`. Most mean other things, too: the value has to agree.

>>> [number.module for number in numbers_called("billing_tfn")], numbers_called("email")
(['au.tfn'], ())
"""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from tracker.detection.detectors.national_numbers import NUMBERS, Number
from tracker.detection.names import name_words
from tracker.detection.names.segmentation import MAX_NAME


@lru_cache(4096)
def numbers_called(name: str) -> tuple[Number, ...]:
    """Return the numbers that a field of that name may hold; none where the name is no number's."""
    words = name_words(name) if len(name) <= MAX_NAME else ()
    if not words:
        return ()
    codes = _codes()
    return codes.get("".join(words)) or codes.get(words[-1], ())


@cache
def _codes() -> dict[str, tuple[Number, ...]]:
    text = files("tracker.data.phrases").joinpath("codes.toml").read_text(encoding="utf-8")
    known = {number.module: number for number in NUMBERS}
    return {name: tuple(known[module] for module in listed) for name, listed in tomllib.loads(text)["codes"].items()}
