"""The database: who got what, when, and how we know."""
