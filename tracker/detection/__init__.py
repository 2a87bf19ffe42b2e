"""Request -> findings: pure, without input or output. Never raises for any traffic; work is bounded."""

from tracker.detection.detect import Detected, detect
from tracker.detection.knowledge import Knowledge, knowledge_of, load

__all__ = ["Detected", "Knowledge", "detect", "knowledge_of", "load"]
