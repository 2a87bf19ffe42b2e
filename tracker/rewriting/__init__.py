"""Edits in a request -> the request rewritten: pure, without input or output. Never raises for any traffic.

Everything that no edit touches keeps its bytes; what is changed stays well-formed, and packed as it was.
"""

from tracker.rewriting.edit import Edit, Left, Reason, Rewritten
from tracker.rewriting.request import rewrite

__all__ = ["Edit", "Left", "Reason", "Rewritten", "rewrite"]
