"""The person's own values, however they are dressed: spelled otherwise, encoded, hashed, or several of these at once.

The union of what the leak detectors of the literature look for: Englehardt, Han and Narayanan, "I never signed up for
this!" (PoPETs 2018); Starov and Nikiforakis (WWW 2016); Senol et al., "Leaky Forms" (USENIX Security 2022); and what
vendors ask sites to do before they hash (Meta, Google, TikTok: see `normalisations`).
"""

from tracker.detection.indicators.search import Indicators

__all__ = ["Indicators"]
