"""Labels of captures: which there can be, how they are kept, and which captures bear them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.records import NOON
from tracker.errors import ConfigurationError
from tracker.ledger import models as m
from tracker.ledger.labels import LONGEST, MOST, bearers, checked, labels_of, read, written
from tracker.ledger.opening import Ledger

TEXTS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=LONGEST)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True)


def put(ledger: Ledger, **labels: dict[str, str]) -> None:
    """Captures of those names with those labels."""
    with ledger.session() as session:
        for source, some in labels.items():
            session.add(m.Capture(source=source, digest=source, labels=written(some), entries=1, imported=NOON))


def found(ledger: Ledger, *wanted: tuple[str, str]) -> list[str]:
    with ledger.reading() as session:
        return sorted(session.scalars(bearers(wanted)))


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("country", "fr", ("country", "fr")),
        ("run", " 3 ", ("run", "3")),
        ("a-b_2", "Île-de-France, nord", ("a-b_2", "Île-de-France, nord")),
        ("k", "x" * LONGEST, ("k", "x" * LONGEST)),
        ("k", "a=b", ("k", "a=b")),
    ],
)
def test_a_label_is_kept_without_what_surrounds_it(key: str, value: str, kept: tuple[str, str]) -> None:
    assert checked(key, value) == kept


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("Country", "fr", "a key is of"),
        ("", "fr", "a key is of"),
        ("3", "fr", "a key is of"),
        ("a" * 33, "fr", "a key is of"),
        ("a\n", "fr", "a key is of"),
        ("run", "", "a value is of"),
        ("run", "  ", "a value is of"),
        ("run", "x" * (LONGEST + 1), "a value is of"),
        ("run", "a\nb", "a value is of"),
        ("run", "a\x1b[31m", "a value is of"),
        ("run", "\udcff", "a value is of"),
        ("run", "\u202eabc", "a value is of"),
    ],
)
def test_what_can_be_no_label_is_refused(key: str, value: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        checked(key, value)


def test_one_key_has_one_value() -> None:
    assert labels_of([("run", "3"), ("run", "3"), ("country", "fr")]) == {"run": "3", "country": "fr"}
    with pytest.raises(ConfigurationError, match="cannot be both '3' and '4'"):
        labels_of([("run", "3"), ("run", "4")])


def test_a_capture_takes_only_so_many() -> None:
    assert len(labels_of((f"k{number}", "x") for number in range(MOST))) == MOST
    with pytest.raises(ConfigurationError, match=f"{MOST} at most"):
        labels_of((f"k{number}", "x") for number in range(MOST + 1))


@given(st.dictionaries(KEYS, TEXTS))
def test_labels_are_read_as_they_were_written(labels: dict[str, str]) -> None:
    assert read(written(labels)) == labels
    assert written(dict(reversed(labels.items()))) == written(labels)


@pytest.mark.parametrize(
    ("wanted", "bearing"),
    [
        ([("run", "1")], ["a", "c"]),
        ([("run", "1"), ("country", "fr")], ["a"]),
        ([("run", "1"), ("run", "2")], ["a", "b", "c"]),
        ([("run", "")], []),
        ([("run", "3")], []),
        ([("un", "1")], []),
        ([("country", "FR")], ["c"]),
        ([("note", 'x","run":"3')], ["d"]),
        ([("note", "x\\")], ["e"]),
        ([("note", "%")], []),
    ],
    ids=lambda given: " ".join("=".join(one) if isinstance(one, tuple) else one for one in given) or "none",
)
def test_captures_are_found_by_their_labels(
    any_ledger: Ledger, wanted: list[tuple[str, str]], bearing: list[str]
) -> None:
    put(
        any_ledger,
        a={"country": "fr", "run": "1"},
        b={"country": "fr", "run": "2"},
        c={"country": "FR", "run": "1"},
        d={"note": 'x","run":"3'},
        e={"note": "x\\"},
    )
    assert found(any_ledger, *wanted) == bearing


@given(st.lists(st.dictionaries(KEYS, TEXTS, max_size=3), max_size=4), KEYS, TEXTS)
def test_a_label_is_found_exactly_where_it_is(labels: list[dict[str, str]], key: str, value: str) -> None:
    """The same question, asked of the texts alone."""
    piece: Any = written({key: value})[1:-1]
    for some in [*labels, {key: value}]:
        assert (piece in written(some)) == (some.get(key) == value)
