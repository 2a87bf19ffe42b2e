"""Bodies into fields: one format = one module."""
