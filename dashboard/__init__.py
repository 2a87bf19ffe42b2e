"""Everything that knows Flask and Plotly: pages and charts over the ledger."""
