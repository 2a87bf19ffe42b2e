"""The ledger's schema, step by step (Alembic). One change each, both directions, tested on data."""

HEAD = "0007"
"""The newest version. Kept here so that opening a ledger need not load Alembic; a test holds it true."""
