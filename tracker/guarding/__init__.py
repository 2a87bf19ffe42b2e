"""What rules do with a request before it leaves: findings -> decisions -> edits -> rewritten -> looked at again. Pure.

The rule is a promise: what it is to stop is gone from the request that leaves, or nothing leaves.
"""

from tracker.guarding.carrying import Guarded, carried_out, left_whole
from tracker.guarding.case import Case, Policy, Verdict
from tracker.guarding.given import Given

__all__ = ["Case", "Given", "Guarded", "Policy", "Verdict", "carried_out", "left_whole"]
