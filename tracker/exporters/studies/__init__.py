"""A study bundle: a part of the ledger as one archive that a paper can rest on, under pseudonyms of that study alone.

What is in it, what is left out and what remains linkable: docs/export.md.
"""
