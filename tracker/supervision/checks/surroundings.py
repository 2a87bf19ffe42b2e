"""The ports and the browser."""
