"""What a person allows each company to get: rules in their order, and what they decide. Data are read once."""

from tracker.rules.deciding import Decision, decide
from tracker.rules.presets import Preset, presets
from tracker.rules.rule import Action, Facts, Otherwise, Rule

__all__ = ["Action", "Decision", "Facts", "Otherwise", "Preset", "Rule", "decide", "presets"]
