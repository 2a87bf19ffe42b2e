"""Ports: free, answering, taken."""

import socket
from collections.abc import Iterator

import pytest

from tests.builders.programs import a_free_port
from tracker.errors import TrackerError
from tracker.supervision import Plan
from tracker.supervision.ports import answers, check, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_is_free_or_answers(taken: int) -> None:
    free = a_free_port()
    assert (is_free(free), answers(free)) == (True, False)
    assert (is_free(taken), answers(taken)) == (False, True)


def test_a_taken_port_is_said_with_the_option_that_helps(taken: int) -> None:
    free, other = a_free_port(), a_free_port()
    check(Plan(free, other))
    with pytest.raises(TrackerError, match=rf"port {taken} is taken by another program: .* --port"):
        check(Plan(taken, free))
    with pytest.raises(TrackerError, match=rf"port {taken} is taken by another program: .* --dashboard-port"):
        check(Plan(free, taken))


def test_a_mode_that_needs_no_port_does_not_ask_for_it(taken: int) -> None:
    plan = Plan(taken, a_free_port(), modes=("local",))
    assert not plan.takes_port
    check(plan)  # raises where it asks for one that is taken
