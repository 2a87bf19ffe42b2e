"""A page's policy allows the mark's frame and style sheet, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.marking.policies import allowing, allows

STRICT = "default-src 'self'; script-src 'nonce-r' 'strict-dynamic'; require-trusted-types-for 'script'"
FRAME, STYLE = "https://mark.test", "'sha256-AAAA'"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("", ""),
        ("script-src 'self'", "script-src 'self'"),
        ("upgrade-insecure-requests;", "upgrade-insecure-requests;"),
        ("frame-src *; style-src 'unsafe-inline'", "frame-src *; style-src 'unsafe-inline'"),
        ("frame-src https:", "frame-src https:"),
        ("frame-src 'none'", "frame-src https://mark.test"),
        ("frame-src", "frame-src https://mark.test"),
        ("Frame-Src https://A.test", "frame-src https://A.test https://mark.test"),
        ("child-src 'self'", "child-src 'self'; frame-src 'self' https://mark.test"),
        ("child-src blob:; frame-src https://a.test", "child-src blob:; frame-src https://a.test https://mark.test"),
        ("style-src 'self'", "style-src 'self'; style-src-elem 'self' 'sha256-AAAA'"),
        ("style-src 'none'", "style-src 'none'; style-src-elem 'sha256-AAAA'"),
        (
            "style-src 'unsafe-inline' 'nonce-x'",
            "style-src 'unsafe-inline' 'nonce-x'; style-src-elem 'unsafe-inline' 'nonce-x' 'sha256-AAAA'",
        ),
        ("style-src-elem 'self'; style-src *", "style-src *; style-src-elem 'self' 'sha256-AAAA'"),
        (
            "default-src 'none'",
            "default-src 'none'; frame-src https://mark.test; style-src-elem 'sha256-AAAA'",
        ),
        (
            STRICT,
            f"{STRICT}; frame-src 'self' https://mark.test; style-src-elem 'self' 'sha256-AAAA'",
        ),
        ("frame-src 'none'; frame-src *", "frame-src https://mark.test"),  # the first of a name counts
    ],
)
def test_exactly_the_frame_and_the_sheet_are_allowed_beside_what_was(policy: str, expected: str) -> None:
    assert allowing([policy], FRAME, STYLE) == [expected]
    assert allows(expected, FRAME, STYLE)


@pytest.mark.parametrize("policy", ["sandbox", "default-src *; sandbox allow-scripts", "img-src *, SANDBOX"])
def test_a_sandboxed_page_gets_no_frame(policy: str) -> None:
    assert allowing([policy], FRAME, STYLE) is None


def test_each_of_several_policies_allows_it() -> None:
    assert allowing(["frame-src 'none', img-src *", "style-src 'self'"], FRAME, STYLE) == [
        "frame-src https://mark.test, img-src *",
        "style-src 'self'; style-src-elem 'self' 'sha256-AAAA'",
    ]


def test_a_page_without_a_policy_keeps_none() -> None:
    assert allowing([], FRAME, STYLE) == []


_NAMES = ("default-src", "child-src", "frame-src", "style-src", "style-src-elem", "script-src", "img-src", "base-uri")
_SOURCES = ("'self'", "'none'", "*", "https:", "https://a.test", "'unsafe-inline'", "'nonce-abc'", "data:")
_POLICIES = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.lists(st.sampled_from(_SOURCES), max_size=3)),
    max_size=6,
    unique_by=lambda one: one[0],
)


@given(_POLICIES)
def test_nothing_else_is_allowed_than_was(directives: list[tuple[str, list[str]]]) -> None:
    policy = "; ".join(" ".join([name, *sources]) for name, sources in directives)
    (changed,) = allowing([policy], FRAME, STYLE) or [""]
    told = {part.split()[0]: part.split()[1:] for part in changed.split(";") if part.split()}
    before = dict(directives)
    for name, sources in told.items():
        governing = {"frame-src": ("frame-src", "child-src", "default-src")}.get(
            name, ("style-src-elem", "style-src", "default-src") if name == "style-src-elem" else (name,)
        )
        was = next((before[one] for one in governing if one in before), None)
        assert was is not None
        assert set(sources) - set(was) <= {FRAME, STYLE}
    assert allowing([changed], FRAME, STYLE) == [changed]
