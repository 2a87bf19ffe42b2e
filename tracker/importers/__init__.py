"""Capture files -> records. One format is one module; formats are recognised by content, not by name."""
