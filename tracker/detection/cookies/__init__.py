"""Which cookies single a person out, and whose they are: what responses set, remembered without their values."""

from tracker.detection.cookies.memory import CookieMemory
from tracker.detection.cookies.owners import Owner
from tracker.detection.cookies.parsing import parse_set_cookie

__all__ = ["CookieMemory", "Owner", "parse_set_cookie"]
