"""Whether a port is free, and when somebody answers on it."""

import socket
import sys

from tracker.errors import TrackerError
from tracker.supervision.plan import HOST, Plan


def is_free(port: int, host: str = HOST) -> bool:
    """Whether a server could listen on that port of this machine."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would allow two servers on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(port: int, host: str = HOST) -> bool:
    """Whether somebody listens on that port."""
    try:
        socket.create_connection((host, port), 1).close()
    except OSError:
        return False
    return True


def check(plan: Plan) -> None:
    """Raise TrackerError when a port that the plan needs is taken."""
    if plan.takes_port and not is_free(plan.port):
        raise TrackerError(f"port {plan.port} is taken by another program: choose another one with --port")
    for host, port in plan.own_places:
        if not is_free(port, host):
            raise TrackerError(f"nobody can listen on {host} port {port}, as --mode wants it: it is taken, or not ours")
    if not is_free(plan.dashboard_port):
        raise TrackerError(
            f"port {plan.dashboard_port} is taken by another program: choose another one with --dashboard-port"
        )
