"""Questions to the ledger. One question is one module; answers are NamedTuples, never rows of the tables.

Each function issues a fixed number of statements, whatever the ledger holds, and reads the sums where it can.
"""
