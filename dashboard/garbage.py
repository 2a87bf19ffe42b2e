"""How Python's collector of garbage goes about what the dashboard remembers.

What is remembered of a ledger of years is hundreds of thousands of tuples, none of which is part of a cycle. To look
through all of them is what a full collection does, for nothing, while every page waits: by far the longest waits that
pages had.
"""

import gc

_FULL = 100  # Python's own is 10; garbage that lives long enough to need one is a few objects a page


def spare() -> None:
    """Have full collections come less often."""
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _FULL)


def settle() -> None:
    """Have collections leave out what there is by now. To be called once: what is a cycle by now is never freed.

    Garbage is collected before, so what stays for good is at most what pages that are made right now leave behind.
    What is remembered is still freed as it is replaced: that needs no collector.
    """
    gc.collect()
    gc.freeze()
