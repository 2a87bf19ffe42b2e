"""What is known of vendors' endpoints: a TOML file for each in `tracker/data/adapters`, with sources and examples.

The format is told in `docs/adapters.md`.
"""

from tracker.detection.adapters.applying import findings_by_adapter

__all__ = ["findings_by_adapter"]
