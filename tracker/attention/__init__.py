"""What deserves a person's attention: a few things, each with its reason and what can be done. Pure: no I/O.

`tracker.ledger.noticing` asks the ledger and hands what it found to `items`. docs/attention.md tells it in full.
"""

from tracker.attention.advice import steps_of, told
from tracker.attention.gathering import Seen, items
from tracker.attention.item import Action, Item, Kind, Named, Step
from tracker.attention.passage import LEAST_CONFIDENCE, Hidden, Passage, Shared, Whose
from tracker.attention.stepping import Reach
from tracker.attention.wording import about, reason, sureness

__all__ = [
    "LEAST_CONFIDENCE",
    "Action",
    "Hidden",
    "Item",
    "Kind",
    "Named",
    "Passage",
    "Reach",
    "Seen",
    "Shared",
    "Step",
    "Whose",
    "about",
    "items",
    "reason",
    "steps_of",
    "sureness",
    "told",
]
