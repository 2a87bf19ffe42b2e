"""The mark on the page: where it may stand, what stands in the page for it, and what it says. Pure; knows no proxy.

The page gets one element with a frame in it, whose document lies on a host of the proxy's own: the browser keeps the
page from reading it. Nothing is baked into the page: what the mark says is asked for when it is shown.
"""

HOST = "mark.tracker.invalid"
"""Where the mark's documents lie. No such name resolves anywhere (RFC 6761): the proxy alone answers for it."""
ORIGIN = f"https://{HOST}"
