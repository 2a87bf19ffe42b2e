"""What the person decides of the proxy in front of their traffic: their rules, and what goes with them."""

from tracker.control.choices import WATCHING, Aliasing, AliasService, Control, Signals
from tracker.control.keeping import ControlWatch, change, load

__all__ = ["WATCHING", "AliasService", "Aliasing", "Control", "ControlWatch", "Signals", "change", "load"]
