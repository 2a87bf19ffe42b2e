"""The chapters of a report: one chapter, one module, from what was gathered to parts of a document."""
