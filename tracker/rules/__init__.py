"""What a person allows each company to get: rules in their order, and what they decide. Data are read once."""

from tracker.rules.deciding import Decision, decide
from tracker.rules.presets import Preset, presets
from tracker.rules.rule import HARMLESS, Action, Facts, Otherwise, Rule

__all__ = ["HARMLESS", "Action", "Decision", "Facts", "Otherwise", "Preset", "Rule", "decide", "presets"]
