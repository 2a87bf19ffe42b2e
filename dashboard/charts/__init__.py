"""Charts: rows in, Plotly figure out. One chart is one module; none of them reads a ledger or knows of Flask."""
