"""What persons decide, made up: any choices at all, for laws that hold for all of them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from tracker.control import Aliasing, AliasService, Control, Signals
from tracker.disclosure import Manner, Party
from tracker.rules import Action, Otherwise, Rule
from tracker.taxonomy import Category

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
SETS = st.frozensets(NAMES, max_size=3)
RULES = st.builds(
    Rule,
    id=NAMES,
    action=st.sampled_from(Action),
    vendors=SETS,
    kinds=SETS,
    sites=SETS,
    party=st.none() | st.sampled_from(Party),
    categories=st.frozensets(st.sampled_from(Category), max_size=4),
    manner=st.none() | st.sampled_from(Manner),
    otherwise=st.sampled_from(Otherwise),
    is_on=st.booleans(),
    name=st.just("") | NAMES,
    preset=st.just("") | NAMES,
)
CONTROLS = st.builds(
    Control,
    rules=st.lists(RULES, max_size=5, unique_by=lambda rule: rule.id).map(tuple),
    signals=st.builds(Signals, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    aliasing=st.builds(
        Aliasing,
        NAMES,
        NAMES,
        st.lists(st.tuples(NAMES, NAMES), max_size=3).map(tuple),
        st.just(AliasService()) | st.builds(AliasService, NAMES, NAMES, NAMES, NAMES),
    ),
    private_sites=SETS,
    unmarked_sites=SETS,
    paused_until=st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given
    passed_hosts=SETS,
    read_hosts=SETS,
    mark=st.booleans(),
    secret=st.binary(max_size=32),
    made=st.integers(0, 10**6),
)
