"""Exposures as hypothesis makes them, and the commonest ways in which data comes."""

from hypothesis import strategies as st

from tracker.disclosure import Manner
from tracker.risk import Company, ExposureSummary, Held
from tracker.taxonomy import Category

AMBIENT = frozenset({Manner.AMBIENT})
RELAYED = frozenset({Manner.RELAYED})

a_held = st.builds(
    Held,
    st.sampled_from(Category),
    st.integers(1, 1000),
    st.frozensets(st.sampled_from(Manner), min_size=1),
    st.booleans(),
    st.booleans(),
    st.none() | st.frozensets(st.sampled_from(Manner)),
)
all_held = st.lists(a_held, max_size=8, unique_by=lambda held: held.category).map(tuple)
sites = st.integers(0, 500)
companies = st.builds(
    Company,
    st.sampled_from([None, "advertising", "analytics", "cdn", "social", "other"]),
    st.sampled_from([None, "FR", "US", "CN", "JP", "<b>"]),
    st.none() | st.integers(0, 30),
    st.sampled_from([None, "easy", "medium", "limited", "hard", "impossible"]),
)
exposures = st.builds(ExposureSummary, all_held, sites, sites, st.integers(0, 50), companies)
