"""What words tell of the special categories of GDPR article 9: health, religion, politics, sexual life, ethnicity,
trade unions.

For words that a person searched for, and for the address or title of a page, where these go to somebody. Only words
are looked at, never who runs a site. The lexicons are data, `tracker/data/topics/*.toml`, each with its sources. A
verdict's value is the lexicon's own name of the topic, so that equal topics have equal fingerprints, and the reasoning
quotes nothing but the lexicon. Words about biometrics are no biometric data (GDPR article 4(14)): nothing is said of
them.
"""

from tracker.detection.topics.addresses import address_topics
from tracker.detection.topics.reading import topic_verdicts

__all__ = ["address_topics", "topic_verdicts"]
