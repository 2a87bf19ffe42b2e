"""Proxy and dashboard as processes of their own: started, watched, started again when they die, ended together."""

from tracker.supervision.plan import Plan
from tracker.supervision.running import Running, running
from tracker.supervision.supervisor import RefusedError, supervise

__all__ = ["Plan", "RefusedError", "Running", "running", "supervise"]
