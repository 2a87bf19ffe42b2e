"""Whether a host's connections are read, by what the person decided. Pure."""

from collections.abc import Iterator

from tracker.control.choices import Control


def is_passed(host: str, control: Control) -> bool | None:
    """Return whether the host is passed through unread (True), always read (False), or left to what a proxy learns.

    What is decided for a host holds for those below it, unless something else is decided for them.
    """
    if not (control.passed_hosts or control.read_hosts):
        return None
    for name in _upwards(host):
        if name in control.read_hosts:
            return False
        if name in control.passed_hosts:
            return True
    return None


def passing(control: Control, host: str) -> Control:
    """Return the choices with that host passed through."""
    return control._replace(passed_hosts=control.passed_hosts | {host}, read_hosts=control.read_hosts - {host})


def reading(control: Control, host: str) -> Control:
    """Return the choices with that host read, whatever a proxy learnt of it."""
    return control._replace(passed_hosts=control.passed_hosts - {host}, read_hosts=control.read_hosts | {host})


def undecided(control: Control, host: str) -> Control:
    """Return the choices with nothing decided for that very host."""
    return control._replace(passed_hosts=control.passed_hosts - {host}, read_hosts=control.read_hosts - {host})


def _upwards(host: str) -> Iterator[str]:
    name = host
    while name:
        yield name
        name = name.partition(".")[2]
