"""What the search for the person's own values costs: `python -m tests.bench.indicators`.

Prints microseconds of processor time for each request of the browsing mix, none of which was seen before, and what
compiling a profile takes: seconds, needles, and bytes that stay.
"""

import gc
import sys
import time
import tracemalloc

from tests.bench.detection import PROFILE, Browser, shown
from tests.bench.hostile import PROFILES
from tracker.detection.fields import fields_of
from tracker.detection.indicators import Indicators
from tracker.detection.indicators.needles import needles
from tracker.profile import Profile, Value
from tracker.taxonomy import Category

RUNS = 7
TWENTY = Profile(
    (
        *PROFILES["many"].values,
        Value(Category.EMAIL_ADDRESS, "j.martin+shop@gmail.com"),
        Value(Category.EMAIL_ADDRESS, "jeanne@office.test"),
        Value(Category.PHONE_NUMBER, "+33123456789"),
        Value(Category.NATIONAL_ID, "279112A004123"),
        Value(Category.ORGANIZATION, "Fabrique de Cornes"),
        Value(Category.DEVICE_ID, "7f3c9a1e-5b2d-4f60-8a11-0123456789ab"),
        Value(Category.TEXT, "a sentence that nobody else writes"),
    ),
    "FR",
)


def unseen(profile: Profile, count: int = 4000) -> list[float]:
    """Return the microseconds that each request takes, once those before it have been searched: the best of some runs,
    since others work on the same machine.
    """
    indicators = Indicators(profile)
    requests = [(request, fields_of(request)) for request in Browser(seed=1).requests(count)]
    best = [float("inf")] * count
    for _ in range(RUNS):
        indicators._clean.clear()
        for number, (request, fields) in enumerate(requests):
            begin = time.process_time_ns()
            indicators.search(fields, request)
            best[number] = min(best[number], (time.process_time_ns() - begin) / 1000)
    return best[count // 4 :]


def compiled(name: str, profile: Profile) -> str:
    """Return the line that tells what compiling a profile takes."""
    begin = time.process_time()
    Indicators(profile)
    taken = time.process_time() - begin
    gc.collect()
    tracemalloc.start()
    kept = [Indicators(profile)]
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    kept.clear()
    count = sum(1 for _ in needles(profile))
    return f"{name:12} {taken:8.2f} s {count:8} needles {size / 1e6:8.1f} MB"


def main() -> None:
    """Print the tables."""
    sys.stdout.write(f"{'us/request':12} {'median':>8} {'mean':>8} {'p90':>8} {'max':>8}\n")
    for name, profile in (("three", PROFILE), ("twenty", TWENTY)):
        sys.stdout.write(shown(name, unseen(profile)) + "\n")
        sys.stdout.write(compiled(name, profile) + "\n")


if __name__ == "__main__":
    main()
